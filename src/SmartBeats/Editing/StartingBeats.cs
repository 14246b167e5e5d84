using SmartBeats.Editing.Help;

namespace SmartBeats.Editing;

/// <summary>Other beats laid over a plan: the moves that make of the plan what they are, so that a person can go on from them.</summary>
/// <param name="Moves">One for each beat that is given areas, new beats last; empty where they are the plan's own.</param>
/// <param name="Joined">Areas the other beats do not name, by index, ascending: each joined the neighbour it shares the longest border with.</param>
public sealed record StartingBeats(IReadOnlyList<ProposedMove> Moves, IReadOnlyList<int> Joined)
{
    /// <summary>Lays beats over a plan.</summary>
    /// <param name="start">The plan; it stays as it is.</param>
    /// <param name="nameOfArea">Per area the name of its beat; null where the other beats have none for it.</param>
    /// <exception cref="ArgumentException">Another number of areas than the plan's.</exception>
    public static StartingBeats Lay(PlanDraft start, IReadOnlyList<string?> nameOfArea)
    {
        if (nameOfArea.Count != start.BeatOfArea.Count)
        {
            throw new ArgumentException($"{start.BeatOfArea.Count} areas have a name each, or null.", nameof(nameOfArea));
        }

        string?[] names = [.. nameOfArea];
        int[] nameless = [.. Enumerable.Range(0, names.Length).Where(area => names[area] is null)];
        Join(start, names, nameless);
        var own = start.Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var moves = Enumerable.Range(0, names.Length)
            .Where(area => names[area] is { } name && name != start.Names[start.BeatOfArea[area]])
            .GroupBy(area => names[area]!, StringComparer.Ordinal)
            .OrderBy(beat => own.GetValueOrDefault(beat.Key, int.MaxValue))
            .Select(beat => new ProposedMove([.. beat], beat.Key, !own.ContainsKey(beat.Key)));
        return new StartingBeats([.. moves], nameless);
    }

    /// <summary>Ring by ring; what touches no named area keeps the beat it has in the plan.</summary>
    private static void Join(PlanDraft start, string?[] names, int[] nameless)
    {
        var edges = start.Ground.Problem.Graph.Edges;
        for (var open = nameless.ToHashSet(); open.Count > 0;)
        {
            var longest = new Dictionary<int, (int Cost, string Name)>();
            foreach (var edge in edges)
            {
                See(edge.A, edge.B, edge.Cost);
                See(edge.B, edge.A, edge.Cost);
            }

            foreach (var (area, (_, name)) in longest)
            {
                names[area] = name;
                open.Remove(area);
            }

            if (longest.Count == 0)
            {
                return;
            }

            void See(int area, int next, int cost)
            {
                if (open.Contains(area) && names[next] is { } name && (!longest.TryGetValue(area, out var best) || cost > best.Cost))
                {
                    longest[area] = (cost, name);
                }
            }
        }
    }
}
