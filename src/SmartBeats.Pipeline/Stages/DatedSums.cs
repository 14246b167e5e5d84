using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Calls added up by area and day under several workloads, from one reading.</summary>
/// <remarks>
/// A call on an edge between areas counts once, in the area with the lower index. Rows are added up whenever a block of them
/// is full, so memory grows with the pairs of an area and a day that have calls, not with the calls: 16 bytes a pair where each call counts 1.
/// </remarks>
internal sealed class DatedSums
{
    private const int FirstRows = 1 << 16;
    private const int FixedColumns = 3;

    private readonly int _areas;
    private readonly WorkloadKind[] _workloads;
    private readonly CountColumn[] _columns; // calls without minutes, calls, those begun by officers, then what the workloads weigh
    private long[] _places = new long[FirstRows]; // area and day in one number; calls in no area lie behind the last area
    private int _count;

    private DatedSums(int areas, IEnumerable<WorkloadKind> workloads)
    {
        _areas = areas;
        _workloads = [.. workloads.Distinct()];
        _columns = [.. Enumerable.Range(0, FixedColumns + _workloads.Length).Select(_ => new CountColumn(FirstRows))];
    }

    /// <param name="request">Its filters count; its weights of periods must be left out.</param>
    /// <param name="workloads">What to add up; calls are counted in any case.</param>
    /// <param name="onTally">Given each tally with its area, below 0 for none.</param>
    public static async Task<DatedSums> ReadAsync(
        ICallSource calls, string city, PlanRequest request, IEnumerable<WorkloadKind> workloads, CallPart part, AreaIndex index, int areas,
        CancellationToken cancellation, Action<DatedTally, int>? onTally = null)
    {
        var sums = new DatedSums(areas, workloads);
        await foreach (var batch in calls.ReadDatedAsync(city, request, part, cancellation))
        {
            foreach (var tally in batch)
            {
                var area = index.Find(tally.Longitude, tally.Latitude);
                sums.Add(area, tally);
                onTally?.Invoke(tally, area);
            }
        }

        sums.AddUp();
        return sums;
    }

    /// <summary>Calls by area and day, sorted by them.</summary>
    public DatedLoads ToCounts() => ToLoads(_columns[1]);

    /// <summary>What a workload weighs by area and day, sorted by them: the same in whatever order a source gave its rows.</summary>
    public DatedLoads ToLoads(WorkloadKind workload) => ToLoads(ColumnOf(workload));

    private DatedLoads ToLoads(CountColumn column)
    {
        var inAreas = _count;
        while (inAreas > 0 && Split(_places[inAreas - 1]).Area == _areas)
        {
            inAreas--;
        }

        var (inArea, onDay) = (new int[inAreas], new int[inAreas]);
        for (var row = 0; row < inAreas; row++)
        {
            (inArea[row], onDay[row]) = Split(_places[row]);
        }

        return new DatedLoads(inArea, onDay, column.ToArray(inAreas));
    }

    /// <summary>What a workload weighs by area, each day's calls times what the day weighs.</summary>
    /// <param name="periods">Empty where all days count alike.</param>
    public AreaSums SumByArea(WorkloadKind workload, IReadOnlyList<WeightedPeriod> periods)
    {
        var (calls, weights) = (new long[_areas + 1], new long[_areas + 1]);
        var (counted, weighed, unitsOfDay, withoutMinutes) = (_columns[1], ColumnOf(workload), new Dictionary<int, long>(), 0L);
        var begunByOfficers = 0L;
        for (var row = 0; row < _count; row++)
        {
            var (area, day) = Split(_places[row]);
            if (!unitsOfDay.TryGetValue(day, out var units))
            {
                units = unitsOfDay[day] = periods.Count == 0 ? 1 : PeriodWeights.FindUnits(periods, day);
            }

            // Days in no period are left out by the request, not weighed by 0.
            if (units > 0)
            {
                calls[area] += counted[row];
                weights[area] += weighed[row] * units;
                withoutMinutes += area < _areas ? _columns[0][row] : 0;
                begunByOfficers += area < _areas ? _columns[2][row] : 0;
            }
        }

        return new AreaSums(calls[.._areas], weights[.._areas], calls[_areas], withoutMinutes) { BegunByOfficers = begunByOfficers };
    }

    private void Add(int area, in DatedTally tally)
    {
        if (_count == _places.Length)
        {
            AddUp();
            if (_count > _places.Length / 2)
            {
                Grow();
            }
        }

        _places[_count] = ((long)(area < 0 ? _areas : area) << 32) + tally.Day;
        _columns[0][_count] = tally.WithoutMinutes;
        _columns[1][_count] = tally.Calls;
        _columns[2][_count] = tally.BegunByOfficers;
        for (var w = 0; w < _workloads.Length; w++)
        {
            _columns[w + FixedColumns][_count] = tally.WeighAs(_workloads[w]);
        }

        _count++;
    }

    private void Grow()
    {
        Array.Resize(ref _places, _places.Length + (_places.Length / 2));
        foreach (var column in _columns)
        {
            column.Grow(_places.Length);
        }
    }

    /// <summary>Sorts the rows by area and day, and leaves one for each pair.</summary>
    private void AddUp()
    {
        var order = new int[_count];
        for (var row = 0; row < _count; row++)
        {
            order[row] = row;
        }

        Array.Sort(_places, order, 0, _count);
        for (var column = 0; column < _columns.Length; column++)
        {
            // Equal neighbours share one row of the sums.
            var (added, at) = (new CountColumn(_places.Length), -1);
            for (var row = 0; row < _count; row++)
            {
                at += row == 0 || _places[row] != _places[row - 1] ? 1 : 0;
                added[at] += _columns[column][order[row]];
            }

            _columns[column] = added;
        }

        var sums = 0;
        for (var row = 0; row < _count; row++)
        {
            if (row == 0 || _places[row] != _places[sums - 1])
            {
                _places[sums++] = _places[row];
            }
        }

        _count = sums;
    }

    private CountColumn ColumnOf(WorkloadKind workload) => _columns[FixedColumns + Array.IndexOf(_workloads, workload)];

    // A day before 1970 borrows from the area's half of the number.
    private static (int Area, int Day) Split(long place)
    {
        var day = (int)(place & uint.MaxValue);
        return ((int)((place - day) >> 32), day);
    }
}
