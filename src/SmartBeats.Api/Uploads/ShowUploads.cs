using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Requests;

namespace SmartBeats.Api.Uploads;

/// <summary>What became of the files of a city.</summary>
internal static class ShowUploads
{
    /// <summary><c>GET /cities/{city}/uploads</c>: the latest first, without their reports and questions.</summary>
    public static async Task<ApiAnswer> ListAsync(ApiRequest request)
    {
        var (page, refusal) = Page.Read(request);
        if (page is null)
        {
            return refusal!;
        }

        if (page.After is { } after && !UploadLog.IsId(after))
        {
            return ApiAnswer.WrongFields(new RequestFault("after", "after is no place in this list", "Send it as an answer's \"next\" has it."));
        }

        var found = await new UploadLog(request.Home.Files, request.City).ListAsync(page.Limit + 1, page.After, request.Cancellation);
        var answer = new JsonObject
        {
            ["uploads"] = new JsonArray([.. found.Take(page.Limit).Select(record => Describe(request, record with { Mapping = null, Report = null }))]),
        };
        if (found.Count > page.Limit)
        {
            answer["next"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(found[page.Limit - 1].Upload));
        }

        return ApiAnswer.Json(200, answer);
    }

    /// <summary><c>GET /cities/{city}/uploads/{upload}</c>.</summary>
    public static async Task<ApiAnswer> ShowAsync(ApiRequest request) =>
        await new UploadLog(request.Home.Files, request.City).FindAsync(request.Values["upload"], request.Cancellation) is { } record
            ? ApiAnswer.Json(200, Describe(request, record))
            : UploadRoutes.NoSuchUpload(request);

    /// <summary><c>GET /cities/{city}/uploads/{upload}/rejected.csv</c>, on a laptop: the rows themselves.</summary>
    /// <remarks>In the cloud they are in the bucket, for whoever may read it.</remarks>
    public static async Task<ApiAnswer> SendRejectedAsync(ApiRequest request)
    {
        var record = await new UploadLog(request.Home.Files, request.City).FindAsync(request.Values["upload"], request.Cancellation);
        return record?.RejectedKey is { } key && await SentFile.AnswerAsync(request, key) is { } file
            ? file.With("content-disposition", "attachment; filename=\"rejected.csv\"")
            : ApiAnswer.NothingHere("No rejected rows are kept of this upload.");
    }

    /// <summary>A record as answers have it.</summary>
    public static JsonObject Describe(ApiRequest request, UploadRecord record)
    {
        var upload = JsonNode.Parse(UploadLog.ToJson(record))!.AsObject();
        upload.Remove("contentHash");
        if (record.RejectedKey is not null && request.Home.Kind == HomeKind.Laptop)
        {
            upload.Remove("rejectedKey");
            upload["rejected"] = $"{UploadRoutes.CreatePath(request, record.Upload)}/rejected.csv";
        }

        return upload;
    }
}
