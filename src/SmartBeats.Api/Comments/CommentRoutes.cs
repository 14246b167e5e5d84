using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Publishing;

namespace SmartBeats.Api.Comments;

/// <summary><c>…/plans/{id}/comments</c>: what people say of a plan, pinned to its map, answered and resolved.</summary>
internal static class CommentRoutes
{
    private const string Comments = "/cities/{city}/plans/{id}/comments";

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", Comments, ListAsync),
        new("POST", Comments, AddAsync),
        new("PUT", Comments + "/{number}", ChangeAsync),
        new("DELETE", Comments + "/{number}", RemoveAsync),
        new("GET", "/r/{token}/comments", PublicComments.ShowAsync) { IsOpen = true },
        new("POST", "/r/{token}/comments", PublicComments.AddAsync) { IsOpen = true },
    ];

    private static Task<ApiAnswer> ListAsync(ApiRequest request) => Reading.FromPlanAsync(request, async (_, plan) =>
    {
        if (Reading.RefuseStrangers(request, "limit", "after", "form") is { } stranger)
        {
            return stranger;
        }

        if (request.FindQuery("form") is not (null or "csv"))
        {
            return Reading.WrongField(new InputException("form", "there is no such form", "Write csv for a table, or leave it out."));
        }

        var comments = await KeptComments.ListAsync(request.Home.Files, request.City, plan.Plan.PlanId, request.Cancellation);
        if (request.FindQuery("form") == "csv")
        {
            return new ApiAnswer(200, CommentTable.Write(comments), "text/csv; charset=utf-8")
                .With("content-disposition", "attachment; filename=\"comments.csv\"");
        }

        var (page, refusal) = Page.Read(request);
        if (page is null)
        {
            return refusal!;
        }

        var (listed, next) = page.Cut(comments, comment => comment.Number.ToString("D6", CultureInfo.InvariantCulture));
        var answer = new JsonObject { ["comments"] = new JsonArray([.. listed.Select(JsonNode? (comment) => Describe(comment))]) };
        if (next is not null)
        {
            answer["next"] = next;
        }

        return ApiAnswer.Json(200, answer);
    });

    private static Task<ApiAnswer> AddAsync(ApiRequest request) => ReadAsync(request, ["text", "on", "answers"], async (plan, fields) =>
    {
        var (files, city, planId) = (request.Home.Files, request.City, plan.Plan.PlanId);
        var there = await KeptComments.ListAsync(files, city, planId, request.Cancellation);
        if (there.Count >= KeptComments.Most)
        {
            return ApiAnswer.Problem(409, $"The plan has {KeptComments.Most:N0} comments. Remove some first.");
        }

        var comment = new PlanComment(0, CommentFields.CheckText(fields.FindText("text")), PlanRecords.Print(request.Home.Time.GetUtcNow()))
        {
            By = request.Caller?.Name is { Length: > 0 } name ? name : null,
            On = CommentFields.ReadPlace(fields.Find("on"), plan),
            Answers = fields.FindWhole("answers") is not { } answered || there.Any(one => one.Number == answered) ? fields.FindWhole("answers")
                : throw new InputException("answers", $"there is no comment {answered}", "Name the number of one, or leave it out."),
        };
        var kept = await KeptComments.AddAsync(files, city, planId, there is [.., var last] ? last.Number : 0, comment, request.Cancellation);
        return ApiAnswer.Json(201, Describe(kept));
    });

    private static Task<ApiAnswer> ChangeAsync(ApiRequest request) => ReadAsync(request, ["resolved", "shown"], async (plan, fields) =>
    {
        if (await FindAsync(request, plan) is not { } comment)
        {
            return NoSuchComment();
        }

        if (fields.Find("resolved") is not null)
        {
            var isResolved = fields.FindFlag("resolved");
            comment = comment with { Resolved = isResolved ? true : null, ResolvedBy = isResolved ? request.Caller?.Name : null };
        }

        if (fields.Find("shown") is not null)
        {
            comment = comment with { Shown = fields.FindFlag("shown") };
        }

        await KeptComments.PutAsync(request.Home.Files, request.City, plan.Plan.PlanId, comment, request.Cancellation);
        return ApiAnswer.Json(200, Describe(comment));
    });

    private static Task<ApiAnswer> RemoveAsync(ApiRequest request) => Reading.FromPlanAsync(request, async (_, plan) =>
    {
        if (await FindAsync(request, plan) is not { } comment)
        {
            return NoSuchComment();
        }

        await KeptComments.RemoveAsync(request.Home.Files, request.City, plan.Plan.PlanId, comment.Number, request.Cancellation);
        return ApiAnswer.Empty(204);
    });

    private static Task<ApiAnswer> ReadAsync(ApiRequest request, string[] members, Func<PlanFile, OrderFields, Task<ApiAnswer>> answerAsync) =>
        Reading.FromPlanAsync(request, async (_, plan) =>
        {
            try
            {
                return await answerAsync(plan, new OrderFields(request.ReadObject() ?? []).AllowOnly(members));
            }
            catch (InputException fault)
            {
                return Reading.WrongField(fault);
            }
        });

    private static async Task<PlanComment?> FindAsync(ApiRequest request, PlanFile plan) =>
        int.TryParse(request.Values["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? await KeptComments.FindAsync(request.Home.Files, request.City, plan.Plan.PlanId, number, request.Cancellation)
        : null;

    private static ApiAnswer NoSuchComment() => ApiAnswer.NothingHere("The plan has no comment of that number. GET on the path without it lists those it has.");

    private static JsonObject Describe(PlanComment comment) => JsonSerializer.SerializeToNode(comment, ApiJson.Default.PlanComment)!.AsObject();
}
