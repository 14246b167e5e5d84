namespace SmartBeats.Editing.Help;

/// <summary>Takes back, area by area, what was moved from the plan's beats and gained nothing.</summary>
/// <remarks>
/// An area goes back where that leaves no beat in more pieces, no border longer, and loads no less even (neither the furthest from its share nor
/// the sum of squares). Rounds go on until no single area can go back: what stays moved is each worth something.
/// </remarks>
internal sealed class ChangeTidier
{
    private readonly PlanDraft _draft;
    private readonly HashSet<int> _lockedBeats;
    private readonly HashSet<int> _lockedAreas;
    private readonly (int Other, long Cost)[][] _edges;
    private readonly int[] _parentOf;

    public ChangeTidier(PlanDraft draft, HashSet<int> lockedBeats, HashSet<int> lockedAreas)
    {
        (_draft, _lockedBeats, _lockedAreas, _parentOf) = (draft, lockedBeats, lockedAreas, [.. draft.ParentBeatOfArea]);
        var edges = draft.Ground.Problem.Graph.Edges;
        _edges = new (int, long)[_parentOf.Length][];
        var sides = edges.SelectMany(edge => new[] { (From: edge.A, To: edge.B, edge.Cost), (From: edge.B, To: edge.A, edge.Cost) }).ToLookup(side => side.From);
        for (var area = 0; area < _edges.Length; area++)
        {
            _edges[area] = [.. sides[area].Select(side => (side.To, (long)side.Cost))];
        }
    }

    /// <param name="beatOf">Per area its beat's place among the draft's names; changed.</param>
    public void Tidy(int[] beatOf)
    {
        var weights = _draft.Ground.Problem.Graph.Weights;
        var loads = new long[_draft.Names.Count];
        var counts = new int[loads.Length];
        for (var area = 0; area < beatOf.Length; area++)
        {
            loads[beatOf[area]] += weights[area];
            counts[beatOf[area]]++;
        }

        for (var isDone = false; !isDone;)
        {
            isDone = true;
            for (var area = 0; area < beatOf.Length; area++)
            {
                var (from, to) = (beatOf[area], _parentOf[area]);
                // A beat that is no more is not made again, and one is not emptied.
                if (from == to || counts[to] == 0 || counts[from] == 1 || _lockedAreas.Contains(area) || _lockedBeats.Contains(from) || _lockedBeats.Contains(to)
                    || !IsNoWorse(area, from, to, beatOf, loads))
                {
                    continue;
                }

                beatOf[area] = to;
                loads[from] -= weights[area];
                loads[to] += weights[area];
                (counts[from], counts[to]) = (counts[from] - 1, counts[to] + 1);
                isDone = false;
            }
        }
    }

    private bool IsNoWorse(int area, int from, int to, int[] beatOf, long[] loads)
    {
        var longer = _edges[area].Sum(edge => beatOf[edge.Other] == from ? edge.Cost : beatOf[edge.Other] == to ? -edge.Cost : 0);
        if (longer > 0)
        {
            return false;
        }

        // Between two beats only: the mean stays, so the pair's own spread says both.
        var weight = _draft.Ground.Problem.Graph.Weights[area];
        var apart = loads[from] - loads[to];
        return Math.Abs(apart - (2 * weight)) <= Math.Abs(apart) && !BreaksOff(area, from, to, beatOf);
    }

    /// <summary>Whether the move makes more pieces: of the beat it leaves by cutting it, of the one it joins by lying apart.</summary>
    private bool BreaksOff(int area, int from, int to, int[] beatOf) =>
        _edges[area].All(edge => beatOf[edge.Other] != to) || CountAround(area, from, beatOf) > 1;

    /// <summary>In how many pieces the area's neighbours of its beat hang together without it.</summary>
    private int CountAround(int area, int beat, int[] beatOf)
    {
        var seen = new HashSet<int> { area };
        var pieces = 0;
        foreach (var (start, _) in _edges[area])
        {
            if (beatOf[start] != beat || !seen.Add(start))
            {
                continue;
            }

            pieces++;
            var front = new Queue<int>([start]);
            while (front.TryDequeue(out var at))
            {
                foreach (var (next, _) in _edges[at])
                {
                    if (beatOf[next] == beat && seen.Add(next))
                    {
                        front.Enqueue(next);
                    }
                }
            }
        }

        return pieces;
    }
}
