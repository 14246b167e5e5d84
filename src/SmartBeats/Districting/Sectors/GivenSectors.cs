namespace SmartBeats.Districting;

/// <summary>Sectors that were there before: every beat lies in one of them.</summary>
/// <remarks>
/// The engine never joins areas that no edge leads between, and shares beats out over separate parts so that the worst part's mean load is as near
/// the fair share as can be (<see cref="Apportionment"/>). So all that is needed is a graph without the edges between sectors.
/// </remarks>
/// <param name="OfArea">Per area its sector, 0-based.</param>
/// <param name="Names">What the department calls them.</param>
public sealed record GivenSectors(int[] OfArea, IReadOnlyList<string> Names)
{
    /// <summary>The graph on which no beat reaches beyond its sector.</summary>
    public AreaGraph Nest(AreaGraph graph) => new(graph.Weights, [.. graph.Edges.Where(edge => OfArea[edge.A] == OfArea[edge.B])]);

    /// <summary>Whether there are beats for all.</summary>
    /// <param name="nested">Of <see cref="Nest"/>.</param>
    /// <exception cref="InputException">Fewer beats than sectors, or than pieces of them that nothing links.</exception>
    public void Check(AreaGraph nested, int beats)
    {
        if (beats < Names.Count)
        {
            throw new InputException("within", $"{Names.Count} sectors cannot be made of {beats} beats", $"Ask for at least {Names.Count} beats, one for each sector.");
        }

        var parts = Components.Find(FlatGraph.From(nested));
        if (beats < parts.Count)
        {
            var apart = Enumerable.Range(0, OfArea.Length).GroupBy(area => OfArea[area])
                .First(sector => sector.Select(area => parts.Of[area]).Distinct().Skip(1).Any());
            throw new InputException(
                "within",
                $"the sectors are in {parts.Count} separate pieces, {Names[apart.Key]} in several, and {beats} beats cannot cover them",
                $"Ask for at least {parts.Count} beats, or link the pieces (bridges).");
        }
    }

    /// <summary>The sector of every beat; null where a beat lies in two.</summary>
    /// <param name="beatOfArea">0-based.</param>
    public int[]? FindOfBeats(IReadOnlyList<int> beatOfArea, int beats)
    {
        var sectorOf = new int[beats];
        Array.Fill(sectorOf, -1);
        for (var area = 0; area < beatOfArea.Count; area++)
        {
            ref var sector = ref sectorOf[beatOfArea[area]];
            if (sector >= 0 && sector != OfArea[area])
            {
                return null;
            }

            sector = OfArea[area];
        }

        return sectorOf;
    }
}
