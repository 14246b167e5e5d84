using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.S3Events;
using SmartBeats.Lambda.Api;
using SmartBeats.Lambda.Notices;
using SmartBeats.Lambda.Runs;
using SmartBeats.Lambda.Uploads;
using SmartBeats.Pipeline.Stores;

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
[JsonSerializable(typeof(LinkDocument))]
[JsonSerializable(typeof(CallerDocument))]
[JsonSerializable(typeof(PlanRecord))]
[JsonSerializable(typeof(ExecutionInput))]
[JsonSerializable(typeof(UploadRequest))]
[JsonSerializable(typeof(Continuation))]
[JsonSerializable(typeof(CustomResourceEvent))]
[JsonSerializable(typeof(CustomResourceAnswer))]
internal sealed partial class LambdaJson : JsonSerializerContext
{
    public static async Task<T> ReadAsync<T>(Stream json, JsonTypeInfo<T> type, CancellationToken cancellation = default) =>
        await JsonSerializer.DeserializeAsync(json, type, cancellation) ?? throw new JsonException("The event is null.");

    public static Stream Write<T>(T value, JsonTypeInfo<T> type) => new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, type));
}

/// <summary>Small documents of the functions in the object store.</summary>
internal static class LambdaDocuments
{
    public static async Task<T?> FindAsync<T>(this IObjectStore store, string key, JsonTypeInfo<T> type, CancellationToken cancellation = default)
        where T : class
    {
        await using var stream = await store.OpenAsync(key, cancellation);
        return stream is null ? null : await JsonSerializer.DeserializeAsync(stream, type, cancellation);
    }

    public static Task PutAsync<T>(this IObjectStore store, string key, T document, JsonTypeInfo<T> type, CancellationToken cancellation = default) =>
        store.PutAsync(key, JsonSerializer.SerializeToUtf8Bytes(document, type), cancellation);

    public static Task<bool> TryCreateAsync<T>(this IObjectStore store, string key, T document, JsonTypeInfo<T> type, CancellationToken cancellation = default) =>
        store.TryCreateAsync(key, JsonSerializer.SerializeToUtf8Bytes(document, type), cancellation);
}
