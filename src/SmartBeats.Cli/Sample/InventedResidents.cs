namespace SmartBeats.Cli.Sample;

/// <summary>What the map of Dos Puentes says of its areas beside their shapes: the neighborhood each belongs to, and who lives there.</summary>
internal static class InventedResidents
{
    /// <summary>The attribute the neighborhoods are written under: NEIGHBORHOOD, as a shapefile cuts it.</summary>
    public const string NeighborhoodField = "NEIGHBORHO";

    /// <summary>The attribute the residents are written under.</summary>
    public const string ResidentsField = "RESIDENTS";

    private const double SquareMetresPerHectare = 10_000;

    /// <summary>Per area the neighborhood whose middle is nearest on its bank, and its residents. Same seed, same values.</summary>
    public static IReadOnlyList<(string Neighborhood, int Residents)> Draw(CityBoard board, ulong seed)
    {
        var random = SeededRandom.Derive(seed, 5);
        return
        [
            .. board.Blocks.GroupBy(block => block.Area).OrderBy(area => area.Key).Select(area =>
            {
                var blocks = area.ToArray();
                var (u, v) = (blocks[0].MiddleU, blocks[0].MiddleV);
                var hectares = blocks.Sum(block => block.SquareMetres) / SquareMetresPerHectare;
                var isBridge = v == 0;
                var residents = hectares * (1 + (25 * CityBoard.Bustle(u, v))) * (0.4 + (1.2 * random.NextDouble()));
                return (InventedStreets.FindNeighborhood(u, v), isBridge ? 0 : (int)residents);
            }),
        ];
    }
}
