using System.Text.Json;

namespace SmartBeats.Requests;

/// <summary>Reads and writes how far from equal a beat may be: <c>tolerance</c>, a fraction or <c>auto</c>, and <c>autoTolerance</c>, which says that the fraction was found so.</summary>
internal static class RequestTolerance
{
    /// <summary>The run chooses.</summary>
    public const string Auto = "auto";

    public static PlanRequest Read(PlanRequest request, RequestValue value)
    {
        if (value.Json.ValueKind == JsonValueKind.String && string.Equals(value.Json.GetString(), Auto, StringComparison.OrdinalIgnoreCase))
        {
            return request with { Tolerance = new PlanRequest().Tolerance, AutoTolerance = true };
        }

        return value.Positive(1, "a number above 0 and at most 1, or auto", "Write a fraction: 0.01 is one percent.") is { } tolerance
            ? request with { Tolerance = tolerance }
            : request;
    }

    public static PlanRequest ReadAuto(PlanRequest request, RequestValue value) =>
        value.Flag("Leave it out; write \"tolerance\": \"auto\" to have the tolerance found.") is { } auto ? request with { AutoTolerance = auto } : request;

    /// <summary>Only what is asked for: a plan made before this existed keeps its name.</summary>
    public static void Write(Utf8JsonWriter writer, PlanRequest request)
    {
        if (request.AutoTolerance)
        {
            writer.WriteBoolean("autoTolerance", true);
        }
    }
}
