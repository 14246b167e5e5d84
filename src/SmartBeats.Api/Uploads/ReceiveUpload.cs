using SmartBeats.Pipeline.Intake;

namespace SmartBeats.Api.Uploads;

/// <summary><c>PUT /cities/{city}/uploads/{upload}/content</c>: the bytes of an announced file, on a laptop.</summary>
internal static class ReceiveUpload
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var id = request.Values["upload"];
        if (await new UploadLog(request.Home.Files, request.City).FindAsync(id, request.Cancellation) is not { } record)
        {
            return UploadRoutes.NoSuchUpload(request);
        }

        if (record is not { Status: UploadStatus.WaitingForFile } and not { ContentHash: not null })
        {
            return ApiAnswer.Problem(409, "This upload came another way. Announce the file with POST to send it.");
        }

        try
        {
            var content = request.Content ?? new MemoryStream(request.Body);
            return await UploadRoutes.TakeUploads(request).ReceiveAsync(request.City, record, content, request.Cancellation) is null
                ? ApiAnswer.Problem(409, "This upload got other bytes before. Announce the file with POST to send another.")
                : ApiAnswer.Empty(202).With("location", UploadRoutes.CreatePath(request, id));
        }
        catch (InputException fault)
        {
            return ApiAnswer.Problem(400, fault.Message);
        }
    }
}
