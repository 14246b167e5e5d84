using SmartBeats.Geography;

namespace SmartBeats.Publishing;

/// <summary>What is said of one beat where it is shown by itself: on its sheet, in a globe's balloon.</summary>
internal static class BeatFacts
{
    /// <summary>A beat's figures in the order they are read, each with its title.</summary>
    /// <param name="material">Of the plan.</param>
    /// <param name="row">The beat's.</param>
    /// <param name="neighbours">Numbers of the beats beside it.</param>
    public static IEnumerable<(string Title, string Value)> Describe(PlanMaterial material, BeatRow row, SortedSet<int> neighbours)
    {
        var (plan, unit) = (material.Plan, material.Workload.Unit);
        var lengths = new LengthWords(plan.City.Lengths);
        if (plan.Shares.Count == 0 || plan.Measures.Beats.Sum(beat => beat.Calls) > 0)
        {
            yield return ("Calls", Words.Count(row.Calls));
        }

        if (unit != "calls")
        {
            yield return (Words.Capital(unit), Words.Count(Math.Round(row.Workload, 1)));
        }

        if (plan.Shares.Count > 1)
        {
            yield return ("Its load is from", Words.List([.. plan.Shares.Select(share => $"{share.Name} ({Words.Percent(share.LoadShares[row.Number - 1])})")]));
        }

        yield return ("Beside the mean", row.DeviationPercent is null ? "left out of the balance" : Words.Deviation(plan.Measures.Beats[row.Number - 1].Deviation));
        if (plan.Response is { } response)
        {
            yield return ("Unit's time on calls", Words.Percent(response.Beats[row.Number - 1].Utilisation.Value));
        }

        yield return ("Areas", Words.Count(row.Areas));
        yield return ("Ground", lengths.Ground(row.AreaKm2));
        yield return ("Its edge", lengths.Border(row.PerimeterKm));
        yield return ("Neighbours", neighbours.Count == 0 ? "none" : Words.List([.. neighbours.Select(plan.NameOfBeat)]));
    }

    /// <summary>Per beat the numbers of those beside it.</summary>
    public static SortedSet<int>[] FindNeighbours(AreaAdjacency adjacency, int[] beatOfArea, int beats)
    {
        SortedSet<int>[] neighbours = [.. Enumerable.Range(0, beats).Select(_ => new SortedSet<int>())];
        foreach (var side in adjacency.Boundaries)
        {
            var (a, b) = (beatOfArea[side.A], beatOfArea[side.B]);
            if (a != b)
            {
                neighbours[a - 1].Add(b);
                neighbours[b - 1].Add(a);
            }
        }

        return neighbours;
    }
}
