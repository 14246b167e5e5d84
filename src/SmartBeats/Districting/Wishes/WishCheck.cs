using System.Globalization;

namespace SmartBeats.Districting;

/// <summary>Refuses wishes that do not fit their problem, before any work is done.</summary>
internal static class WishCheck
{
    /// <summary>Pairs of a group and a beat that a search counts, at most.</summary>
    private const int MostHeld = 20_000_000;

    private const string FromMap = "Make the wishes from the same map as the graph.";

    /// <exception cref="InputException">Says which wish and why.</exception>
    public static void On(DistrictingProblem problem, FlatGraph graph)
    {
        if (problem.Wishes is not { } wishes)
        {
            return;
        }

        foreach (var criterion in wishes.Criteria)
        {
            if (criterion.Weights.Length != graph.Count || criterion.Weights.Any(weight => weight is < 0 or > 1_000_000_000_000))
            {
                throw new InputException($"balance.{criterion.Name}", $"does not give each of the {graph.Count} areas a weight from 0 to 1,000,000,000,000", FromMap);
            }

            if (!(criterion.Weight is > 0 and <= 1_000_000))
            {
                throw new InputException($"balance.{criterion.Name}", Text($"{criterion.Weight} is not above 0 and at most 1000000"), "Give a weight such as 0.5.");
            }
        }

        if (wishes.EqualArea is { } equal && (equal.SquareMetres.Length != graph.Count || !(equal.Strength is > 0 and <= 1) || equal.SquareMetres.Any(metres => !(metres >= 0))))
        {
            throw new InputException("equalArea", Text($"needs a strength above 0 and at most 1 and the ground of each of the {graph.Count} areas"), FromMap);
        }

        foreach (var whole in wishes.KeepWhole)
        {
            if (whole.GroupOfArea.Length != graph.Count || !(whole.Weight is > 0 and <= 10) || whole.GroupOfArea.Any(group => group < -1 || group >= whole.Groups.Length))
            {
                throw new InputException("keepWhole", Text($"needs a weight above 0 and at most 10 and a group, or none, for each of the {graph.Count} areas"), FromMap);
            }
        }

        if (wishes.KeepWhole.Sum(whole => (long)whole.Groups.Length) * problem.Beats > MostHeld)
        {
            throw new InputException("keepWhole", Text($"keeps count of more than {MostHeld:N0} pairs of a group and a beat"), "Name a column with fewer values.");
        }

        if (wishes.Stations is { } stations && (stations.Metres.Length != graph.Count || !(stations.Weight is > 0 and <= 10)
            || stations.Metres.Any(row => row.Length == 0 || row.Length != stations.Metres[0].Length || row.Any(metres => metres is < 0 or > 20_000_000))))
        {
            throw new InputException("stations", Text($"need a weight above 0 and at most 10 and a distance of 0 to 20,000,000 m from each of the {graph.Count} areas"), FromMap);
        }

        if (wishes.Current is { } current)
        {
            Check(current, graph, problem.Beats);
        }
    }

    private static void Check(CurrentPlan current, FlatGraph graph, int beats)
    {
        if (current.ChangeBudget is { } share && !(share is >= 0 and <= 1))
        {
            throw new InputException("changeBudget", Text($"{share} is no share of the workload"), "Give a fraction from 0 to 1: 0.1 lets a tenth of the work change beat.");
        }

        if (current.LockedAreas.Any(v => v < 0 || v >= graph.Count) || current.LockedBeats.Any(beat => beat < 0 || beat >= beats) || current.LockedBeats.Distinct().Count() < current.LockedBeats.Length)
        {
            throw new InputException("locks", "name an area or a beat that is not there, or a beat twice", FromMap);
        }

        var plan = current.BeatOfArea;
        if (plan.Length != graph.Count || plan.Any(beat => beat < 0 || beat >= beats) || plan.Distinct().Count() != beats || BeatPieces.Of(graph, plan).Count != beats)
        {
            throw new InputException("current", Text($"the beats to begin with are not {beats} connected beats over all {graph.Count} areas"), "Make them usable first (CurrentBeats).");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
