using SmartBeats.Geography;

namespace SmartBeats.Cli.Sample;

/// <summary>
/// Dos Puentes, a city that does not exist: about 600 areas on two banks of a river with two bridges, a busy centre,
/// empty desert at the edges, a year of 20,000 calls, and the year after. Everything follows from the seed.
/// </summary>
/// <param name="Areas">Neighbours have the same vertices along the streets they share; across the river they do not touch.</param>
/// <param name="LaterCalls">Of the year after.</param>
internal sealed record InventedCity(City City, IReadOnlyList<Area> Areas, IReadOnlyList<InventedCall> Calls, IReadOnlyList<InventedCall> LaterCalls)
{
    /// <summary>The seed of the files in <c>samples/</c>.</summary>
    public const ulong PublishedSeed = 2;

    /// <summary>The attribute the areas' ids are written under.</summary>
    public const string IdField = "AREA_ID";

    /// <summary>The drawing board it was drawn on.</summary>
    public required CityBoard Board { get; init; }

    public static InventedCity Create(ulong seed)
    {
        var board = CityBoard.Draw(seed);
        var shapes = AreaOutlines.Draw(board);
        var calls = new InventedCalls(board, seed);
        return new InventedCity(
            new City("dos-puentes", "Dos Puentes", "America/Phoenix"),
            [.. shapes.Select((shape, index) => new Area(index, board.AreaIds[index], shape))],
            calls.Calls,
            calls.DrawNextYear())
        {
            Board = board,
        };
    }
}
