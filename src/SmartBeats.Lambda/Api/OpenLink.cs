using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Api;

/// <summary><c>GET /r/{token}</c>: from a link in an e-mail to the file, through a link signed at this moment.</summary>
internal static class OpenLink
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (cloud, token) = (request.Cloud, request.Values["token"]);
        var link = ShortLinks.IsToken(token) ? await cloud.Store.FindAsync(Keys.Link.For(token), LambdaJson.Default.LinkDocument, request.Cancellation) : null;
        if (link is null)
        {
            return ApiAnswer.NothingHere("There is no such link, or it was revoked. Ask whoever sent it for a new one.");
        }

        if (ShortLinks.IsExpired(link, cloud.Time.GetUtcNow()))
        {
            return ApiAnswer.Problem(410, "Expired", $"This link opened until {link.Expires}. Ask whoever sent it for a new one.");
        }

        // Beside a report lie the rows it rejects, with what they hold: a report's link opens the report alone.
        var key = link.Folder + (link.Folder.StartsWith(Keys.Report.Begin(), StringComparison.Ordinal) ? link.File : request.Query.GetValueOrDefault("file") ?? link.File);
        return (await cloud.Store.ListAsync(link.Folder, request.Cancellation)).Contains(key)
            ? new ApiAnswer(302, null).With("location", cloud.SignedDownload(key)).With("referrer-policy", "no-referrer")
            : ApiAnswer.NothingHere("The file this link opened was removed, or there is none of that name.");
    }
}
