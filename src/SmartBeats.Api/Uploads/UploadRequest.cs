using System.Text.Json;
using System.Text.RegularExpressions;
using SmartBeats.Api.Answers;
using SmartBeats.Calls;
using SmartBeats.Context;
using SmartBeats.Requests;
using SmartBeats.Signals;

namespace SmartBeats.Api.Uploads;

/// <summary>Body of an upload's announcement.</summary>
/// <param name="FileName">Without a folder.</param>
/// <param name="Bytes">Exactly this many can then be sent.</param>
/// <param name="Replaces">A period the calls file holds whole, <c>2024-01-01..2024-03-31</c>: calls of it that the file no longer has are removed.</param>
/// <param name="DryRun">Whether only what it would change is counted.</param>
/// <param name="Signal">Of a layer that can have a share of the workload its name, such as <c>crashes</c>.</param>
/// <param name="Shows">Of a layer to draw under the beats what it shows: <c>roads</c>, <c>water</c>, <c>places</c>.</param>
internal sealed partial record UploadRequest(string? FileName, long? Bytes, string? Replaces, bool? DryRun, string? Shows, string? Signal)
{
    /// <summary>What is loaded, by the ending of its name; what it is indeed is judged by its content.</summary>
    private static readonly Dictionary<string, (string MediaType, bool MayBeCalls, bool MayBeMap)> _types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = ("text/csv", true, false),
        [".tsv"] = ("text/tab-separated-values", true, false),
        [".txt"] = ("text/plain", true, false),
        [".gz"] = ("application/gzip", true, false),
        [".xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true, false),
        [".parquet"] = ("application/vnd.apache.parquet", true, false),
        [".zip"] = ("application/zip", true, true),
        [".geojson"] = ("application/geo+json", false, true),
        [".json"] = ("application/geo+json", false, true),
        [".gpkg"] = ("application/geopackage+sqlite3", false, true),
        [".kml"] = ("application/vnd.google-earth.kml+xml", false, true),
        [".kmz"] = ("application/vnd.google-earth.kmz", false, true),
    };

    /// <summary>The media type that the file is sent with.</summary>
    public string MediaType => _types[Path.GetExtension(FileName!)].MediaType;

    /// <summary>Reads an announcement.</summary>
    /// <returns>It, or every fault of it.</returns>
    public static (UploadRequest? Upload, IReadOnlyList<RequestFault> Faults) Read(byte[] body, ApiLimits limits)
    {
        UploadRequest? upload;
        try
        {
            upload = JsonSerializer.Deserialize(body, ApiJson.Default.UploadRequest);
        }
        catch (JsonException)
        {
            upload = null;
        }

        if (upload is null)
        {
            return (null, [new RequestFault("", "the body is no such object", "Send {\"fileName\": \"calls.csv\", \"bytes\": 12345}.")]);
        }

        List<RequestFault> faults = [.. Strangers.Find(body, "fileName", "bytes", "replaces", "dryRun", "shows", "signal"), .. upload.FindFaults(limits)];
        return (faults.Count == 0 ? upload : null, faults);
    }

    private IEnumerable<RequestFault> FindFaults(ApiLimits limits)
    {
        var isKnown = _types.TryGetValue(Path.GetExtension(FileName ?? ""), out var type);
        if (FileName is null || !PlainName().IsMatch(FileName))
        {
            yield return new RequestFault(
                "fileName",
                "fileName is missing or no plain file name",
                "Use letters, digits, blanks, dots, hyphens, underscores and brackets, at most 100, such as \"calls.csv\".");
        }
        else if (!isKnown)
        {
            yield return new RequestFault(
                "fileName",
                "fileName ends with no type that is loaded",
                "Send calls as .csv, .xlsx, .parquet or .zip, a map as .zip (a shapefile), .geojson, .json, .gpkg or .kml.");
        }

        var most = isKnown && !type.MayBeCalls ? limits.MapBytes : limits.UploadBytes;
        if (Bytes is not > 0 || Bytes > most)
        {
            yield return new RequestFault("bytes", $"bytes is missing or not from 1 to {most}", "Say exactly how long the file is.");
        }

        if (Replaces is not null && isKnown && !type.MayBeCalls)
        {
            yield return new RequestFault("replaces", "replaces is only for a file of calls", "Leave it out for a map: the new map is used from then on.");
        }

        if (Shows is not null && ContextLayer.FindKind(Shows) is null)
        {
            yield return new RequestFault("shows", "shows is none of roads, water, places", "Leave it out for a map or calls.");
        }

        if (Signal is { } signal && FindFault("signal", () => SignalReader.CheckName("signal", signal)) is { } nameless)
        {
            yield return nameless;
        }

        if (Signal is not null && (Shows is not null || Replaces is not null))
        {
            yield return new RequestFault("signal", "a signal is given with shows or replaces", "Keep one: a file is one thing.");
        }

        if (Replaces is { } period && FindFault("replaces", () => ReplacedPeriod.Parse("replaces", period)) is { } fault)
        {
            yield return fault;
        }
    }

    private static RequestFault? FindFault(string field, Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InputException fault)
        {
            return new RequestFault(field, $"{field} {fault.What}", fault.Remedy);
        }
    }

    /// <summary>No folder, nothing hidden, nothing a header or a key could not hold.</summary>
    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9 ._()+,-]{0,99}\\z")]
    private static partial Regex PlainName();
}
