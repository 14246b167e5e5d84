using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Response;

/// <summary>An evaluation as JSON, with the members it has in <c>plan.json</c>.</summary>
public static class ResponseJson
{
    public static string Write(ResponseEvaluation evaluation) =>
        JsonSerializer.Serialize(evaluation.ToPublishedPrecision(), ResponseJsonContext.Default.ResponseEvaluation) + "\n";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ResponseEvaluation))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext;
