using SmartBeats.Response;

namespace SmartBeats.Editing.Answering;

/// <summary>How soon each patrolling unit of a draft reaches each area, and who is nearest.</summary>
/// <remarks>
/// A free unit is in an area of its beat as often as calls come from there (<see cref="UnitTravel.Patrolling"/>). Both that chance and
/// the sums of minutes are whole numbers: what leaves a beat can be taken off its sum and what joins added, and the sum is the one
/// that all of the beat's areas give, to the last bit, whatever was done before. Never changed once made.
/// </remarks>
internal sealed class DraftReach : INearestUnits
{
    /// <summary>Chances of all areas together are so many parts, and a minute so many more: sums stay below 2⁶³ for drives of up to a day.</summary>
    private const double Parts = 1L << 40;
    private const double PartsOfMinute = 1L << 12;

    private readonly ITravel _travel;
    private readonly long[] _presence;
    private readonly long[] _total;

    private DraftReach(ITravel travel, long[] presence, int[] beatOfArea, long[][] sums, int depth)
    {
        (_travel, _presence, BeatOfArea, Sums) = (travel, presence, beatOfArea, sums);
        _total = new long[sums.Length];
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            _total[beatOfArea[area]] += presence[area];
        }

        Order = RankAll(depth);
    }

    /// <summary>Per area its beat, 0-based.</summary>
    public int[] BeatOfArea { get; }

    /// <summary>Per unit and area, sums of minutes: what a packed file keeps.</summary>
    public long[][] Sums { get; }

    /// <inheritdoc/>
    public int[] Order { get; }

    /// <inheritdoc/>
    public double Minutes(int unit, int area) => Sums[unit][area] / (_total[unit] * PartsOfMinute);

    /// <summary>Of a plan, every sum made. Cost: O(areas²).</summary>
    /// <param name="presence">See <see cref="CountPresence"/>.</param>
    /// <param name="beatOfArea">Every beat has an area.</param>
    public static DraftReach Create(ITravel travel, long[] presence, int[] beatOfArea, int units, int depth)
    {
        var sums = NewRows(units, beatOfArea.Length);
        var minutes = new double[beatOfArea.Length];
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            Add(travel, presence, area, 1, sums[beatOfArea[area]], minutes);
        }

        return new DraftReach(travel, presence, beatOfArea, sums, depth);
    }

    /// <summary>Of a plan whose sums are known.</summary>
    public static DraftReach Read(ITravel travel, long[] presence, int[] beatOfArea, long[][] sums, int depth) => new(travel, presence, beatOfArea, sums, depth);

    /// <summary>The chance that a free unit of all is in each area, in whole parts.</summary>
    public static long[] CountPresence(double[] callsPerHour)
    {
        var presence = UnitTravel.PresenceByCalls(callsPerHour);
        var all = presence.Sum();
        return Array.ConvertAll(presence, one => Math.Max(1, (long)Math.Round(one / all * Parts)));
    }

    /// <summary>Of another plan of the same city: sums of beats that are the same are shared. Cost: O(areas × (areas that moved + units)).</summary>
    /// <param name="beatOfArea">Every beat has an area.</param>
    public DraftReach With(int[] beatOfArea, int units, int depth)
    {
        var from = FindOrigins(beatOfArea, units);
        var minutes = new double[beatOfArea.Length];
        var rows = new long[units][];
        var areas = Enumerable.Range(0, beatOfArea.Length).ToLookup(area => beatOfArea[area]);
        var areasBefore = Enumerable.Range(0, beatOfArea.Length).ToLookup(area => BeatOfArea[area]);
        for (var unit = 0; unit < units; unit++)
        {
            int[] come = [.. areas[unit].Where(area => BeatOfArea[area] != from[unit])];
            int[] go = [.. areasBefore[from[unit]].Where(area => beatOfArea[area] != unit)];
            if (come.Length + go.Length == 0)
            {
                rows[unit] = Sums[from[unit]];
                continue;
            }

            var isNew = come.Length + go.Length > areas[unit].Count();
            rows[unit] = isNew ? new long[beatOfArea.Length] : [.. Sums[from[unit]]];
            foreach (var area in isNew ? areas[unit] : come)
            {
                Add(_travel, _presence, area, 1, rows[unit], minutes);
            }

            foreach (var area in isNew ? [] : go)
            {
                Add(_travel, _presence, area, -1, rows[unit], minutes);
            }
        }

        return new DraftReach(_travel, _presence, beatOfArea, rows, depth);
    }

    /// <summary>Per beat the one before that most of its areas were in; of several the first.</summary>
    private int[] FindOrigins(int[] beatOfArea, int units)
    {
        var shared = new Dictionary<(int Unit, int Before), int>();
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            var pair = (beatOfArea[area], BeatOfArea[area]);
            shared[pair] = shared.GetValueOrDefault(pair) + 1;
        }

        var (origin, most) = (new int[units], new int[units]);
        foreach (var ((unit, before), count) in shared.OrderBy(pair => pair.Key))
        {
            (origin[unit], most[unit]) = count > most[unit] ? (before, count) : (origin[unit], most[unit]);
        }

        return origin;
    }

    private static void Add(ITravel travel, long[] presence, int area, int sign, long[] sums, double[] minutes)
    {
        Array.Clear(minutes);
        travel.AddMinutes(area, presence[area], minutes);
        for (var to = 0; to < sums.Length; to++)
        {
            sums[to] += sign * (long)Math.Round(minutes[to] * PartsOfMinute);
        }
    }

    private static long[][] NewRows(int units, int areas) => [.. Enumerable.Range(0, units).Select(_ => new long[areas])];

    /// <summary>The nearest units of each area by insertion; ties as in <see cref="PreferenceLists"/>.</summary>
    private int[] RankAll(int depth)
    {
        var order = new int[BeatOfArea.Length * depth];
        var best = new PreferenceLists.Key[depth];
        for (var area = 0; area < BeatOfArea.Length; area++)
        {
            var count = 0;
            for (var unit = 0; unit < Sums.Length; unit++)
            {
                // Most units are too far to be asked for more than their minutes.
                if (count == depth && unit != BeatOfArea[area] && Minutes(unit, area) * 1e6 > best[^1].Microminutes + 1)
                {
                    continue;
                }

                var key = PreferenceLists.KeyOf(Minutes(unit, area), area, unit, BeatOfArea[area]);
                if (count == depth && key.CompareTo(best[^1]) >= 0)
                {
                    continue;
                }

                var at = count < depth ? count++ : depth - 1;
                for (; at > 0 && key.CompareTo(best[at - 1]) < 0; at--)
                {
                    best[at] = best[at - 1];
                }

                best[at] = key;
            }

            for (var rank = 0; rank < depth; rank++)
            {
                order[area * depth + rank] = best[rank].Unit;
            }
        }

        return order;
    }
}
