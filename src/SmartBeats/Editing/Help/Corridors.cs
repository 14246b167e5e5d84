using SmartBeats.Districting;

namespace SmartBeats.Editing.Help;

/// <summary>Joins stray pieces of a beat to the rest of it by a strip of areas, where that moves less workload than giving the piece away.</summary>
/// <remarks>
/// The lightest strip (Dijkstra 1959, an area's cost being its workload; of equal ones the one of fewest areas), through areas that nothing
/// locks and whose beats stay whole without them. The heaviest stray piece comes first, for it is the dearest to give away.
/// </remarks>
internal sealed class Corridors(FlatGraph graph, int[] beatOf, IReadOnlySet<int> lockedBeats, IReadOnlySet<int> lockedAreas)
{
    /// <summary>Changes the beats of areas that strips lie in.</summary>
    public void Join()
    {
        foreach (var beat in beatOf.Distinct().Order().Where(beat => !lockedBeats.Contains(beat)).ToArray())
        {
            while (JoinOne(beat))
            {
                // Each strip leaves a piece less.
            }
        }
    }

    private bool JoinOne(int beat)
    {
        // The main piece stays where it is; it is the first.
        var pieces = FindPieces(beat).OrderByDescending(piece => piece.Sum(area => graph.Weight[area])).ThenByDescending(piece => piece.Count).ThenBy(piece => piece[0]);
        foreach (var piece in pieces.Skip(1))
        {
            var dearest = piece.Any(lockedAreas.Contains) ? new Cost(long.MaxValue, 0) : new Cost(piece.Sum(area => graph.Weight[area]), piece.Count);
            if (FindStrip(beat, piece, dearest) is not { } strip)
            {
                continue;
            }

            foreach (var area in strip)
            {
                beatOf[area] = beat;
            }

            return true;
        }

        return false;
    }

    /// <summary>The areas between a piece and another of its beat; null where all ways cost as much as <paramref name="dearest"/>, or part another beat.</summary>
    private List<int>? FindStrip(int beat, List<int> piece, Cost dearest)
    {
        var own = piece.ToHashSet();
        var cost = new Dictionary<int, Cost>();
        var from = new Dictionary<int, int>();
        var next = new PriorityQueue<int, (Cost, int)>();
        foreach (var area in piece)
        {
            cost[area] = default;
            next.Enqueue(area, (default, area));
        }

        while (next.TryDequeue(out var area, out var reached))
        {
            if (reached.Item1 != cost[area])
            {
                continue;
            }

            if (beatOf[area] == beat && !own.Contains(area))
            {
                var strip = Follow(from, area, own);
                return LeavesWhole(strip) ? strip : null;
            }

            for (var at = graph.First[area]; at < graph.First[area + 1]; at++)
            {
                var to = graph.Neighbour[at];
                var isEnd = beatOf[to] == beat;
                var step = isEnd ? cost[area] : cost[area].Plus(graph.Weight[to]);
                if (own.Contains(to) || step.CompareTo(dearest) >= 0 || (cost.TryGetValue(to, out var known) && known.CompareTo(step) <= 0) || (!isEnd && !MayTake(to)))
                {
                    continue;
                }

                (cost[to], from[to]) = (step, area);
                next.Enqueue(to, (step, to));
            }
        }

        return null;
    }

    private static List<int> Follow(Dictionary<int, int> from, int end, HashSet<int> own)
    {
        var strip = new List<int>();
        for (var area = from[end]; !own.Contains(area); area = from[area])
        {
            strip.Add(area);
        }

        return strip;
    }

    private bool MayTake(int area) => !lockedAreas.Contains(area) && !lockedBeats.Contains(beatOf[area]) && LeavesWhole([area]);

    /// <summary>Whether beats that give areas up keep some, in no more pieces than before.</summary>
    private bool LeavesWhole(IReadOnlyCollection<int> strip) => strip.Select(area => beatOf[area]).Distinct().All(beat =>
        FindPieces(beat, strip).Count is > 0 and var left && left <= FindPieces(beat).Count);

    private List<List<int>> FindPieces(int beat, IReadOnlyCollection<int>? without = null)
    {
        var pieces = new List<List<int>>();
        var seen = without is null ? [] : without.ToHashSet();
        for (var start = 0; start < beatOf.Length; start++)
        {
            if (beatOf[start] != beat || !seen.Add(start))
            {
                continue;
            }

            List<int> piece = [start];
            for (var at = 0; at < piece.Count; at++)
            {
                for (var link = graph.First[piece[at]]; link < graph.First[piece[at] + 1]; link++)
                {
                    var to = graph.Neighbour[link];
                    if (beatOf[to] == beat && seen.Add(to))
                    {
                        piece.Add(to);
                    }
                }
            }

            pieces.Add(piece);
        }

        return pieces;
    }

    /// <summary>Of a strip: workload first, then areas.</summary>
    private readonly record struct Cost(long Weight, int Areas) : IComparable<Cost>
    {
        public Cost Plus(long weight) => new(Weight + weight, Areas + 1);

        public int CompareTo(Cost other) => Weight != other.Weight ? Weight.CompareTo(other.Weight) : Areas.CompareTo(other.Areas);
    }
}
