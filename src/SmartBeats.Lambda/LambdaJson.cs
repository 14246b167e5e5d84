using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.S3Events;
using SmartBeats.Lambda.Notices;
using SmartBeats.Lambda.Runs;
using SmartBeats.Lambda.Uploads;

namespace SmartBeats.Lambda;

/// <summary>Every shape that comes in or goes out, read and written without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(S3Event))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
[JsonSerializable(typeof(APIGatewayCustomAuthorizerV2Request))]
[JsonSerializable(typeof(APIGatewayCustomAuthorizerV2SimpleResponse))]
[JsonSerializable(typeof(StageInput))]
[JsonSerializable(typeof(StageAnswer))]
[JsonSerializable(typeof(StateFault))]
[JsonSerializable(typeof(FaultCause))]
[JsonSerializable(typeof(RunOutcome))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(MonthlyEvent))]
[JsonSerializable(typeof(MonthlyMail))]
[JsonSerializable(typeof(ExecutionInput))]
[JsonSerializable(typeof(Continuation))]
[JsonSerializable(typeof(CustomResourceEvent))]
[JsonSerializable(typeof(CustomResourceAnswer))]
internal sealed partial class LambdaJson : JsonSerializerContext
{
    public static async Task<T> ReadAsync<T>(Stream json, JsonTypeInfo<T> type, CancellationToken cancellation = default) =>
        await JsonSerializer.DeserializeAsync(json, type, cancellation) ?? throw new JsonException("The event is null.");

    public static Stream Write<T>(T value, JsonTypeInfo<T> type) => new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, type));
}
