using NetTopologySuite.Geometries;
using SmartBeats.Geography.GeoJson;

namespace SmartBeats.Cli.Sample;

/// <summary>The streets, the river and the places of Dos Puentes, as a city's open data portal would have them.</summary>
/// <remarks>Streets have address ranges by side, and numbers that agree with the blocks of the calls' addresses: 100 in the first 120 m.</remarks>
internal static class InventedStreets
{
    private const int NumberEveryMetres = 120;
    private const int StepMetres = 200;
    private static readonly GeometryFactory _factory = new(new PrecisionModel(), 4326);

    private static readonly (string Name, int U, int V)[] _places =
    [
        ("Downtown", 300, 900), ("Old Mill", -900, 420), ("Depot District", 3000, 640), ("Airfield", 4400, 1500), ("Palo Heights", -4300, 2700),
        ("Copper Flats", 1700, 4300), ("Southbank", -2400, -1900), ("Mission Square", -2300, -700), ("Cottonwood Park", 2400, -1300), ("Quarry Lake", -5200, -900),
        ("Mesa View Resort", 3200, 4000), ("County Hospital", 900, 1700),
    ];

    /// <summary>Places that no neighborhood is named after.</summary>
    private static readonly string[] _landmarks = ["County Hospital", "Mesa View Resort"];

    /// <summary>A feature a street from one crossing to the next: FULLNAME, ROAD_CLASS, and the numbers at both ends of both sides.</summary>
    public static byte[] WriteStreets(CityBoard board)
    {
        var features = new List<GeoJsonFeature>();
        foreach (var (v, corners) in Corners(board, block => [(block.South, block.West, block.East), (block.North, block.West, block.East)]))
        {
            features.AddRange(Pieces(corners).Select(piece => Street(new BoardPoint(piece.From, v), new BoardPoint(piece.To, v), StreetNames.Street(new BoardPoint(piece.Middle, v)))));
        }

        foreach (var (u, corners) in Corners(board, block => [(block.West, block.South, block.North), (block.East, block.South, block.North)]))
        {
            features.AddRange(Pieces(corners).Select(piece => Street(new BoardPoint(u, piece.From), new BoardPoint(u, piece.To), StreetNames.Avenue(new BoardPoint(u, piece.Middle)))));
        }

        features.AddRange(board.Blocks.Where(IsBridge).Select(bridge => Street(
            new BoardPoint(bridge.MiddleU, -CityBoard.HalfRiver), new BoardPoint(bridge.MiddleU, CityBoard.HalfRiver), bridge.MiddleU < 0 ? "MILL BRIDGE" : "DEPOT BRIDGE")));
        return Write(features);
    }

    /// <summary>The river, from one end of the city to the other.</summary>
    public static byte[] WriteWater()
    {
        const int beyond = CityBoard.Mile / 2;
        int[] along = [.. Steps(CityBoard.WestEnd - beyond, -CityBoard.WestEnd + beyond)];
        Coordinate[] ring =
        [
            .. along.Select(u => CityGround.Place(new BoardPoint(u, -CityBoard.HalfRiver))),
            .. along.Reverse().Select(u => CityGround.Place(new BoardPoint(u, CityBoard.HalfRiver))),
            CityGround.Place(new BoardPoint(along[0], -CityBoard.HalfRiver)),
        ];
        return Write([new GeoJsonFeature(_factory.CreatePolygon(ring), [new("NAME", "Rio Palo")])]);
    }

    /// <summary>Neighbourhoods and landmarks.</summary>
    public static byte[] WritePlaces() =>
        Write(_places.Select(place => new GeoJsonFeature(_factory.CreatePoint(CityGround.Place(new BoardPoint(place.U, place.V))), [new("NAME", place.Name)])));

    /// <summary>The neighborhood whose middle is nearest on the same bank; a bridge is of the north bank's.</summary>
    public static string FindNeighborhood(int u, int v) => _places
        .Where(place => !_landmarks.Contains(place.Name) && place.V > 0 == v >= 0)
        .MinBy(place => ((long)(place.U - u) * (place.U - u)) + ((long)(place.V - v) * (place.V - v))).Name;

    private static GeoJsonFeature Street(BoardPoint from, BoardPoint to, string name)
    {
        var isAcross = from.V == to.V;
        var (start, end) = isAcross ? (from.U, to.U) : (from.V, to.V);
        Coordinate[] line = [.. Steps(start, end).Select(at => CityGround.Place(isAcross ? new BoardPoint(at, from.V) : new BoardPoint(from.U, at)))];
        var isMain = !name.EndsWith(" ST", StringComparison.Ordinal) && !name.EndsWith(" PL", StringComparison.Ordinal)
            && (!name.EndsWith(" AVE", StringComparison.Ordinal) || name.EndsWith("CENTRAL AVE", StringComparison.Ordinal));
        var (first, last) = (NumberAt(start), NumberAt(end));
        // Odd numbers on the left, as one goes along the line.
        return new GeoJsonFeature(_factory.CreateLineString(line),
        [
            new("FULLNAME", name), new("ROAD_CLASS", isMain ? "Arterial" : "Local"),
            new("LFROMHN", first | 1), new("LTOHN", last | 1), new("RFROMHN", first & ~1), new("RTOHN", last & ~1),
        ]);
    }

    private static int NumberAt(int metres) => 100 + (Math.Abs(metres) * 100 / NumberEveryMetres);

    private static bool IsBridge(Block block) => block.North == CityBoard.HalfRiver;

    /// <summary>Of every street line, what is street of it and where others cross.</summary>
    private static SortedDictionary<int, SortedSet<(int From, int To)>> Corners(CityBoard board, Func<Block, (int Line, int From, int To)[]> sidesOf)
    {
        var lines = new SortedDictionary<int, SortedSet<(int, int)>>();
        foreach (var (line, from, to) in board.Blocks.Where(block => !IsBridge(block)).SelectMany(sidesOf))
        {
            if (!lines.TryGetValue(line, out var sides))
            {
                lines[line] = sides = [];
            }

            sides.Add((from, to));
        }

        return lines;
    }

    /// <summary>The sides of blocks cut where another block's side ends, and at the city's middle, where names change; none twice.</summary>
    private static IEnumerable<(int From, int To, int Middle)> Pieces(SortedSet<(int From, int To)> sides)
    {
        var cuts = new SortedSet<int>(sides.SelectMany(side => (int[])[side.From, side.To])) { 0 };
        var pieces = new SortedSet<(int, int)>();
        foreach (var (from, to) in sides)
        {
            var at = from;
            foreach (var cut in cuts.GetViewBetween(from + 1, to))
            {
                pieces.Add((at, cut));
                at = cut;
            }
        }

        return pieces.Select(piece => (piece.Item1, piece.Item2, (piece.Item1 + piece.Item2) / 2));
    }

    /// <summary>Both ends and every step between: a straight street bends with the river.</summary>
    private static IEnumerable<int> Steps(int from, int to)
    {
        for (var at = from; at < to; at += StepMetres)
        {
            yield return at;
        }

        yield return to;
    }

    private static byte[] Write(IEnumerable<GeoJsonFeature> features)
    {
        var file = new MemoryStream();
        GeoJsonWriter.Write(file, features, decimals: 6);
        file.WriteByte((byte)'\n');
        return file.ToArray();
    }
}
