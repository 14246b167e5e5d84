using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Editing;
using SmartBeats.Editing.Help;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Requests;

namespace SmartBeats.Api.Plans;

/// <summary><c>POST /cities/{city}/plans/{id}/rebalance</c>: moves that mend, balance or tidy a draft, proposed and not made.</summary>
internal static class HelpEdit
{
    /// <summary>Most work a caller may ask for: some seconds in a function.</summary>
    private const long MostEffort = 40_000_000;

    private static readonly string[] _fields = ["moves", "kind", "beats", "lockedBeats", "lockedAreas", "budget", "effort"];
    private static readonly string[] _kinds = ["repair", "balance", "finish", "split", "tidy"];

    public static Task<ApiAnswer> AnswerAsync(ApiRequest request) => Reading.FromPlanAsync(request, async (sources, parent) =>
    {
        if (Reading.RefuseStrangers(request) is { } refusal)
        {
            return refusal;
        }

        if (request.Body.Length > request.Home.Limits.BodyBytes)
        {
            var what = $"the body has more than {request.Home.Limits.BodyBytes:N0} bytes";
            return ApiAnswer.WrongFields(new RequestFault("", what, "Send the moves alone."));
        }

        try
        {
            var fields = new OrderFields(request.ReadObject() ?? []).AllowOnly(_fields);
            var edit = fields.Find("moves") is JsonArray { Count: > 0 } list
                ? PlanEdit.Create(parent, PlanMoves.ReadJson("moves", JsonElement.Parse(list.ToJsonString())), request.Caller?.Name)
                : null;
            string[] ids = [];
            var proposal = await DraftAnswer.HelpAsync(
                sources,
                request.City,
                parent,
                edit,
                map =>
                {
                    ids = [.. map.Areas.Select(area => area.Id)];
                    return ReadOrder(fields, map);
                },
                request.Cancellation);
            return new ApiAnswer(200, Write(proposal, ids));
        }
        catch (InputException fault) when (fault.Where != "plan")
        {
            return ApiAnswer.WrongFields(new RequestFault(fault.Where, $"{fault.Where}: {fault.What}", fault.Remedy));
        }
    });

    private static HelpOrder ReadOrder(OrderFields fields, CityMap map)
    {
        var kind = fields.FindText("kind");
        if (Array.IndexOf(_kinds, kind) is var place && place < 0)
        {
            var what = kind is null ? "is missing" : $"\"{kind}\" is no help there is{NearMiss.Hint(kind, _kinds)}";
            throw new InputException("kind", what, $"Write one of {string.Join(", ", _kinds)}.");
        }

        var effort = fields.FindNumber("effort");
        return new HelpOrder((HelpKind)place)
        {
            Beats = ReadNames(fields, "beats"),
            LockedBeats = ReadNames(fields, "lockedBeats"),
            LockedAreas = FindAreas(ReadNames(fields, "lockedAreas"), map),
            Budget = fields.FindNumber("budget") is not { } budget || budget is >= 0 and <= 1 ? fields.FindNumber("budget")
                : throw new InputException("budget", "is no share of the workload", "Write a number from 0 to 1, such as 0.05."),
            Effort = effort is null or (>= 1 and <= MostEffort) ? (long?)effort
                : throw new InputException("effort", $"is not from 1 to {MostEffort:N0}", "Leave it out for what a person waits for."),
        };
    }

    private static string[] ReadNames(OrderFields fields, string name) => fields.Find(name) switch
    {
        null => [],
        JsonArray list when list.All(one => one?.GetValueKind() == JsonValueKind.String) =>
            [.. list.Select(one => one!.GetValue<string>())],
        _ => throw new InputException(name, "is not a list of names in quotes", "Write such as [\"5\", \"6\"]."),
    };

    private static int[] FindAreas(string[] ids, CityMap map)
    {
        var indexOf = map.Areas.ToDictionary(area => area.Id, area => area.Index, StringComparer.Ordinal);
        return [.. ids.Select(id => indexOf.TryGetValue(id, out var area) ? area : throw new InputException(
            "lockedAreas",
            $"\"{id}\" is no area of the map{NearMiss.Hint(id, [.. indexOf.Keys])}",
            "Write ids of areas as the map has them."))];
    }

    private static byte[] Write(HelpProposal proposal, string[] ids)
    {
        var moves = proposal.Moves.Select(move =>
            new ProposedAreas([.. move.Areas.Select(area => ids[area])], move.Beat) { New = move.IsNew });
        return AnswerJson.Write(new ProposalAnswer([.. moves], proposal.Figures));
    }
}
