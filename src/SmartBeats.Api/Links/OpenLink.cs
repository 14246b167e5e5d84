using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Links;

/// <summary><c>GET /r/{token}</c>: from a link in an e-mail to the file: through a link signed at this moment, or the file itself.</summary>
internal static class OpenLink
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (home, token) = (request.Home, request.Values["token"]);
        var link = ShortLinks.IsToken(token) ? await ShortLinks.FindAsync(home, Keys.Link.For(token), request.Cancellation) : null;
        if (link is null)
        {
            return ApiAnswer.NothingHere("There is no such link, or it was revoked. Ask whoever sent it for a new one.");
        }

        if (ShortLinks.IsExpired(link, home.Time.GetUtcNow()))
        {
            return ApiAnswer.Problem(410, $"This link opened until {link.Expires}. Ask whoever sent it for a new one.");
        }

        // Beside a report lie the rows it rejects, with what they hold: a report's link opens the report alone.
        var isReport = link.Folder.StartsWith(Keys.Report.Begin(), StringComparison.Ordinal);
        var key = link.Folder + (isReport ? link.File : request.FindQuery("file") ?? link.File);
        var answer = (await home.Files.ListAsync(link.Folder, request.Cancellation)).Contains(key) ? await SentFile.AnswerAsync(request, key) : null;
        return answer?.With("referrer-policy", "no-referrer")
            ?? ApiAnswer.NothingHere("The file this link opened was removed, or there is none of that name.");
    }
}
