using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Api.Drafts;

/// <summary>Drafts of plans, kept for the page: another browser goes on where the first one stopped.</summary>
internal static class DraftRoutes
{
    private const string Form = "Send such as {\"strokes\": [{\"areas\": [0], \"beat\": \"5\"}], \"undone\": [], \"locked\": [], \"lockedAreas\": [], \"snapshots\": []}.";

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/cities/{city}/drafts", ListAsync),
        new("GET", "/cities/{city}/drafts/{id}", ShowAsync),
        new("PUT", "/cities/{city}/drafts/{id}", KeepAsync),
    ];

    private static async Task<ApiAnswer> ListAsync(ApiRequest request)
    {
        var (page, refusal) = Page.Read(request);
        if (page is null)
        {
            return refusal!;
        }

        var (listed, next) = page.Cut(await KeptDrafts.ListAsync(request.Home.Files, request.City, request.Cancellation), id => id);
        var drafts = new JsonArray();
        foreach (var id in listed)
        {
            if (await KeptDrafts.FindAsync(request.Home.Files, request.City, id, request.Cancellation) is (_, { } document))
            {
                document.Remove("draft");
                document.Insert(0, "id", id);
                drafts.Add((JsonNode)document);
            }
        }

        var answer = new JsonObject { ["drafts"] = drafts };
        if (next is not null)
        {
            answer["next"] = next;
        }

        return ApiAnswer.Json(200, answer);
    }

    private static async Task<ApiAnswer> ShowAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request) is { } refusal)
        {
            return refusal;
        }

        var id = request.Values["id"];
        var (number, document) = KeptDrafts.FindPlanId(id) is null ? (0, null)
            : await KeptDrafts.FindAsync(request.Home.Files, request.City, id, request.Cancellation);
        return document is null
            ? ApiAnswer.NothingHere("Nobody kept a draft of that id.")
            : ApiAnswer.Json(200, document).With("etag", Tag(number));
    }

    private static async Task<ApiAnswer> KeepAsync(ApiRequest request)
    {
        var (home, city, id, cancellation) = (request.Home, request.City, request.Values["id"], request.Cancellation);
        if (KeptDrafts.FindPlanId(id) is not { } planId
            || await home.Files.FindBytesAsync(Keys.PlanJson.For(city, planId), cancellation) is null)
        {
            return ApiAnswer.NothingHere("A draft's id is that of a published plan, or that with .2 to .99.");
        }

        if (request.Body.Length > home.Limits.BodyBytes)
        {
            var what = $"the body has more than {home.Limits.BodyBytes:N0} bytes";
            return ApiAnswer.WrongFields(new RequestFault("", what, "Publish the draft, and go on from the new plan."));
        }

        if (request.ReadObject() is not { } draft)
        {
            return ApiAnswer.WrongFields(new RequestFault("", "the body is no draft", Form));
        }

        if (DraftForm.FindFault(draft) is { } wrong)
        {
            return ApiAnswer.WrongFields(new RequestFault(wrong, $"{wrong} is not as a draft has it", Form));
        }

        var (number, before) = await KeptDrafts.FindAsync(home.Files, city, id, cancellation);
        if (ConditionalAnswer.Refuse(request, before is null ? null : Tag(number)) is { } refusal)
        {
            return refusal;
        }

        var document = new JsonObject
        {
            ["planId"] = planId,
            ["saved"] = PlanRecords.Print(home.Time.GetUtcNow()),
            ["by"] = request.Caller?.Name,
            ["strokes"] = draft["strokes"]!.AsArray().Count,
            ["draft"] = draft,
        };
        if (!await KeptDrafts.TryKeepAsync(home.Files, city, id, number, document, cancellation))
        {
            return ApiAnswer.Problem(412, "It was changed meanwhile. Get it again, and change that.");
        }

        document.Remove("draft");
        return ApiAnswer.Json(200, document).With("etag", Tag(number + 1));
    }

    private static string Tag(int number) => $"\"draft-{number}\"";
}
