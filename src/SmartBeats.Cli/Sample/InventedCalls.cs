using NetTopologySuite.Geometries;
using NodaTime;

namespace SmartBeats.Cli.Sample;

/// <summary>A call of the invented city, address included, as its CSV has it.</summary>
/// <param name="ServiceTenths">Officer-minutes in tenths of a minute.</param>
internal sealed record InventedCall(
    string EventNumber,
    int Priority,
    string Address,
    bool IsIncident,
    Coordinate Place,
    LocalDateTime Time,
    string Disposition,
    int ServiceTenths,
    int Units);

/// <summary>Draws the calls: many from the same few doors, more where the city is busy, a few outside of it.</summary>
internal sealed class InventedCalls
{
    private const int Inside = 19_960;
    private const int Outside = 40;

    private readonly CityBoard _board;
    private readonly WeightedPick _pick;
    private readonly List<List<Door>> _doors;
    private readonly ulong _seed;
    private SeededRandom _random;

    /// <param name="board">The ground.</param>
    /// <param name="seed">Another seed, other doors and calls.</param>
    public InventedCalls(CityBoard board, ulong seed)
    {
        (_board, _seed, _random) = (board, seed, SeededRandom.Derive(seed, 2));
        var areas = board.Blocks.GroupBy(block => block.Area).OrderBy(area => area.Key).Select(area => area.ToList()).ToList();
        var weights = areas.Select(Weight).ToList();
        _pick = new WeightedPick(weights);
        _doors = [.. areas.Select((blocks, area) => Doors(blocks, 3 + (weights[area] / 20)))];
        Calls = Draw();
    }

    private readonly record struct Door(BoardPoint At, string Address, bool IsLively);

    private readonly record struct Draft(Door Door, LocalDateTime Time, int Priority, bool IsIncident, string Disposition, int Units, int ServiceTenths);

    /// <summary>20,000 calls of 2024 in the order of their times, numbered <c>DP24-00001</c> on.</summary>
    public IReadOnlyList<InventedCall> Calls { get; }

    /// <summary>The year after from the same doors, numbered <c>DP25-00001</c> on: as many calls where nothing changes, others as <see cref="LaterHabits"/> say.</summary>
    public IReadOnlyList<InventedCall> DrawNextYear()
    {
        _random = SeededRandom.Derive(_seed, 4);
        var closing = _doors.SelectMany(doors => doors).Where(door => door.Address.Length > 0).MaxBy(door => CityBoard.Bustle(door.At.U, door.At.V));
        var drafts = new List<Draft>(Inside);
        for (var i = 0; i < Inside * LaterHabits.MostPercent / 100; i++)
        {
            var draft = DraftInside();
            var later = draft with { Time = draft.Time.PlusWeeks(CallHabits.Weeks) };
            if (_random.Next(LaterHabits.MostPercent) < LaterHabits.FindPercent(later.Door.At, later.Time, later.Door == closing))
            {
                drafts.Add(later);
            }
        }

        return Number("DP25", drafts);
    }

    private List<InventedCall> Draw()
    {
        var drafts = new List<Draft>(Inside + Outside);
        for (var i = 0; i < Inside; i++)
            drafts.Add(DraftInside());

        for (var i = 0; i < Outside; i++)
            drafts.Add(Drafted(OutsideDoor(i)));

        return Number("DP24", drafts);
    }

    private Draft DraftInside()
    {
        var ofArea = _doors[_pick.Next(_random)];
        var share = _random.NextDouble();
        return Drafted(ofArea[(int)(share * share * ofArea.Count)]);
    }

    private static List<InventedCall> Number(string year, IEnumerable<Draft> drafts) =>
        [.. drafts.OrderBy(draft => draft.Time).Select((draft, i) => new InventedCall(
            $"{year}-{i + 1:00000}",
            draft.Priority,
            draft.Door.Address,
            draft.IsIncident,
            CityGround.Place(draft.Door.At),
            draft.Time,
            draft.Disposition,
            draft.ServiceTenths,
            draft.Units))];

    /// <summary>How busy an area is: with the place, less than its size, and by luck; some at the edge never call.</summary>
    private int Weight(List<Block> blocks)
    {
        var bustle = CityBoard.Bustle(blocks[0].MiddleU, blocks[0].MiddleV);
        var luck = _random.NextDouble();
        if (bustle < 0.2 && luck < 0.35)
            return 0;

        var hectares = blocks.Sum(block => block.SquareMetres) / 10_000.0;
        return (int)(100 * bustle * bustle * Math.Sqrt(hectares) * (0.3 + (1.4 * luck * luck)));
    }

    private List<Door> Doors(List<Block> blocks, int count)
    {
        var pick = new WeightedPick(blocks.Select(block => (int)(block.SquareMetres / 1000)));
        return [.. Enumerable.Range(0, count).Select(_ => DoorOf(blocks[pick.Next(_random)]))];
    }

    /// <summary>A point on a crossing, exactly where areas meet, or 12 m inside a side of the block.</summary>
    private Door DoorOf(Block block)
    {
        var isLively = CityBoard.Bustle(block.MiddleU, block.MiddleV) > 0.9 && _random.Next(3) == 0;
        var (u, v) = (Along(block.West, block.East), Along(block.South, block.North));
        var (eastSide, northSide) = (_random.Next(2) == 0, _random.Next(2) == 0);
        var (sideU, sideV) = (eastSide ? block.East : block.West, northSide ? block.North : block.South);
        if (block.North == CityBoard.HalfRiver)
            return new Door(new BoardPoint(u, v), u < 0 ? "MILL BRIDGE" : "DEPOT BRIDGE, NORTHBOUND", isLively);

        switch (_random.Next(12))
        {
            case 0:
                return new Door(new BoardPoint(sideU, sideV), StreetNames.Corner(new BoardPoint(sideU, sideV)), isLively);
            case <= 6:
                var onStreet = new BoardPoint(u, sideV);
                return new Door(new BoardPoint(u, sideV + (northSide ? -12 : 12)), Named(StreetNames.BlockOnStreet(onStreet)), isLively);
            default:
                var onAvenue = new BoardPoint(sideU, v);
                return new Door(new BoardPoint(sideU + (eastSide ? -12 : 12), v), Named(StreetNames.BlockOnAvenue(onAvenue)), isLively);
        }
    }

    private int Along(int from, int to) => from + 12 + _random.Next(to - from - 23);

    /// <summary>Now and then what a dispatcher types: names with commas and quotes, or nothing.</summary>
    private string Named(string address) => _random.Next(150) switch
    {
        0 => $"BUS STOP, {address}",
        1 => $"\"OLD MILL\" CAFE, {address}",
        2 => $"SCHOOL, GYM, REAR DOOR, {address}",
        3 => "",
        _ => address,
    };

    /// <summary>In the river, in the block that is no part of the city, or past the city's limits.</summary>
    private Door OutsideDoor(int i)
    {
        var along = CityBoard.WestEnd + _random.Next(CityBoard.Columns * CityBoard.Mile);
        var enclave = _board.Enclave;
        var at = (i % 4) switch
        {
            0 => new BoardPoint(4200 + (along / 8), _random.Next(51) - 25),
            1 => new BoardPoint(Along(enclave.West, enclave.East), Along(enclave.South, enclave.North)),
            2 => new BoardPoint(along, CityBoard.HalfRiver + (CityBoard.RowsNorth * CityBoard.Mile) + 100 + _random.Next(900)),
            _ => new BoardPoint(along, -CityBoard.HalfRiver - (CityBoard.RowsSouth * CityBoard.Mile) - 100 - _random.Next(900)),
        };
        return new Door(at, "OUT OF CITY", false);
    }

    private Draft Drafted(Door door)
    {
        var time = CallHabits.Moment(_random, door.IsLively);
        var priority = CallHabits.DrawPriority(_random);
        var isIncident = CallHabits.DrawIncident(_random, priority);
        var disposition = CallHabits.DrawDisposition(_random, isIncident);
        var units = CallHabits.DrawUnits(_random, priority);
        return new Draft(door, time, priority, isIncident, disposition, units, CallHabits.DrawServiceTenths(_random, priority, disposition, units));
    }
}
