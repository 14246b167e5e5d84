using System.Net;
using System.Security.Cryptography;
using System.Text;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Uploads;

/// <summary>One version of one uploaded object, as an event names it.</summary>
/// <param name="Key">As the object has it.</param>
/// <param name="VersionId">Empty in a bucket without versions.</param>
/// <param name="Sequencer">Lower-case hexadecimal, padded on the right with zeros to 64 digits: later is greater, as text.</param>
internal sealed record Upload(string Bucket, string Key, string VersionId, string Sequencer, string ETag, long Bytes)
{
    private const int SequencerDigits = 64;

    /// <summary>When the object was written, as its event says.</summary>
    public DateTimeOffset Happened { get; init; }

    /// <summary>20 hexadecimal digits; the same for every delivery of the same event.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Bucket}\n{Key}\n{VersionId}\n{Sequencer}")).AsSpan(0, 10));

    public UploadPlace Place => UploadPlace.Of(Key);

    public static Upload Of(Amazon.Lambda.S3Events.S3Event.S3EventNotificationRecord record)
    {
        var file = record.S3.Object;
        return new Upload(record.S3.Bucket.Name, WebUtility.UrlDecode(file.Key), file.VersionId ?? "", Pad(file.Sequencer), file.ETag ?? "", file.Size)
        {
            Happened = new DateTimeOffset(DateTime.SpecifyKind(record.EventTime.ToUniversalTime(), DateTimeKind.Utc)),
        };
    }

    /// <summary>S3's sequencers of one key compare as hexadecimal texts, the shorter one padded on the right with zeros.</summary>
    public static string Pad(string? sequencer) => (sequencer ?? "").ToLowerInvariant().PadRight(SequencerDigits, '0');
}

/// <summary>Where in the bucket an object lies: <c>incoming/{city}/{file}</c>, or <c>incoming/{city}/signals/{name}/{file}</c>.</summary>
/// <param name="City">The folder's name; null where the key has none.</param>
/// <param name="FileName">What follows the city's folder.</param>
internal sealed record UploadPlace(UploadPlaceKind Kind, string? City, string FileName)
{
    /// <summary>The functions' own folder in a city's: notes that a long load goes on.</summary>
    private const string ContinueFolder = ".continue";

    /// <summary>Of a city's folder: a folder for each signal.</summary>
    private const string SignalsFolder = "signals";

    /// <summary>The signal the file is; null for other files.</summary>
    public string? Signal { get; init; }

    /// <summary>Another one for each turn: a note is deleted when its turn is over, and must not take the next one with it.</summary>
    public static string ContinueKey(string city, string upload, int turn) => Keys.Continuation.For(city, $"{upload}-{turn}");

    public static UploadPlace Of(string key)
    {
        var parts = key.Split('/');
        return parts switch
        {
            [.., ""] => new(UploadPlaceKind.Folder, null, key),
            ["incoming", var city, ContinueFolder, var note] => new(UploadPlaceKind.Continuation, city, note),
            ["incoming", var city, var file] => new(UploadPlaceKind.File, city, file),
            ["incoming", var city, SignalsFolder, var signal, var file] => new(UploadPlaceKind.File, city, file) { Signal = signal },
            ["incoming", var city, .. var rest] when rest.Length > 1 => new(UploadPlaceKind.Misplaced, city, rest[^1]),
            _ => new(UploadPlaceKind.Misplaced, null, parts[^1]),
        };
    }
}

internal enum UploadPlaceKind
{
    File,

    /// <summary>A folder's placeholder, as consoles make them: no file at all.</summary>
    Folder,
    Continuation,

    /// <summary>Not directly in a city's folder.</summary>
    Misplaced,
}

/// <summary>A note to ourselves that a load ran short of time: put into the bucket, it comes back as an event.</summary>
/// <param name="Turn">Invocations so far.</param>
internal sealed record Continuation(Upload Upload, int Turn);
