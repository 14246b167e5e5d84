using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography.Forms;

/// <summary>What readers of JSON maps share: the document, its points, its attributes.</summary>
internal static class JsonMap
{
    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8, string where)
    {
        try
        {
            return JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
        }
        catch (JsonException fault)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{where}:{(fault.LineNumber ?? 0) + 1}"),
                string.Create(CultureInfo.InvariantCulture, $"is broken JSON at byte {(fault.BytePositionInLine ?? 0) + 1} of the line"),
                "Export or download the file again.",
                fault);
        }
    }

    /// <summary>Reads a layer of a document.</summary>
    /// <exception cref="InputException">Broken, cut off, with text that is no text (half a surrogate pair), or whatever the reader refuses.</exception>
    public static MapLayer Read(ReadOnlyMemory<byte> utf8, string where, Func<JsonElement, MapLayer> read)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            throw new InputException(where, "is JSON with bytes that are no UTF-8 text", "Save it as UTF-8, or export it again.");
        }

        using var document = Parse(utf8, where);
        try
        {
            return read(document.RootElement);
        }
        catch (InvalidOperationException fault)
        {
            throw new InputException(where, "has a text, number or list where something else belongs", "Export or download the file again.", fault);
        }
    }

    /// <summary>A list of places, each a list of at least two finite numbers.</summary>
    public static Coordinate[] Points(JsonElement list, string where)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Fault(where);
        }

        var points = new Coordinate[list.GetArrayLength()];
        var at = 0;
        foreach (var place in list.EnumerateArray())
        {
            points[at++] = new Coordinate(Number(place, 0, where), Number(place, 1, where));
        }

        return points;
    }

    /// <summary>A number of a list; a fault where there is none.</summary>
    public static double Number(JsonElement list, int at, string where) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > at && list[at].ValueKind == JsonValueKind.Number
        && list[at].TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Fault(where);

    /// <summary>Numbers keep their digits as written; lists and objects are left out.</summary>
    public static void AddAttributes(JsonElement members, TextAttributes attributes, int row)
    {
        foreach (var member in members.EnumerateObject())
        {
            attributes.Set(row, member.Name, Text(member.Value));
        }
    }

    /// <summary>A value as text; null for null, lists and objects.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static InputException Fault(string where) => new(where, "has places that are not lists of two numbers", "Export or download the file again.");
}
