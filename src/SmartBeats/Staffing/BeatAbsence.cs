using SmartBeats.Districting;
using SmartBeats.Geography;

namespace SmartBeats.Staffing;

/// <summary>An area that another beat's officer takes over.</summary>
/// <param name="From">Number of its beat in the plan.</param>
/// <param name="To">Number of the beat that takes it.</param>
public readonly record struct AreaHandOver(int Area, int From, int To);

/// <summary>One way to do without a beat's officer.</summary>
/// <param name="BeatOfArea">Per area, the number of the beat that looks after it; the absent beat's number does not occur. Every other beat is connected.</param>
/// <param name="HandOvers">Areas that change hands, ascending.</param>
/// <param name="CallsChanged">Calls in them.</param>
/// <param name="MaxLoad">Calls of the busiest beat of the neighbourhood.</param>
public sealed record AbsenceMap(int[] BeatOfArea, IReadOnlyList<AreaHandOver> HandOvers, long CallsChanged, long MaxLoad);

/// <summary>The plan with one beat's officer away: neighbours take over, everybody else keeps the beat they have.</summary>
/// <param name="Beat">Number of the absent beat.</param>
/// <param name="Neighbours">Beats that share an edge with it, ascending: only their areas, and the absent beat's own, may change hands.</param>
/// <param name="CallsOfBeat">Calls of the absent beat: the fewest that can change hands.</param>
/// <param name="Absorbed">Only the absent beat's areas change hands, so that the busiest neighbour is as little busy as found; see <see cref="IsExact"/>.</param>
/// <param name="Resplit">Neighbours hand areas on among themselves too, where that takes 1 % or more off the busiest; null where it does not.</param>
public sealed record BeatAbsence(int Beat, IReadOnlyList<int> Neighbours, long CallsOfBeat, AbsenceMap Absorbed, AbsenceMap? Resplit)
{
    /// <summary>Whether every way to divide the beat was tried, so that no other leaves the busiest neighbour less busy: where the beat has up to 12 areas.</summary>
    public bool IsExact { get; init; }

    /// <summary>Finds both ways.</summary>
    /// <param name="graph">Areas with their calls, and which of them touch; see <see cref="GraphOf"/>.</param>
    /// <param name="beatOfArea">Per area, its beat's number, from 1, as published.</param>
    /// <param name="absent">1 to <paramref name="beats"/>.</param>
    /// <remarks>Deterministic for its arguments. Cost: some 100,000 moves in the neighbourhood, a fraction of a second whatever the city's size.</remarks>
    /// <exception cref="InputException">No such beat, or no neighbour to take it over.</exception>
    public static BeatAbsence Of(AreaGraph graph, IReadOnlyList<int> beatOfArea, int beats, int absent, ulong seed = 1)
    {
        if (absent < 1 || absent > beats)
        {
            throw new InputException("beat", $"the plan has no beat {absent}", $"Its beats are numbered 1 to {beats}.");
        }

        var neighbours = graph.Edges
            .Where(edge => beatOfArea[edge.A] == absent != (beatOfArea[edge.B] == absent))
            .Select(edge => beatOfArea[edge.A] == absent ? beatOfArea[edge.B] : beatOfArea[edge.A])
            .Distinct().Order().ToArray();
        if (neighbours.Length == 0)
        {
            throw new InputException("beat", $"no other beat touches beat {absent}", "Send relief, or plan with bridges: on this map nobody can take it over.");
        }

        var search = new AbsenceSearch(graph, beatOfArea, neighbours, absent, seed);
        var absorbed = search.Absorb();
        var resplit = search.Resplit(absorbed);
        return new BeatAbsence(
            absent,
            neighbours,
            Enumerable.Range(0, beatOfArea.Count).Where(area => beatOfArea[area] == absent).Sum(area => graph.Weights[area]),
            absorbed,
            resplit.MaxLoad * 100 <= absorbed.MaxLoad * 99 ? resplit : null)
        {
            IsExact = search.IsExact,
        };
    }

    /// <summary>Every beat of the plan in turn: the maps to have in the drawer.</summary>
    /// <exception cref="InputException">A plan of one beat.</exception>
    public static IReadOnlyList<BeatAbsence> AllContingencies(AreaGraph graph, IReadOnlyList<int> beatOfArea, int beats, ulong seed = 1) =>
        [.. Enumerable.Range(1, beats).Select(beat => Of(graph, beatOfArea, beats, beat, seed))];

    /// <summary>A map's areas with their calls as a graph; bridges are edges.</summary>
    public static AreaGraph GraphOf(AreaAdjacency adjacency, IReadOnlyList<long> calls) => new(
        calls,
        [
            .. adjacency.Boundaries.Select(boundary => new GraphEdge(boundary.A, boundary.B, (int)Math.Clamp(Math.Round(boundary.LengthMetres * 10), 1, 1e8))),
            .. adjacency.Bridges.Select(bridge => new GraphEdge(bridge.A, bridge.B, 1)),
        ]);

    /// <summary>A plan's beats as a graph: loads added up, and which beats touch.</summary>
    public static AreaGraph BeatGraph(AreaGraph graph, IReadOnlyList<int> beatOfArea, int beats)
    {
        var loads = new long[beats];
        for (var area = 0; area < beatOfArea.Count; area++)
        {
            loads[beatOfArea[area] - 1] += graph.Weights[area];
        }

        var edges = graph.Edges
            .Select(edge => (A: beatOfArea[edge.A] - 1, B: beatOfArea[edge.B] - 1, edge.Cost))
            .Where(edge => edge.A != edge.B)
            .GroupBy(edge => (Math.Min(edge.A, edge.B), Math.Max(edge.A, edge.B)))
            .Select(pair => new GraphEdge(pair.Key.Item1, pair.Key.Item2, (int)Math.Min(pair.Sum(edge => (long)edge.Cost), int.MaxValue)));
        return new AreaGraph(loads, [.. edges.OrderBy(edge => edge.A).ThenBy(edge => edge.B)]);
    }
}
