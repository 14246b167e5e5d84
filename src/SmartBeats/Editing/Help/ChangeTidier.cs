namespace SmartBeats.Editing.Help;

/// <summary>Takes back what was moved from the plan's beats and gained nothing.</summary>
/// <remarks>
/// Moved areas that hang together come first, then area by area. They go back where that leaves the two beats in no more pieces, with no
/// longer border and loads no less even. Rounds go on until nothing can go back: what stays moved is each worth something. Cost: a walk
/// over two beats for each trial.
/// </remarks>
internal sealed class ChangeTidier
{
    private readonly HashSet<int> _lockedBeats;
    private readonly HashSet<int> _lockedAreas;
    private readonly (int Other, long Cost)[][] _edges;
    private readonly IReadOnlyList<long> _weights;
    private readonly IReadOnlyList<int> _parentOf;
    private readonly int[] _beatOf;
    private readonly long[] _loads;
    private readonly int[] _counts;

    /// <param name="beatOf">Per area its beat's place among the draft's names; changed by <see cref="Tidy"/>.</param>
    public ChangeTidier(PlanDraft draft, HashSet<int> lockedBeats, HashSet<int> lockedAreas, int[] beatOf)
    {
        var graph = draft.Ground.Problem.Graph;
        (_lockedBeats, _lockedAreas) = (lockedBeats, lockedAreas);
        (_weights, _parentOf, _beatOf) = (graph.Weights, draft.ParentBeatOfArea, beatOf);
        var sides = graph.Edges.SelectMany(edge => new[] { (From: edge.A, To: edge.B, edge.Cost), (From: edge.B, To: edge.A, edge.Cost) })
            .ToLookup(side => side.From, side => (side.To, (long)side.Cost));
        _edges = [.. Enumerable.Range(0, beatOf.Length).Select(area => sides[area].ToArray())];
        (_loads, _counts) = (new long[draft.Names.Count], new int[draft.Names.Count]);
        for (var area = 0; area < beatOf.Length; area++)
        {
            _loads[beatOf[area]] += _weights[area];
            _counts[beatOf[area]]++;
        }
    }

    public void Tidy()
    {
        for (var isDone = false; !isDone;)
        {
            isDone = true;
            foreach (var group in FindMoved())
            {
                if (TakeBack(group))
                {
                    isDone = false;
                    continue;
                }

                foreach (var area in group.Length > 1 ? group : [])
                {
                    isDone &= !TakeBack([area]);
                }
            }
        }
    }

    /// <summary>Moved areas that may go back, those together that hang together and went the same way, in order of their first.</summary>
    private List<int[]> FindMoved()
    {
        var groups = new List<int[]>();
        var seen = new HashSet<int>();
        for (var area = 0; area < _beatOf.Length; area++)
        {
            var (from, to) = (_beatOf[area], _parentOf[area]);
            if (!IsFree(area) || !seen.Add(area))
            {
                continue;
            }

            var group = new List<int> { area };
            for (var at = 0; at < group.Count; at++)
            {
                foreach (var (next, _) in _edges[group[at]])
                {
                    if (_beatOf[next] == from && _parentOf[next] == to && IsFree(next) && seen.Add(next))
                    {
                        group.Add(next);
                    }
                }
            }

            groups.Add([.. group.Order()]);
        }

        return groups;
    }

    private bool IsFree(int area) => _beatOf[area] != _parentOf[area]
        && !_lockedAreas.Contains(area) && !_lockedBeats.Contains(_beatOf[area]) && !_lockedBeats.Contains(_parentOf[area]);

    /// <summary>A beat that is no more is not made again, and none is emptied.</summary>
    private bool TakeBack(int[] areas)
    {
        var (from, to) = (_beatOf[areas[0]], _parentOf[areas[0]]);
        var group = areas.ToHashSet();
        var weight = areas.Sum(area => _weights[area]);
        // Between two beats only: the mean stays, so the difference of the two says how even they are.
        var apart = _loads[from] - _loads[to];
        var longer = areas.SelectMany(area => _edges[area]).Where(edge => !group.Contains(edge.Other))
            .Sum(edge => _beatOf[edge.Other] == from ? edge.Cost : _beatOf[edge.Other] == to ? -edge.Cost : 0);
        if (_counts[to] == 0 || _counts[from] == areas.Length || longer > 0 || Math.Abs(apart - (2 * weight)) > Math.Abs(apart))
        {
            return false;
        }

        var pieces = CountPieces(from) + CountPieces(to);
        Move(areas, from, to, weight);
        if (CountPieces(from) + CountPieces(to) <= pieces)
        {
            return true;
        }

        Move(areas, to, from, weight);
        return false;
    }

    private void Move(int[] areas, int from, int to, long weight)
    {
        foreach (var area in areas)
        {
            _beatOf[area] = to;
        }

        (_loads[from], _loads[to]) = (_loads[from] - weight, _loads[to] + weight);
        (_counts[from], _counts[to]) = (_counts[from] - areas.Length, _counts[to] + areas.Length);
    }

    private int CountPieces(int beat)
    {
        var seen = new HashSet<int>();
        var pieces = 0;
        var front = new Queue<int>();
        for (var start = 0; start < _beatOf.Length; start++)
        {
            if (_beatOf[start] != beat || !seen.Add(start))
            {
                continue;
            }

            pieces++;
            front.Enqueue(start);
            while (front.TryDequeue(out var at))
            {
                foreach (var (next, _) in _edges[at])
                {
                    if (_beatOf[next] == beat && seen.Add(next))
                    {
                        front.Enqueue(next);
                    }
                }
            }
        }

        return pieces;
    }
}
