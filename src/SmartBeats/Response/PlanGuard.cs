using SmartBeats.Districting;

namespace SmartBeats.Response;

/// <summary>Keeps a plan a plan while it is improved: connected beats, none empty, workload within its limit, borders not much longer.</summary>
internal sealed class PlanGuard
{
    private readonly long[] _weights;
    private readonly double _mean;
    private readonly double _tolerance;
    private readonly long _mostCut;
    private readonly int[] _areas;
    private readonly int[] _queue;
    private readonly int[] _mark;
    private readonly List<AreaMove> _undo = [];
    private readonly Dictionary<int, long> _loadBefore = [];
    private readonly int[]? _anchor;
    private readonly IReadOnlyList<long> _workload;
    private readonly double _mostChanged;
    private readonly HashSet<int> _lockedAreas = [];
    private readonly HashSet<int> _lockedBeats = [];
    private long _changed;
    private int _stamp;

    /// <param name="weights">Per area; areas heavier than a fair share already set aside.</param>
    /// <param name="tolerance">Of |load - mean| / mean. A beat beyond it from the start may only come closer.</param>
    /// <param name="anchor">How far the plan may leave another one; null for freedom.</param>
    /// <param name="locks">What must not move; null for nothing.</param>
    /// <param name="borderGrowth">How much longer all borders together may become, 0.25 for a quarter.</param>
    public PlanGuard(AreaGraph graph, long[] weights, int beats, int[] beatOfArea, double tolerance, double borderGrowth, ChangeBudget? anchor = null, CurrentPlan? locks = null)
    {
        Neighbours = NeighboursOf(graph);
        BeatOf = (int[])beatOfArea.Clone();
        Load = new long[beats];
        _weights = weights;
        _tolerance = tolerance;
        _areas = new int[beats];
        _queue = new int[beatOfArea.Length];
        _mark = new int[beatOfArea.Length];
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            Load[beatOfArea[area]] += weights[area];
            _areas[beatOfArea[area]]++;
        }

        foreach (var edge in graph.Edges)
        {
            Cut += beatOfArea[edge.A] == beatOfArea[edge.B] ? 0 : edge.Cost;
        }

        _mean = Load.Sum() / (double)beats;
        // By the workload itself: an area set aside for the balance is all the more felt when it changes beat.
        _workload = anchor?.Weights ?? graph.Weights;
        _anchor = anchor?.Plan;
        _mostChanged = (anchor?.Share ?? 1) * _workload.Sum();
        if (locks is not null)
        {
            _lockedBeats = [.. locks.LockedBeats];
            _lockedAreas = [.. locks.LockedAreas, .. Enumerable.Range(0, beatOfArea.Length).Where(area => _lockedBeats.Contains(beatOfArea[area]))];
        }

        for (var area = 0; area < beatOfArea.Length && _anchor is not null; area++)
        {
            _changed += _anchor[area] == beatOfArea[area] ? 0 : _workload[area];
        }

        _mostCut = (long)(Cut * (1 + borderGrowth));
    }

    public (int Area, int Cost)[][] Neighbours { get; }

    public int[] BeatOf { get; }

    public long[] Load { get; }

    public long WeightOf(int area) => _weights[area];

    /// <summary>Length of all borders between beats, in the graph's units.</summary>
    public long Cut { get; private set; }

    /// <summary>Makes all the moves, or none where the plan would no longer be one.</summary>
    public bool Apply(IReadOnlyList<AreaMove> moves)
    {
        _undo.Clear();
        _loadBefore.Clear();
        if (moves.Any(move => _lockedAreas.Contains(move.Area) || _lockedBeats.Contains(move.ToBeat)))
        {
            return false;
        }

        var cut = Cut;
        foreach (var (area, to) in moves)
        {
            _undo.Add(new AreaMove(area, BeatOf[area]));
            _loadBefore.TryAdd(BeatOf[area], Load[BeatOf[area]]);
            _loadBefore.TryAdd(to, Load[to]);
            Move(area, to);
        }

        if (_changed <= _mostChanged && (Cut <= _mostCut || Cut <= cut) && IsBalanced() && IsConnected(moves))
        {
            return true;
        }

        TakeBack();
        return false;
    }

    /// <summary>Undoes what <see cref="Apply"/> did last.</summary>
    public void TakeBack()
    {
        for (var at = _undo.Count - 1; at >= 0; at--)
        {
            Move(_undo[at].Area, _undo[at].ToBeat);
        }

        _undo.Clear();
    }

    private void Move(int area, int to)
    {
        var from = BeatOf[area];
        foreach (var (neighbour, cost) in Neighbours[area])
        {
            Cut += BeatOf[neighbour] == from ? cost : BeatOf[neighbour] == to ? -cost : 0;
        }

        if (_anchor is not null)
        {
            _changed += (_anchor[area] == to ? 0 : _workload[area]) - (_anchor[area] == from ? 0 : _workload[area]);
        }

        Load[from] -= _weights[area];
        Load[to] += _weights[area];
        _areas[from]--;
        _areas[to]++;
        BeatOf[area] = to;
    }

    private bool IsBalanced()
    {
        foreach (var (beat, before) in _loadBefore)
        {
            var deviation = Math.Abs(Load[beat] - _mean);
            if (deviation > _tolerance * _mean && deviation > Math.Abs(before - _mean))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsConnected(IReadOnlyList<AreaMove> moves)
    {
        foreach (var beat in _loadBefore.Keys)
        {
            if (_areas[beat] == 0 || Reached(SomeAreaOf(beat, moves), beat) != _areas[beat])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A beat that took part holds an area moved or one beside it.</summary>
    private int SomeAreaOf(int beat, IReadOnlyList<AreaMove> moves)
    {
        foreach (var (area, _) in moves)
        {
            if (BeatOf[area] == beat)
            {
                return area;
            }

            foreach (var (neighbour, _) in Neighbours[area])
            {
                if (BeatOf[neighbour] == beat)
                {
                    return neighbour;
                }
            }
        }

        return Array.IndexOf(BeatOf, beat);
    }

    private int Reached(int start, int beat)
    {
        var (head, tail, seen) = (0, 1, ++_stamp);
        _queue[0] = start;
        _mark[start] = seen;
        while (head < tail)
        {
            foreach (var (neighbour, _) in Neighbours[_queue[head++]])
            {
                if (BeatOf[neighbour] == beat && _mark[neighbour] != seen)
                {
                    _mark[neighbour] = seen;
                    _queue[tail++] = neighbour;
                }
            }
        }

        return tail;
    }

    private static (int Area, int Cost)[][] NeighboursOf(AreaGraph graph)
    {
        var lists = new List<(int, int)>[graph.Weights.Count];
        for (var area = 0; area < lists.Length; area++)
        {
            lists[area] = [];
        }

        foreach (var (a, b, cost) in graph.Edges)
        {
            lists[a].Add((b, cost));
            lists[b].Add((a, cost));
        }

        return Array.ConvertAll(lists, list => list.Order().ToArray());
    }
}
