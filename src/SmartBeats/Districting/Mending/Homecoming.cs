namespace SmartBeats.Districting;

/// <summary>Sends areas back to today's beat where nothing is lost by it: in what is left every change is justified.</summary>
/// <remarks>An area alone at a time, in the order of their numbers, until none can go. So undoing any single change breaks a beat or makes a figure worse.</remarks>
internal static class Homecoming
{
    /// <returns>The plan, or one that changes less and is no worse in any figure of <see cref="PlanWorth"/>.</returns>
    public static KeptPlan SendHome(DistrictingTask task, KeptPlan plan)
    {
        if (task.Graph.Wishes is not { Home: { } home } wishes)
        {
            return plan;
        }

        var state = new PlanState(task.Graph, task.Beats, plan.BeatOf);
        var scale = new PlanScale(task, task.Graph);
        var contiguity = new Contiguity(task.Graph, task.Links) { Budget = int.MaxValue };
        var worth = scale.Measure(state);
        for (var moved = true; moved;)
        {
            moved = false;
            for (var v = 0; v < home.Length; v++)
            {
                var from = state.BeatOf[v];
                if (from == home[v] || wishes.Locked[v] || wishes.LockedBeat[home[v]] || !Touches(v, home[v]) || !contiguity.CanLeave(v, state.BeatOf))
                {
                    continue;
                }

                var change = state.CutChange(v, home[v]);
                state.Move(v, home[v], change);
                if (scale.Measure(state) is var now && now.IsNoWorse(worth))
                {
                    (worth, moved) = (now, true);
                }
                else
                {
                    state.Move(v, from, -change);
                }
            }
        }

        return new KeptPlan(state.BeatOf, worth);

        bool Touches(int v, int beat)
        {
            for (var e = task.Graph.First[v]; e < task.Graph.First[v + 1]; e++)
            {
                if (state.BeatOf[task.Graph.Neighbour[e]] == beat)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
