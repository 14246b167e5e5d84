using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.S3Events;

namespace SmartBeats.AwsStandIns.Tests.Lambda;

/// <summary>What the tests' functions take and give.</summary>
[JsonSerializable(typeof(S3Event))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class Events : JsonSerializerContext;

public sealed record Question([property: JsonPropertyName("city")] string City);

public sealed record Answer([property: JsonPropertyName("beats")] int Beats, [property: JsonPropertyName("note")] string? Note);
