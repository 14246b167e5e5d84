namespace SmartBeats.Districting;

/// <summary>Takes from heavy areas' beats what a lighter neighbour can carry: by areas' own weights the worst beat gets lighter, then the next.</summary>
/// <remarks>
/// To the search an area heavier than a share counts as one, so what its beat holds beside it seems to cost nothing within the limit, and between two
/// such beats it makes no difference which one takes a light area. Here it does. Single areas, until none is left that helps; costs a look at each area of those beats a round.
/// </remarks>
internal static class Shedding
{
    private const int MostRounds = 100;

    /// <returns>The plan, or one in which of the loads that changed the larger is smaller, and no beat is less even than the limit or the plan allow.</returns>
    public static int[] Lighten(DistrictingTask task, int[] plan, double limit)
    {
        if (task.Forced.Length == 0 || task.Graph.Wishes is not null)
        {
            return plan;
        }

        var state = new PlanState(task.Graph, task.Beats, plan);
        var own = new PlanState(task.Given, task.Beats, plan);
        var rule = BalanceRule.For(task.Graph, task.Beats, 0);
        var contiguity = new Contiguity(task.Graph, task.Links);
        var most = Math.Max(limit, state.Worst(rule));
        var heavy = task.Forced.ToHashSet();
        for (var round = 0; round < MostRounds; round++)
        {
            var moved = false;
            foreach (var area in task.Forced)
            {
                int[] others = [.. Enumerable.Range(0, task.Graph.Count).Where(v => state.BeatOf[v] == state.BeatOf[area] && !heavy.Contains(v))];
                moved |= Array.Exists(others, v => Move(v));
            }

            if (!moved)
            {
                break;
            }
        }

        return state.BeatOf;

        bool Move(int v)
        {
            var from = state.BeatOf[v];
            var weight = task.Graph.Weight[v];
            if (weight == 0 || !contiguity.CanLeave(v, state.BeatOf))
            {
                return false;
            }

            var to = -1;
            for (var e = task.Graph.First[v]; e < task.Graph.First[v + 1]; e++)
            {
                var beat = state.BeatOf[task.Graph.Neighbour[e]];
                var helps = beat != from && own.Load[beat] + weight < own.Load[from]
                    && (rule.Deviation(state.Load[beat] + weight) <= most || state.Load[beat] + weight <= state.Load[from])
                    && (rule.Deviation(state.Load[from] - weight) <= most || state.Load[from] > rule.Mean);
                if (helps && (to < 0 || own.Load[beat] < own.Load[to]))
                {
                    to = beat;
                }
            }

            if (to < 0)
            {
                return false;
            }

            var change = state.CutChange(v, to);
            state.Move(v, to, change);
            own.Move(v, to, change);
            return true;
        }
    }
}
