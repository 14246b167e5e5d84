namespace SmartBeats.Districting;

/// <summary>Looks at every plan there is, where the map is so small that this takes little: then each goal's plan is the best of all.</summary>
internal static class TinyMaps
{
    /// <summary>Areas up to which all plans are tried; with more there are millions.</summary>
    private const int MostAreas = 14;

    /// <summary>Part of the effort it may take, in percent.</summary>
    private const int Share = 50;

    /// <summary>What measuring a plan costs in effort, a beat.</summary>
    private const int PerBeat = 4;

    /// <returns>The front of all plans; null where the map is larger, more is asked than balance and borders, or the effort did not last.</returns>
    public static PlanFront? Front(DistrictingTask task, CancellationToken cancellation)
    {
        if (task.Graph.Count > MostAreas || task.Beats < 2 || !ExactPlans.CanTry(task.Problem))
        {
            return null;
        }

        var budget = new ExactBudget(task.Problem.Effort * Share / 100, cancellation);
        var sets = new SetGraph(task.Given);
        var total = task.Given.Weight.Sum();
        var reach = total * task.Beats;
        if (BeatCandidates.Find(sets, task.Beats, reach, budget) is not { } candidates)
        {
            return null;
        }

        var front = new PlanFront(new PlanScale(task, task.Graph)) { IsOfAll = true };
        var plan = new int[task.Graph.Count];
        var priced = Array.ConvertAll(candidates.Sets, candidate => new PricedSet(candidate.Set, 0));
        new ExactCover(sets, budget).All(priced, task.Beats, BeatCandidates.Window(total, task.Beats, reach), 0, found =>
        {
            for (var beat = 0; beat < found.Length; beat++)
            {
                for (var set = found[beat]; !set.IsEmpty; set = set.WithoutFirst)
                {
                    plan[sets.Area[set.First]] = beat;
                }
            }

            front.Offer(plan);
            return budget.Spend(PerBeat * task.Beats) ? 0 : -1;
        });
        return budget.IsSpent || front.Plans.Count == 0 ? null : front;
    }
}
