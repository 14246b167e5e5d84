using System.Text.Json.Nodes;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Uploads;

/// <summary>
/// <c>POST /cities/{city}/uploads</c>: announces one file, and says where to PUT it: a link good for a quarter of an hour in the cloud, a route
/// of this API on a laptop.
/// </summary>
/// <remarks>In the cloud length, media type and all that is said of the file are part of what is signed: S3 refuses another file.</remarks>
internal static class InviteUpload
{
    /// <summary>The object's own word for a period it replaces; S3 keeps it as <c>x-amz-meta-replaces-period</c>.</summary>
    public const string ReplacesPeriod = FileIntake.ReplacesPeriod;

    /// <summary>Its word for a dry run: <c>true</c>.</summary>
    public const string DryRun = "dry-run";

    /// <summary>Its word for what a layer to draw shows.</summary>
    public const string Shows = "shows";

    /// <summary>Its word for the name of a signal.</summary>
    public const string Signal = "signal";

    /// <summary>The id under which it was announced.</summary>
    public const string Announced = "upload";

    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (home, city) = (request.Home, request.City);
        if (await CityFiles.FindSettingsAsync(home.Files, city, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(city);
        }

        var (upload, faults) = UploadRequest.Read(request.Body, home.Limits);
        if (upload is null)
        {
            return ApiAnswer.WrongFields(faults);
        }

        var now = home.Time.GetUtcNow();
        var id = UploadLog.CreateId(now, $"{city} {upload} {request.FindHeader("idempotency-key")} {now.Ticks}");
        await new UploadLog(home.Files, city).SaveAsync(
            new UploadRecord(id, upload.FileName!, UploadLog.Print(now))
            {
                Bytes = upload.Bytes!.Value,
                Replaces = upload.Replaces,
                Shows = upload.Shows,
                Signal = upload.Signal,
                DryRun = upload.DryRun == true,
            },
            request.Cancellation);
        var said = ListSaid(upload, id);
        var headers = new JsonObject { ["content-type"] = upload.MediaType, ["content-length"] = $"{upload.Bytes}" };
        if (home.Links.CreateUpload(Keys.Upload.For(city, upload.FileName!), upload.MediaType, upload.Bytes.Value, said) is not { } url)
        {
            url = $"{UploadRoutes.CreatePath(request, id)}/content";
            said.Clear();
        }

        foreach (var (name, value) in said)
        {
            headers["x-amz-meta-" + name] = value;
        }

        var invitation = new JsonObject { ["upload"] = id, ["method"] = "PUT", ["url"] = url, ["headers"] = headers };
        if (home.Limits.LinkMinutes > 0)
        {
            invitation["expires"] = PlanRecords.Print(now.AddMinutes(home.Limits.LinkMinutes));
        }

        return ApiAnswer.Json(201, invitation) with { Made = id };
    }

    private static Dictionary<string, string> ListSaid(UploadRequest upload, string id)
    {
        var said = new Dictionary<string, string> { [Announced] = id };
        if (upload.Replaces is { } period)
        {
            said[ReplacesPeriod] = period;
        }

        if (upload.Shows is { } shows)
        {
            said[Shows] = shows;
        }

        if (upload.Signal is { } signal)
        {
            said[Signal] = signal;
        }

        if (upload.DryRun == true)
        {
            said[DryRun] = "true";
        }

        return said;
    }
}
