using System.Text.Json;
using SmartBeats.Api.Answers;
using SmartBeats.Districting.Ranking;
using SmartBeats.Editing;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Api.Plans;

/// <summary><c>POST /cities/{city}/plans/{id}/edits</c>: moves on a plan become a plan of their own, or are measured only.</summary>
internal static class EditPlan
{
    private const string Field = "moves";

    public static Task<ApiAnswer> AnswerAsync(ApiRequest request) => Reading.FromPlanAsync(request, async (sources, parent) =>
    {
        if (Reading.RefuseStrangers(request, "dryRun", "response") is { } refusal)
        {
            return refusal;
        }

        if (request.Body.Length > request.Home.Limits.BodyBytes)
        {
            return ApiAnswer.WrongFields(new RequestFault("", $"the body has more than {request.Home.Limits.BodyBytes:N0} bytes", "Send the moves alone."));
        }

        try
        {
            var fields = new OrderFields(request.ReadObject() ?? []).AllowOnly(Field, "callsVersion", "rank");
            var moves = PlanMoves.ReadJson(Field, JsonElement.Parse(fields.Find(Field)?.ToJsonString() ?? "null"));
            var edit = PlanEdit.Create(parent, moves, request.Caller?.Name);
            return request.FindQuery("dryRun") == "true"
                ? Reading.Document(await DraftAnswer.MeasureAsync(
                    sources, request.City, parent, edit, request.FindQuery("response") == "true", request.Cancellation))
                : await StartAsync(request, sources, parent, edit, fields.FindText("callsVersion"), ReadRank(fields));
        }
        catch (InputException fault) when (fault.Where.StartsWith(Field, StringComparison.Ordinal) || fault.Where is "callsVersion" or "rank")
        {
            return ApiAnswer.WrongFields(new RequestFault(fault.Where, $"{fault.Where}: {fault.What}", fault.Remedy));
        }
    });

    private static int? ReadRank(OrderFields fields) => fields.FindWhole("rank") is not { } rank || rank is >= 0 and <= PlanRank.MostPlans ? fields.FindWhole("rank")
        : throw new InputException("rank", $"is not from 0 to {PlanRank.MostPlans:N0}", "Write among how many random plans to rank the plan; 0 for none.");

    private static async Task<ApiAnswer> StartAsync(ApiRequest request, AnswerSources sources, PlanFile parent, PlanEdit edit, string? seen, int? rank)
    {
        var (home, city, cancellation) = (request.Home, request.City, request.Cancellation);
        if (seen is not null && seen != await sources.Calls.VersionAsync(city, cancellation))
        {
            return ApiAnswer.Problem(409, "Calls were loaded since these figures were seen, and the plan would have others. Look at the edit again, then publish it.");
        }

        var map = await CityFiles.ReadMapAsync(home.Files, city, cancellation);
        var (wanted, sides) = await EditedPlans.OrderAsync(home.Files, city, parent, edit, EditedPlans.ListSides(parent.Plan), map, cancellation);
        if (wanted.Beats > home.Limits.Beats)
        {
            return ApiAnswer.WrongFields(new RequestFault(Field, $"they make {wanted.Beats} beats, more than the {home.Limits.Beats:N0} that are made at once", "Make fewer."));
        }

        wanted = wanted with { City = city, Rank = rank ?? wanted.Rank };
        var ticket = await ValidateRequest.NameAsync(home.Files, sources.Calls, new RunOrder(city, wanted, "none", sides), cancellation);
        return await StartPlan.StartAsync(request, ticket.PlanId, wanted, sides, edit.Parent);
    }
}
