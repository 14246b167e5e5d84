using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Links;

/// <summary>Body of <c>POST …/links</c>, all of which may be left out.</summary>
/// <param name="File">What opens; <c>map.html</c> where not said. The plan's other files open with <c>?file=NAME</c>.</param>
/// <param name="Days">How long it opens; as long as the home allows where not said.</param>
/// <param name="Comments">Whether who has it may comment; no where not said.</param>
internal sealed record NewLink(string? File, int? Days, bool? Comments = null);

/// <summary><c>…/plans/{id}/links</c>: links that open a plan's files for who has them, until they expire or are revoked.</summary>
internal static class PlanLinks
{
    private const string UsualFile = "map.html";

    public static async Task<ApiAnswer> ListAsync(ApiRequest request)
    {
        var (page, refusal) = Page.Read(request);
        if (page is null)
        {
            return refusal!;
        }

        if (await RefuseAsync(request) is { } missing)
        {
            return missing;
        }

        var files = request.Home.Files;
        var keys = await files.ListAsync(Keys.PlanLink.Begin(request.City, request.PlanId), request.Cancellation);
        var (listed, next) = page.Cut(keys.Where(Keys.PlanLink.Matches), key => key);
        var links = await Task.WhenAll(listed.Select(async key =>
            await ShortLinks.FindAsync(request.Home, key, request.Cancellation) is { } link ? Describe(request, TokenOf(key), link) : null));
        var answer = new JsonObject { ["links"] = new JsonArray([.. links.OfType<JsonObject>()]) };
        if (next is not null)
        {
            answer["next"] = next;
        }

        return ApiAnswer.Json(200, answer);
    }

    public static async Task<ApiAnswer> AddAsync(ApiRequest request)
    {
        if (await RefuseAsync(request) is { } refusal)
        {
            return refusal;
        }

        var (home, folder) = (request.Home, Keys.PlanFile.Begin(request.City, request.PlanId));
        var (wanted, faults) = Read(request, await home.Files.ListAsync(folder, request.Cancellation), folder);
        if (faults.Count > 0)
        {
            return ApiAnswer.WrongFields(faults);
        }

        var expires = home.Time.GetUtcNow().AddDays(wanted!.Days!.Value);
        var token = await ShortLinks.CreateAsync(home.Files, request.City, folder, wanted.File!, expires, wanted.Comments == true ? true : null, request.Cancellation);
        var link = (await home.Files.FindAsync(Keys.Link.For(token), ApiJson.Default.LinkDocument, request.Cancellation))!;
        await home.Files.PutAsync(Keys.PlanLink.For(request.City, request.PlanId, token), link, ApiJson.Default.LinkDocument, request.Cancellation);
        return ApiAnswer.Json(201, Describe(request, token, link));
    }

    public static async Task<ApiAnswer> RevokeAsync(ApiRequest request)
    {
        if (await RefuseAsync(request) is { } refusal)
        {
            return refusal;
        }

        // Only a link of this plan, and only what is a token becomes part of a key.
        var (files, token) = (request.Home.Files, request.Values["token"]);
        var key = ShortLinks.IsToken(token) ? Keys.PlanLink.For(request.City, request.PlanId, token) : null;
        if (key is null || !(await files.ListAsync(key, request.Cancellation)).Contains(key))
        {
            return ApiAnswer.NothingHere("This plan has no such link. GET on the path without the token lists those it has.");
        }

        await files.DeleteAsync(Keys.Link.For(token), request.Cancellation);
        await files.DeleteAsync(key, request.Cancellation);
        return ApiAnswer.Empty(204);
    }

    private static async Task<ApiAnswer?> RefuseAsync(ApiRequest request)
    {
        var (city, planId) = (request.City, request.PlanId);
        if (!PlanRecords.IsPlanId(planId))
        {
            return ApiAnswer.NoSuchPlan(city, "of that id");
        }

        return await PlanFiles.IsPublishedAsync(request.Home.Files, city, planId, request.Cancellation) ? null : ApiAnswer.NoSuchPlan(city, planId);
    }

    private static (NewLink? Wanted, IReadOnlyList<RequestFault> Faults) Read(ApiRequest request, IReadOnlyList<string> keys, string folder)
    {
        NewLink? wanted;
        try
        {
            wanted = request.Body.Length == 0 ? new NewLink(null, null) : JsonSerializer.Deserialize(request.Body, ApiJson.Default.NewLink);
        }
        catch (JsonException)
        {
            wanted = null;
        }

        if (wanted is null)
        {
            return (null, [new RequestFault("", "the body is no such object", "Send {}, or such as {\"file\": \"map.html\", \"days\": 7, \"comments\": true}.")]);
        }

        var most = request.Home.Limits.ShortLinkDays;
        wanted = wanted with { File = wanted.File ?? UsualFile, Days = wanted.Days ?? most };
        var faults = new List<RequestFault>(Strangers.Find(request.Body, "file", "days", "comments"));
        if (!keys.Contains(folder + wanted.File))
        {
            faults.Add(new RequestFault("file", "the plan has no file of that name", $"Choose of {string.Join(", ", keys.Select(key => key[folder.Length..]))}."));
        }

        if (wanted.Days < 1 || wanted.Days > most)
        {
            faults.Add(new RequestFault("days", $"days is not from 1 to {most}", "Say how many days the link opens."));
        }

        return (wanted, faults);
    }

    private static JsonObject Describe(ApiRequest request, string token, LinkDocument link)
    {
        var described = new JsonObject
        {
            ["token"] = token,
            ["url"] = $"{request.Home.Root}/r/{token}",
            ["file"] = link.File,
            ["expires"] = link.Expires,
            ["expired"] = ShortLinks.IsExpired(link, request.Home.Time.GetUtcNow()),
        };
        if (link.Comments == true)
        {
            described["comments"] = $"{request.Home.Root}/r/{token}/comments";
        }

        return described;
    }

    private static string TokenOf(string key) => Path.GetFileNameWithoutExtension(key);
}
