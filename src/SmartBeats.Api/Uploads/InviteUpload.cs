using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SmartBeats.Calls;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Uploads;

/// <summary>Body of an upload's invitation.</summary>
/// <param name="Bytes">Exactly this many can then be sent.</param>
/// <param name="Replaces">A period the calls file holds whole, <c>2024-01-01..2024-03-31</c>: calls of it that the file no longer has are removed.</param>
internal sealed record UploadRequest(string? FileName, long? Bytes, string? Replaces);

/// <summary><c>POST /cities/{city}/uploads</c>: a link to PUT one file to, good for a quarter of an hour.</summary>
/// <remarks>Length, media type and the replaced period are part of what is signed: S3 refuses a file that is longer, of another type, or says another period.</remarks>
internal static partial class InviteUpload
{
    /// <summary>The object's own word for a period it replaces; S3 keeps it as <c>x-amz-meta-replaces-period</c>.</summary>
    public const string ReplacesPeriod = "replaces-period";

    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        if (await CityFiles.FindSettingsAsync(request.Home.Files, request.City, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(request.City);
        }

        var (upload, faults) = Read(request.Body, request.Home.Limits);
        if (upload is null)
        {
            return ApiAnswer.WrongFields(faults);
        }

        var key = Keys.Upload.For(request.City, upload.FileName!);
        var mediaType = TypeOf(upload.FileName!)!;
        var headers = new JsonObject { ["content-type"] = mediaType, ["content-length"] = $"{upload.Bytes}" };
        var metadata = new Dictionary<string, string>();
        if (upload.Replaces is { } period)
        {
            metadata[ReplacesPeriod] = period;
            headers["x-amz-meta-" + ReplacesPeriod] = period;
        }

        return ApiAnswer.Json(201, new JsonObject
        {
            ["method"] = "PUT",
            ["url"] = request.Home.Links.CreateUpload(key, mediaType, upload.Bytes!.Value, metadata),
            ["headers"] = headers,
            ["expires"] = PlanRecords.Print(request.Home.Time.GetUtcNow().AddMinutes(request.Home.Limits.LinkMinutes)),
        });
    }

    internal static (UploadRequest? Upload, IReadOnlyList<RequestFault> Faults) Read(byte[] body, ApiLimits limits)
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

        var faults = new List<RequestFault>();
        var type = upload.FileName is { } name ? TypeOf(name) : null;
        if (upload.FileName is null || !FileName().IsMatch(upload.FileName))
        {
            faults.Add(new RequestFault("fileName", "fileName is missing or no plain file name", "Use letters, digits, dots, hyphens and underscores, at most 100, such as \"calls.csv\"."));
        }
        else if (type is null)
        {
            faults.Add(new RequestFault("fileName", "fileName ends with no type that is loaded", "Send calls as .csv, a map as .zip (a shapefile), .geojson or .json."));
        }

        var most = type is null || type.StartsWith("text/", StringComparison.Ordinal) ? limits.UploadBytes : limits.MapBytes;
        if (upload.Bytes is not > 0 || upload.Bytes > most)
        {
            faults.Add(new RequestFault("bytes", $"bytes is missing or not from 1 to {most}", "Say exactly how long the file is."));
        }

        if (upload.Replaces is { } period)
        {
            CheckPeriod(period, type, faults);
        }

        return (faults.Count == 0 ? upload : null, faults);
    }

    private static void CheckPeriod(string period, string? type, List<RequestFault> faults)
    {
        if (type is not (null or "text/csv"))
        {
            faults.Add(new RequestFault("replaces", "replaces is only for a file of calls", "Leave it out for a map: the new map is used from then on."));
        }

        try
        {
            ReplacedPeriod.Parse("replaces", period);
        }
        catch (InputException fault)
        {
            faults.Add(new RequestFault("replaces", $"replaces {fault.What}", fault.Remedy));
        }
    }

    private static string? TypeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" => "text/csv",
        ".zip" => "application/zip",
        ".geojson" or ".json" => "application/geo+json",
        _ => null,
    };

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\z")]
    private static partial Regex FileName();
}
