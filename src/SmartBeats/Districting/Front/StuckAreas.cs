namespace SmartBeats.Districting;

/// <summary>An area that no plan can bring near a fair share, though it is not heavier than one.</summary>
/// <param name="Area">The heaviest area of the beat.</param>
/// <param name="Beat">The best beat it can be in, ascending: such as two areas that cannot be parted, 0.53 and 0.49 of a share, with nothing between.</param>
public sealed record StuckBeat(int Area, int[] Beat);

/// <summary>Finds what no plan can mend, and sets it aside like areas heavier than a share.</summary>
/// <remarks>
/// While a stuck beat counts, its deviation is the least any plan has, and every other beat may drift as far. Set aside it counts as one share of the
/// others. Only a few: on a map whose areas are large everywhere, nothing is gained by leaving out the worst.
/// </remarks>
internal static class StuckAreas
{
    private const int MostRounds = 3;

    /// <param name="graph">Heavy areas already set aside.</param>
    /// <param name="forced">Those heavy areas, each of which keeps counting as one share.</param>
    /// <returns>What is stuck, and the graph on which it and the heavy areas count as one share of the rest; nothing and the graph itself where that would not free the others.</returns>
    public static (StuckBeat[] Stuck, FlatGraph Graph, LowerBound Bound) SetAside(FlatGraph graph, int[] forced, int beats, double tolerance, LowerBound bound)
    {
        var (stuck, aside, left) = (new List<StuckBeat>(), graph, bound);
        for (var round = 0; round < MostRounds && left.Deviation > tolerance; round++)
        {
            var found = BeatsAround.Stuck(aside, beats, aside.Weight.Sum() / (double)beats, tolerance)
                .Where(one => !stuck.Exists(known => known.Beat.Intersect(one.Beat).Any()) && !one.Beat.Intersect(forced).Any())
                .Select(one => new StuckBeat(one.Area, [.. one.Beat.Order()])).ToArray();
            stuck.AddRange(found);
            if (found.Length == 0 || stuck.Count > PlanScale.Few(beats) || Weigh(graph, forced, beats, stuck) is not { } weights)
            {
                break;
            }

            aside = new FlatGraph(graph.First, graph.Neighbour, graph.Cost, weights);
            left = LowerBound.Of(aside, beats);
            if (left.Deviation <= tolerance)
            {
                return ([.. stuck], aside, left);
            }
        }

        return ([], graph, bound);
    }

    /// <summary>Weights in which each stuck beat and each heavy area is one share of the others; null where an area is too light to stand for its beat.</summary>
    private static long[]? Weigh(FlatGraph graph, int[] forced, int beats, List<StuckBeat> stuck)
    {
        var weights = (long[])graph.Weight.Clone();
        var loads = stuck.ConvertAll(one => one.Beat.Sum(v => graph.Weight[v]));
        var shares = beats - stuck.Count - forced.Length;
        var rest = graph.Weight.Sum() - loads.Sum() - forced.Sum(v => graph.Weight[v]);
        if (shares < 1 || rest <= 0)
        {
            return null;
        }

        var share = (long)Math.Round(rest / (double)shares);
        foreach (var v in forced)
        {
            weights[v] = share;
        }

        for (var i = 0; i < loads.Count; i++)
        {
            weights[stuck[i].Area] += share - loads[i];
        }

        return stuck.Exists(one => weights[one.Area] < 0) ? null : weights;
    }
}
