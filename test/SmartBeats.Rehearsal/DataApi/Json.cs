using System.Globalization;
using System.Text.Json;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>Members of a call's body; of another type than the service's model has is an error of the caller's.</summary>
internal static class Json
{
    public static string? Text(JsonElement body, string name) => Find(body, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw DataApiError.Serialization($"{name} is no text"),
    };

    /// <param name="most">Characters.</param>
    public static string Required(JsonElement body, string name, int least, int most)
    {
        var text = Text(body, name) ?? throw DataApiError.Validation($"1 validation error detected: Value null at '{name}' failed to satisfy constraint: Member must not be null");
        Check(name, text, least, most);
        return text;
    }

    public static string? Optional(JsonElement body, string name, int most)
    {
        var text = Text(body, name);
        Check(name, text ?? "", 0, most);
        return text is { Length: > 0 } ? text : null;
    }

    public static bool Flag(JsonElement body, string name) => Find(body, name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } flag => flag.GetBoolean(),
        _ => throw DataApiError.Serialization($"{name} is neither true nor false"),
    };

    /// <param name="values">The first is meant where none is given.</param>
    public static string OneOf(JsonElement body, string name, params string[] values) => Text(body, name) is not { } text
        ? values[0]
        : values.Contains(text) ? text : throw DataApiError.Validation($"1 validation error detected: Value '{text}' at '{name}' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", values)}]");

    /// <summary>Undefined where there is none.</summary>
    public static JsonElement List(JsonElement body, string name) => Find(body, name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Array } list => list,
        _ => throw DataApiError.Serialization($"{name} is no list"),
    };

    /// <summary>AWS writes what JSON has no word for as a text.</summary>
    public static double Double(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new FormatException(),
        }
        : value.GetDouble();

    private static JsonElement? Find(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static void Check(string name, string text, int least, int most)
    {
        if (text.Length < least || text.Length > most)
        {
            var bound = text.Length > most ? $"less than or equal to {most.ToString(CultureInfo.InvariantCulture)}" : $"greater than or equal to {least.ToString(CultureInfo.InvariantCulture)}";
            throw DataApiError.Validation($"1 validation error detected: Value at '{name}' failed to satisfy constraint: Member must have length {bound}");
        }
    }
}
