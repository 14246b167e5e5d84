namespace SmartBeats.Cli.Sample;

/// <summary>A rectangle of the drawing board between streets; one area is made of one or several.</summary>
/// <param name="Area">Number of the area it belongs to.</param>
internal sealed record Block(int West, int South, int East, int North, int Area)
{
    public long SquareMetres => (long)(East - West) * (North - South);

    public int MiddleU => (West + East) / 2;

    public int MiddleV => (South + North) / 2;
}

/// <summary>
/// The drawing board: mile-square sections between main roads on two banks of a river, each cut by side streets into
/// blocks, small ones downtown and none in the desert, and two bridges.
/// </summary>
internal sealed class CityBoard
{
    public const int Mile = 1600;
    public const int Columns = 9;
    public const int RowsNorth = 4;
    public const int RowsSouth = 3;
    public const int WestEnd = -Columns * Mile / 2;

    /// <summary>Half the river's width in metres: 80 m in all, which no tolerance for gaps may bridge.</summary>
    public const int HalfRiver = 40;

    // Sections that never became part of the city: (column, row), row 0 being the first north of the river.
    private static readonly HashSet<(int, int)> Desert =
        [(0, 3), (0, 2), (1, 3), (8, 3), (8, 2), (7, 3), (0, -3), (0, -2), (8, -3), (8, -2), (7, -3)];

    private static readonly (int Column, int Row) Resort = (6, 2);
    private static readonly (int Column, int Row) EnclaveSection = (3, 2);
    private static readonly (int Column, int Row)[] TwoPartSections = [(5, -2), (2, 1)];

    private readonly SeededRandom _random;
    private readonly int[][] _avenues;
    private readonly int[][] _streets;
    private readonly List<Block> _blocks = [];
    private readonly List<string> _ids = [];

    private CityBoard(ulong seed)
    {
        _random = SeededRandom.Derive(seed, 1);
        _avenues = [.. Enumerable.Range(0, Columns).Select(column => SideStreets(WestEnd + (column * Mile)))];
        _streets = [.. Enumerable.Range(-RowsSouth, RowsNorth + RowsSouth).Select(row => SideStreets(SouthOf(row)))];
        for (var row = RowsNorth - 1; row >= -RowsSouth; row--)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (!Desert.Contains((column, row)))
                    CutSection(column, row);
            }
        }

        AddBridge("B001", -740);
        AddBridge("B002", 3060);
    }

    /// <summary>Blocks in the order of their areas.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>Per area its id: section and number within it (<c>0312</c>), or a bridge's (<c>B001</c>).</summary>
    public IReadOnlyList<string> AreaIds => _ids;

    /// <summary>A block in the middle of the city that belongs to nobody's beat: calls in it lie outside.</summary>
    public Block Enclave { get; private set; } = new(0, 0, 0, 0, -1);

    public static CityBoard Draw(ulong seed) => new(seed);

    /// <summary>How built-up a place is, from just above 0 to a little over 1: a centre, and a smaller one across the river.</summary>
    public static double Bustle(double u, double v)
    {
        var centre = 1 / (1 + ((((u - 300) * (u - 300)) + ((v - 1000) * (v - 1000))) / (2300.0 * 2300)));
        var second = 0.5 / (1 + ((((u + 2400) * (u + 2400)) + ((v + 2300) * (v + 2300))) / (1500.0 * 1500)));
        return centre + second;
    }

    private static int SouthOf(int row) => (row * Mile) + (row >= 0 ? HalfRiver : -HalfRiver);

    /// <summary>Both ends of a section and eleven streets between, about 133 m apart, on multiples of 10 m.</summary>
    private int[] SideStreets(int start)
    {
        var lines = new int[13];
        for (var i = 0; i <= 12; i++)
            lines[i] = start + (i % 12 == 0 ? i * Mile / 12 : (i * Mile / 12 / 10 * 10) + (10 * (_random.Next(7) - 3)));

        return lines;
    }

    /// <summary>How many blocks east-west and north-south a section is cut into: divisors of 12, so that streets run on next door.</summary>
    private static (int Across, int Up) Cuts(double bustle) => bustle switch
    {
        > 0.85 => (12, 6),
        > 0.6 => (6, 6),
        > 0.5 => (6, 4),
        > 0.4 => (4, 4),
        > 0.34 => (4, 3),
        > 0.28 => (3, 3),
        > 0.22 => (3, 2),
        > 0.18 => (2, 2),
        > 0.15 => (2, 1),
        _ => (1, 1),
    };

    private void CutSection(int column, int row)
    {
        var (avenues, streets) = (_avenues[column], _streets[row + RowsSouth]);
        var (across, up) = (column, row) == Resort
            ? (3, 3)
            : Cuts(Bustle((avenues[0] + avenues[12]) / 2.0, (streets[0] + streets[12]) / 2.0));
        var areaOf = Merged(column, row, across, up);
        var numbered = new Dictionary<int, int>();
        var section = ((RowsNorth - 1 - row) * Columns) + column + 1;
        for (var cell = 0; cell < areaOf.Length; cell++)
        {
            var (x, y) = (cell % across, cell / across);
            var block = new Block(avenues[x * 12 / across], streets[y * 12 / up], avenues[(x + 1) * 12 / across], streets[(y + 1) * 12 / up], -1);
            if ((column, row) == EnclaveSection && (x, y) == (1, 1))
            {
                Enclave = block;
                continue;
            }

            if (!numbered.TryGetValue(areaOf[cell], out var area))
            {
                area = _ids.Count;
                _ids.Add($"{section:00}{numbered.Count + 1:00}");
                numbered.Add(areaOf[cell], area);
            }

            _blocks.Add(block with { Area = area });
        }
    }

    /// <summary>Which cells of a section make one area: here and there two in a row, three in an L, a ring, or two apart.</summary>
    private int[] Merged(int column, int row, int across, int up)
    {
        var areaOf = Enumerable.Range(0, across * up).ToArray();
        if ((column, row) == Resort)
            return [0, 0, 0, 0, 4, 0, 0, 0, 0];

        if ((column, row) == EnclaveSection)
            return areaOf;

        var taken = new bool[areaOf.Length];
        if (TwoPartSections.Contains((column, row)))
        {
            areaOf[^1] = 0;
            taken[0] = taken[^1] = true;
        }

        for (var y = 0; y + 1 < up; y++)
        {
            for (var x = 0; x + 1 < across; x++)
            {
                var (cell, east, north) = ((y * across) + x, (y * across) + x + 1, ((y + 1) * across) + x);
                if (taken[cell] || taken[east] || taken[north] || _random.Next(9) != 0)
                    continue;

                areaOf[east] = cell;
                taken[cell] = taken[east] = true;
                if (_random.Next(2) == 0)
                {
                    areaOf[north] = cell;
                    taken[north] = true;
                }
            }
        }

        return areaOf;
    }

    private void AddBridge(string id, int west)
    {
        _blocks.Add(new Block(west, -HalfRiver, west + 120, HalfRiver, _ids.Count));
        _ids.Add(id);
    }
}
