using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Intake;

/// <summary>The uploads of one city, a small file each in the object store.</summary>
public sealed class UploadLog(IObjectStore store, string city)
{
    private const string IdFormat = "yyyyMMdd'T'HHmmssfff";
    private const int TailDigits = 12;

    /// <summary>An id for an upload.</summary>
    /// <param name="received">When it was announced or arrived.</param>
    /// <param name="seed">Another one for another upload; the same gives the same id.</param>
    public static string CreateId(DateTimeOffset received, string seed)
    {
        var hash = Sha256.HashData(Encoding.UTF8.GetBytes(seed));
        return $"{received.UtcDateTime.ToString(IdFormat, CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(hash)[..TailDigits]}";
    }

    /// <summary>Whether a text can be an id: nothing else becomes part of a key.</summary>
    public static bool IsId(string text) =>
        text.Length == IdFormat.Length - 2 + 1 + TailDigits && text.All(letter => char.IsAsciiHexDigitLower(letter) || letter is 'T' or '-');

    /// <summary>A time as records have it.</summary>
    public static string Print(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a record, in the place of what was known of the upload before.</summary>
    public Task SaveAsync(UploadRecord record, CancellationToken cancellation = default) =>
        store.PutAsync(Keys.UploadRecord.For(city, record.Upload), ToJson(record), cancellation);

    /// <summary>The text of a record.</summary>
    public static byte[] ToJson(UploadRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, IntakeJson.Written.UploadRecord);

    /// <summary>One upload; null where there is none of that id.</summary>
    public async Task<UploadRecord?> FindAsync(string upload, CancellationToken cancellation = default)
    {
        if (!IsId(upload))
        {
            return null;
        }

        await using var stream = await store.OpenAsync(Keys.UploadRecord.For(city, upload), cancellation);
        return stream is null ? null : await JsonSerializer.DeserializeAsync(stream, IntakeJson.Written.UploadRecord, cancellation);
    }

    /// <summary>Uploads, the latest first.</summary>
    /// <param name="most">At least 1.</param>
    /// <param name="before">Only uploads before this id; null to begin with the latest.</param>
    public async Task<IReadOnlyList<UploadRecord>> ListAsync(int most, string? before = null, CancellationToken cancellation = default)
    {
        var folder = Keys.UploadRecord.Begin(city);
        var keys = await store.ListAsync(folder, cancellation);
        var last = before is null ? null : Keys.UploadRecord.For(city, before);
        var records = new List<UploadRecord>();
        foreach (var key in keys.Reverse().Where(key => last is null || string.CompareOrdinal(key, last) < 0).Take(most))
        {
            if (await FindAsync(key[folder.Length..^".json".Length], cancellation) is { } record)
            {
                records.Add(record);
            }
        }

        return records;
    }

    /// <summary>Notes that an upload waits for a mapping.</summary>
    /// <param name="note">What its home needs to go on with it.</param>
    public Task WaitAsync(string fingerprint, string upload, ReadOnlyMemory<byte> note, CancellationToken cancellation = default) =>
        store.PutAsync(Keys.Waiting.For(city, fingerprint, upload), note, cancellation);

    /// <summary>Takes the note away.</summary>
    public Task EndWaitAsync(string fingerprint, string upload, CancellationToken cancellation = default) =>
        store.DeleteAsync(Keys.Waiting.For(city, fingerprint, upload), cancellation);

    /// <summary>Uploads that wait for a mapping, by their ids, with their notes.</summary>
    public async Task<IReadOnlyList<(string Upload, byte[] Note)>> ListWaitingAsync(string fingerprint, CancellationToken cancellation = default)
    {
        var folder = Keys.Waiting.Begin(city, fingerprint);
        var waiting = new List<(string, byte[])>();
        foreach (var key in await store.ListAsync(folder, cancellation))
        {
            await using var stream = await store.OpenAsync(key, cancellation);
            if (stream is not null)
            {
                using var note = new MemoryStream();
                await stream.CopyToAsync(note, cancellation);
                waiting.Add((key[folder.Length..^".json".Length], note.ToArray()));
            }
        }

        return waiting;
    }
}

[JsonSerializable(typeof(UploadRecord))]
[JsonSerializable(typeof(CityQuality))]
internal sealed partial class IntakeJson : JsonSerializerContext
{
    /// <summary>camelCase, kebab-case words, letters as they are: an answer of the API, never part of a page.</summary>
    public static IntakeJson Written { get; } = new(new JsonSerializerOptions
    {
        Converters =
        {
            new JsonStringEnumConverter<UploadKind>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<UploadStatus>(JsonNamingPolicy.KebabCaseLower),
        },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });
}
