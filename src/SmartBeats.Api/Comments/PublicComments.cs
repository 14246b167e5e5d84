using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Api.Links;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Comments;

/// <summary><c>/r/{token}/comments</c>: what the public says of a plan, where whoever made the link lets it. No account; a name if one likes.</summary>
/// <remarks>
/// What comes in waits until somebody of the city lets it through, and is shown to nobody of the public before. A link takes
/// <see cref="MostAnHour"/> comments an hour and holds <see cref="MostWaiting"/> that wait: a flood stops there.
/// </remarks>
internal static class PublicComments
{
    private const int MostAnHour = 30;
    private const int MostWaiting = 200;
    private const int MostNameLetters = 60;
    private const int MostBodyBytes = 20_000;

    /// <summary>The page: what was let through, and the form.</summary>
    public static Task<ApiAnswer> ShowAsync(ApiRequest request) => WithLinkAsync(request, async (link, planId) =>
        Page(request.Values["token"], await ListShownAsync(request, link, planId), request.FindQuery("thanks") is not null ? "Thank you. Your comment is shown once the city has read it." : null));

    /// <summary>Takes the form, or the same as JSON: <c>text</c>, and <c>name</c> where it is given.</summary>
    public static Task<ApiAnswer> AddAsync(ApiRequest request) => WithLinkAsync(request, async (link, planId) =>
    {
        if (request.Body.Length > MostBodyBytes)
        {
            return ApiAnswer.Problem(413, "That is longer than a comment may be.");
        }

        var (files, city, now, token) = (request.Home.Files, link.City, request.Home.Time.GetUtcNow(), request.Values["token"][..8]);
        var there = await KeptComments.ListAsync(files, city, planId, request.Cancellation);
        var own = there.Where(comment => comment.Link == token).ToArray();
        var hourAgo = PlanRecords.Print(now.AddHours(-1));
        if (own.Count(comment => string.CompareOrdinal(comment.At, hourAgo) > 0) >= MostAnHour || own.Count(comment => !comment.Shown) >= MostWaiting
            || there.Count >= KeptComments.Most)
        {
            return ApiAnswer.Problem(429, "More comments came through this link than the city can read at once. Please try again later.").With("retry-after", "3600");
        }

        var sent = ReadForm(request);
        PlanComment comment;
        try
        {
            var name = sent.GetValueOrDefault("name")?.Trim() ?? "";
            comment = new PlanComment(0, CommentFields.CheckText(sent.GetValueOrDefault("text")), PlanRecords.Print(now))
            {
                By = name.Length is > 0 and <= MostNameLetters && !name.Any(char.IsControl) ? name : null,
                Link = token,
                Shown = false,
            };
        }
        catch (InputException fault)
        {
            return ApiAnswer.Problem(400, $"{fault.What}. {fault.Remedy}");
        }

        await KeptComments.AddAsync(files, city, planId, there is [.., var last] ? last.Number : 0, comment, request.Cancellation);
        return ApiAnswer.Empty(303).With("location", $"{request.Home.Root}/r/{request.Values["token"]}/comments?thanks=1");
    });

    private static async Task<ApiAnswer> WithLinkAsync(ApiRequest request, Func<LinkDocument, string, Task<ApiAnswer>> answerAsync)
    {
        var token = request.Values["token"];
        var link = ShortLinks.IsToken(token) ? await request.Home.Files.FindAsync(Keys.Link.For(token), ApiJson.Default.LinkDocument, request.Cancellation) : null;
        if (link is not { Comments: true } || link.Folder.Split('/') is not ["plans", _, var planId, ""])
        {
            return ApiAnswer.NothingHere("There is no such link, it was revoked, or it takes no comments. Ask whoever sent it.");
        }

        return ShortLinks.IsExpired(link, request.Home.Time.GetUtcNow())
            ? ApiAnswer.Problem(410, $"This link opened until {link.Expires}. Ask whoever sent it for a new one.")
            // The form on the page says from where it is sent, and the token goes to nobody else.
            : (await answerAsync(link, planId)).With("referrer-policy", "same-origin");
    }

    private static async Task<IReadOnlyList<PlanComment>> ListShownAsync(ApiRequest request, LinkDocument link, string planId) =>
        [.. (await KeptComments.ListAsync(request.Home.Files, link.City, planId, request.Cancellation)).Where(comment => comment is { Shown: true, Link: not null })];

    private static Dictionary<string, string> ReadForm(ApiRequest request)
    {
        if (request.ReadObject() is { } json)
        {
            return json.Where(field => field.Value is JsonValue value && value.TryGetValue<string>(out _))
                .ToDictionary(field => field.Key, field => field.Value!.GetValue<string>(), StringComparer.Ordinal);
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Encoding.UTF8.GetString(request.Body).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            fields[WebUtility.UrlDecode(at < 0 ? pair : pair[..at])] = at < 0 ? "" : WebUtility.UrlDecode(pair[(at + 1)..]);
        }

        return fields;
    }

    private static ApiAnswer Page(string token, IReadOnlyList<PlanComment> shown, string? said)
    {
        static string Encode(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>Comments on patrol beats</title><h1>Comments on these patrol beats</h1>")
            .Append(CultureInfo.InvariantCulture, $"<p><a href=\"../{token}\">See the map</a></p>")
            .Append(said is null ? "" : $"<p role=\"status\"><strong>{Encode(said)}</strong></p>")
            .Append("<form method=\"post\" action=\"comments\"><p><label>Your comment<br>")
            .Append(CultureInfo.InvariantCulture, $"<textarea name=\"text\" rows=\"6\" cols=\"40\" maxlength=\"{PlanComment.MostLetters}\" required></textarea></label></p>")
            .Append(CultureInfo.InvariantCulture, $"<p><label>Your name, if you like<br><input name=\"name\" maxlength=\"{MostNameLetters}\" autocomplete=\"name\"></label></p>")
            .Append("<p><button>Send</button></p></form>");
        foreach (var comment in shown)
        {
            html.Append("<article><p>").Append(Encode(comment.Text)).Append("</p><p><small>").Append(Encode(comment.By ?? "Without a name"))
                .Append(", ").Append(Encode(comment.At[..10])).Append("</small></p></article>");
        }

        return new ApiAnswer(200, Encoding.UTF8.GetBytes(html.Append("</html>").ToString()), "text/html; charset=utf-8");
    }
}
