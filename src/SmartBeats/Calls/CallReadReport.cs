using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Calls;

/// <summary>Why rows were rejected.</summary>
/// <param name="Reason">The same words as in <c>rejected.csv</c>; no value of a row is in them.</param>
/// <param name="FirstLine">Line on which the first such row starts, from 1.</param>
public sealed record RejectReason(string Reason, long Rows, long FirstLine)
{
    /// <summary>The file of the first such row where several make one load; null for the only one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }
}

/// <summary>What reading one calls CSV came to. Holds no address, no place and no event number.</summary>
/// <param name="Rows">Records after the header, empty lines not counted: <paramref name="Accepted"/> + <paramref name="Rejected"/>, and those without a place.</param>
/// <param name="Accepted">Rows handed on, duplicates among them.</param>
/// <param name="RejectedByReason">Most frequent first.</param>
/// <param name="Duplicates">Accepted rows whose event number an earlier row has: the last one counts.</param>
/// <param name="First">Earliest call, the city's local time, <c>yyyy-MM-ddTHH:mm:ss</c>; null without calls.</param>
/// <param name="Last">Latest call, likewise.</param>
/// <param name="AxesSwapped">Whether the file writes latitude before longitude throughout and was read so.</param>
/// <param name="ColumnsFound">Columns of the contract the header names.</param>
/// <param name="ColumnsIgnored">Other columns, as the header writes them.</param>
/// <param name="Version">Of the calls that count (<see cref="CallSetVersion"/>), as a store would give it that holds these alone; null for a refused file, and where duplicates were met in a stream that cannot seek.</param>
/// <param name="Notes">What a reader must know, a sentence each.</param>
/// <param name="Refusal">Why the file as a whole was refused and nothing of it may be loaded; null for a good one.</param>
public sealed record CallReadReport(
    string FileName,
    long Rows,
    long Accepted,
    long Rejected,
    IReadOnlyList<RejectReason> RejectedByReason,
    long Duplicates,
    string? First,
    string? Last,
    bool AxesSwapped,
    IReadOnlyList<string> ColumnsFound,
    IReadOnlyList<string> ColumnsIgnored,
    bool HasServiceMinutes,
    bool HasUnits,
    string? Version,
    IReadOnlyList<string> Notes,
    string? Refusal)
{
    /// <summary>Of <c>report.json</c>; goes up when a reader of an older one would be misled.</summary>
    public int SchemaVersion { get; } = 1;

    /// <summary>Sound rows whose place is blank, zero or unknown: not loaded, and in <see cref="Rows"/> beside the accepted and the rejected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long WithoutPlace { get; init; }

    /// <summary>The text of <c>report.json</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CallReadReportJson.Readable.CallReadReport) + "\n";
}

[JsonSerializable(typeof(CallReadReport))]
internal sealed partial class CallReadReportJson : JsonSerializerContext
{
    /// <summary>With letters and quotes as they are: the file is read by people and not embedded in pages.</summary>
    public static CallReadReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
