using System.Text.Json.Serialization;
using SmartBeats.Calls;
using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Signals;

namespace SmartBeats.Pipeline.Intake;

/// <summary>What an upload is taken for.</summary>
public enum UploadKind
{
    /// <summary>Not known yet, or neither of the others.</summary>
    Unknown,
    Calls,
    Map,

    /// <summary>A layer that is drawn under the beats.</summary>
    Context,

    /// <summary>A layer that can have a share of the workload.</summary>
    Signal,
}

/// <summary>How far an upload is.</summary>
public enum UploadStatus
{
    /// <summary>Announced; its bytes have not come.</summary>
    WaitingForFile,
    Reading,

    /// <summary>A person has to say how its columns are read.</summary>
    NeedsMapping,
    Loaded,
    Refused,

    /// <summary>A dry run that ended well: nothing was loaded.</summary>
    Checked,
}

/// <summary>One upload, from its announcement to what came of it.</summary>
/// <param name="Upload">Its id: begins with the time of its receipt, so that ids sort by it.</param>
/// <param name="FileName">As it was sent.</param>
/// <param name="Received">UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.</param>
public sealed record UploadRecord(string Upload, string FileName, string Received)
{
    public UploadKind Kind { get; init; }

    public UploadStatus Status { get; init; }

    /// <summary>Of the file's bytes read, in [0, 1]; only while it is read. It may begin anew: a file in an unknown form is read twice.</summary>
    public double? Progress { get; init; }

    /// <summary>Length of the file in bytes; 0 where it is not known yet.</summary>
    public long Bytes { get; init; }

    /// <summary>A period the file holds whole, as it was said; null to only add and change.</summary>
    public string? Replaces { get; init; }

    /// <summary>What a layer to draw shows, as it was said: <c>roads</c>, <c>water</c> or <c>places</c>; null for other files.</summary>
    public string? Shows { get; init; }

    /// <summary>The name of the signal it is, as it was said; null for other files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Signal { get; init; }

    /// <summary>Whether it is only checked what the file would do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DryRun { get; init; }

    /// <summary>SHA-256 of the content where this home keeps it, hexadecimal: by it a second sending is known.</summary>
    public string? ContentHash { get; init; }

    /// <summary>What is wrong or was done, a sentence without a full stop.</summary>
    public string? Message { get; init; }

    /// <summary>What to do next, whole sentences.</summary>
    public string? Remedy { get; init; }

    /// <summary>What loading the calls changed, or would change in a dry run.</summary>
    public CallsChange? Calls { get; init; }

    /// <summary>The map that was loaded, or would be.</summary>
    public MapSummary? Map { get; init; }

    /// <summary>Of a layer to draw.</summary>
    public ContextSummary? Context { get; init; }

    /// <summary>Of a signal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SignalSummary? SignalLayer { get; init; }

    /// <summary>What was read of a calls file, also of a refused one; holds nothing of its rows.</summary>
    public CallReadReport? Report { get; init; }

    /// <summary>While <see cref="UploadStatus.NeedsMapping"/>; holds values of rows, and goes when the upload is loaded.</summary>
    public MappingQuestion? Mapping { get; init; }

    /// <summary>Of a <c>mapping.json</c>: fingerprints of the headers whose mapping it brought.</summary>
    public IReadOnlyList<string>? Confirms { get; init; }

    /// <summary>Where the rejected rows lie in the store; null for none.</summary>
    public string? RejectedKey { get; init; }
}

/// <summary>What a load changes in a city's calls.</summary>
/// <param name="Removed">Calls of the replaced period that the file does not hold.</param>
/// <param name="Version">Of the city's calls afterwards.</param>
public sealed record CallsChange(long Inserted, long Updated, long Unchanged, long Removed, string Version)
{
    /// <summary>The same of a load's counts.</summary>
    public static CallsChange From(CallLoadCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new CallsChange(counts.Inserted, counts.Updated, counts.Unchanged, counts.Removed, counts.Version);
    }
}

/// <summary>A layer to draw as its upload is told about.</summary>
/// <param name="Shows"><c>roads</c>, <c>water</c> or <c>places</c>.</param>
/// <param name="Named">Features with a name.</param>
/// <param name="Notes">What was done with it, a sentence each.</param>
public sealed record ContextSummary(string Shows, int Features, int Named, IReadOnlyList<string> Notes)
{
    /// <summary>The same of a layer that was read.</summary>
    public static ContextSummary From(ContextLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new ContextSummary(layer.KindWord, layer.Features.Count, layer.Features.Count(feature => feature.Name is not null), layer.Notes);
    }
}

/// <summary>A signal as its upload is told about.</summary>
/// <param name="Name">As requests name it.</param>
/// <param name="Unit">What one is, in print.</param>
/// <param name="Features">Points, lines or polygons.</param>
/// <param name="Total">What they add up to, in <paramref name="Unit"/>, inside the city and outside.</param>
/// <param name="Notes">What was found, a sentence each.</param>
public sealed record SignalSummary(string Name, string Unit, int Features, double Total, IReadOnlyList<string> Notes)
{
    /// <summary>The same of a layer that was read.</summary>
    public static SignalSummary From(SignalLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new SignalSummary(layer.Name, layer.Unit, layer.Features.Count, layer.Total, layer.Notes);
    }
}

/// <summary>A map as its upload is told about.</summary>
/// <param name="IdField">The attribute its ids are from; null for numbers of rows.</param>
/// <param name="Notes">What was found, a sentence each.</param>
public sealed record MapSummary(int Areas, string? IdField, string Version, IReadOnlyList<string> Notes)
{
    /// <summary>The same of a map that was read.</summary>
    public static MapSummary From(CityMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new MapSummary(map.Areas.Count, map.IdField, map.Version, map.Notes);
    }
}
