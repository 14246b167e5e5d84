using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Calls.Mapping;

/// <summary>The mappings of one city by the fingerprint of the header each is for: what <c>mapping.json</c> holds.</summary>
public sealed class MappingBook
{
    /// <summary>Longer files are refused.</summary>
    public const int LargestBytes = 4 * 1024 * 1024;

    private const int SchemaVersion = 1;

    private readonly SortedDictionary<string, CallMapping> _mappings = new(StringComparer.Ordinal);

    /// <summary>All mappings, by fingerprint.</summary>
    public IReadOnlyCollection<CallMapping> Mappings => _mappings.Values;

    /// <summary>Reads <c>mapping.json</c>.</summary>
    /// <param name="where">The file's name, as the message begins.</param>
    /// <param name="json">At most 4 MB of UTF-8.</param>
    /// <exception cref="InputException">Not such a file, of a newer SmartBeats, or with a mapping that cannot be applied.</exception>
    public static MappingBook Read(string where, ReadOnlyMemory<byte> json)
    {
        const string remedy = "Have it written anew by smartbeats inspect --save.";
        if (json.Length > LargestBytes)
        {
            throw new InputException(where, "the file is larger than 4 MB", remedy);
        }

        BookText? text;
        try
        {
            text = JsonSerializer.Deserialize(json.Span.StartsWith("\uFEFF"u8) ? json.Span[3..] : json.Span, MappingJson.Readable.BookText);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            var line = (broken as JsonException)?.LineNumber ?? 0;
            throw new InputException(where, $"line {line + 1} is no mapping", remedy, broken);
        }

        if (text?.SchemaVersion is not SchemaVersion)
        {
            throw new InputException(where, "the file is no book of mappings that this SmartBeats knows", $"Upgrade SmartBeats, or: {remedy}");
        }

        var book = new MappingBook();
        foreach (var mapping in text.Mappings)
        {
            if (FindFault(mapping) is { } fault)
            {
                throw new InputException(where, fault, remedy);
            }

            book.Keep(mapping);
        }

        return book;
    }

    /// <summary>Reads one mapping, as an entry of <c>mapping.json</c>.</summary>
    /// <param name="where">What it is the body or the file of, as the message begins.</param>
    /// <param name="json">At most 4 MB of UTF-8.</param>
    /// <exception cref="InputException">Not such an object, or a mapping that cannot be applied.</exception>
    public static CallMapping ReadOne(string where, ReadOnlyMemory<byte> json)
    {
        const string remedy = "Send the proposal of the upload, changed where it is wrong.";
        try
        {
            var mapping = json.Length > LargestBytes ? null : JsonSerializer.Deserialize(json.Span, MappingJson.Readable.CallMapping);
            return FindFault(mapping) is { } fault ? throw new InputException(where, fault, remedy) : mapping!;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            var reason = broken.InnerException is InputException fault ? fault.What : "is no mapping";
            throw new InputException(where, reason, remedy, broken);
        }
    }

    /// <summary>The text of one mapping, as an entry of <c>mapping.json</c>; may lack a place or a time.</summary>
    /// <param name="mapping">Also one with doubts.</param>
    public static string Print(CallMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return JsonSerializer.Serialize(Sort(mapping), MappingJson.Readable.CallMapping) + "\n";
    }

    /// <summary>Keeps a mapping in the place of one for the same header.</summary>
    /// <param name="mapping">Whose doubts are settled.</param>
    public void Keep(CallMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        _mappings[mapping.Fingerprint] = mapping;
    }

    /// <summary>The mapping for a header, null where none is kept.</summary>
    /// <param name="header">Names of the columns in any order.</param>
    public CallMapping? Find(IReadOnlyList<string> header) => _mappings.GetValueOrDefault(HeaderFingerprint.Compute(header));

    /// <summary>The mapping for the header of a fingerprint, null where none is kept.</summary>
    /// <param name="fingerprint">As <see cref="HeaderFingerprint"/> computes it.</param>
    public CallMapping? Find(string fingerprint) => _mappings.GetValueOrDefault(fingerprint);

    /// <summary>The text of <c>mapping.json</c>: the same bytes for the same mappings.</summary>
    public string ToJson() => JsonSerializer.Serialize(new BookText(SchemaVersion, [.. _mappings.Values.Select(Sort)]), MappingJson.Readable.BookText) + "\n";

    private static CallMapping Sort(CallMapping mapping) => mapping with
    {
        Priority = Sort(mapping.Priority),
        Incident = Sort(mapping.Incident),
        Source = Sort(mapping.Source),
    };

    private static CodeMapping? Sort(CodeMapping? codes) =>
        codes is null ? null : codes with { Codes = new SortedDictionary<string, string>(codes.Codes.ToDictionary(), StringComparer.Ordinal) };

    /// <summary>JSON can leave out or null anything: what the types promise is made sure of here.</summary>
    private static string? FindFault(CallMapping? mapping)
    {
        if (mapping?.Fingerprint is not { Length: 32 })
        {
            return "a mapping has no fingerprint";
        }

        if (mapping.Place?.Columns is not { Count: > 0 } || mapping.Time is null)
        {
            return "a mapping has no place or no time";
        }

        var times = new[] { mapping.Time, mapping.Received, mapping.Dispatched, mapping.Arrived, mapping.Cleared };
        if (times.Any(time => time is not null && (time.Format is null || time.Columns is not { Count: 1 or 2 } || time.Columns.Contains(null!))))
        {
            return "a time of a mapping has no columns or no format";
        }

        var codes = new[] { mapping.Priority, mapping.Incident, mapping.Source };
        var isBroken = codes.Any(code => code is not null && (code.Column is null || code.Codes is null)) || mapping.Place.Columns.Contains(null!);
        return isBroken ? "a field of a mapping has no column or no codes" : null;
    }
}

/// <summary>The shape of <c>mapping.json</c>.</summary>
internal sealed record BookText(int SchemaVersion, IReadOnlyList<CallMapping> Mappings);

/// <summary>A format as its text.</summary>
internal sealed class TimeFormatConverter : JsonConverter<TimeFormat>
{
    public override TimeFormat Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A format is no text.");
        }

        try
        {
            return TimeFormat.Parse(reader.GetString()!, "mapping.json");
        }
        catch (InputException fault)
        {
            throw new JsonException(fault.What, fault);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeFormat value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

[JsonSerializable(typeof(BookText))]
internal sealed partial class MappingJson : JsonSerializerContext
{
    public static MappingJson Readable { get; } = new(new JsonSerializerOptions
    {
        Converters = { new TimeFormatConverter(), new JsonStringEnumConverter<PlaceForm>(JsonNamingPolicy.KebabCaseLower), new JsonStringEnumConverter<MinutesMeaning>(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    });
}
