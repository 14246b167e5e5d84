using System.Text;
using System.Text.Json;

namespace SmartBeats;

/// <summary>Opens small JSON files that people write by hand: no comments, no trailing commas, one object.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    /// <summary>The object, or what is wrong with it as a clause (<c>line 3 is not JSON</c>).</summary>
    public static JsonDocument? TryOpen(ReadOnlyMemory<byte> json, out string fault)
    {
        if (json.Span.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Options);
        }
        catch (JsonException broken)
        {
            fault = $"line {(broken.LineNumber ?? 0) + 1} is not JSON";
            return null;
        }

        fault = document.RootElement.ValueKind != JsonValueKind.Object ? "the text is not one JSON object"
            : !IsText(document.RootElement) ? "a name or value is not text in UTF-8"
            : "";
        if (fault.Length == 0)
            return document;

        document.Dispose();
        return null;
    }

    /// <summary>Bytes that are no UTF-8, and escaped halves of surrogate pairs, are found by the parser only when asked for.</summary>
    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(property => property.Name is not null && IsText(property.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A text as a JSON value.</summary>
    public static JsonElement Text(string text)
    {
        using var document = JsonDocument.Parse($"\"{JsonEncodedText.Encode(text)}\"");
        return document.RootElement.Clone();
    }

    /// <summary>A value as it may be repeated in a message: as written, escapes kept, cut at 40 characters.</summary>
    public static string Shown(JsonElement value)
    {
        var raw = value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            _ => value.GetRawText(),
        };
        return raw.Length <= 40 ? raw : raw[..40] + "…";
    }
}
