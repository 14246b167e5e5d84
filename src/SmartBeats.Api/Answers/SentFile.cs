using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Answers;

/// <summary>A file of the store as an answer: the way to it where the store signs links, else its bytes.</summary>
internal static class SentFile
{
    /// <summary>A header that tells the host that the content came out of the store: a page in it may carry script of its own. Not sent on.</summary>
    public const string FromStore = "x-smartbeats-file";

    /// <returns>Null where there is no such file.</returns>
    public static async Task<ApiAnswer?> AnswerAsync(ApiRequest request, string key)
    {
        if (request.Home.Links.CreateDownload(key) is { } link)
        {
            return ApiAnswer.Empty(302).With("location", link);
        }

        var content = await request.Home.Files.FindBytesAsync(key, request.Cancellation);
        return content is null ? null : new ApiAnswer(200, content, MediaTypes.Of(key)).With(FromStore, "1");
    }
}
