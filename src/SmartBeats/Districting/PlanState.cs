namespace SmartBeats.Districting;

/// <summary>A plan being worked on: beat of every area, loads, border cost and the list of areas that touch another beat, all kept up to date move by move.</summary>
internal sealed class PlanState
{
    private readonly int[] _foreign;
    private readonly int[] _position;
    private readonly BeatBorders _byBeat;

    public PlanState(FlatGraph graph, int beats, int[] beatOf)
    {
        Graph = graph;
        Beats = beats;
        BeatOf = (int[])beatOf.Clone();
        Load = new long[beats];
        Size = new int[beats];
        Border = new int[graph.Count];
        _foreign = new int[graph.Count];
        _position = new int[graph.Count];
        _byBeat = new BeatBorders(graph.Count, beats);
        Recount();
    }

    public FlatGraph Graph { get; }

    public int Beats { get; }

    public int[] BeatOf { get; }

    public long[] Load { get; }

    public int[] Size { get; }

    /// <summary>Areas with a neighbour in another beat, in no particular order: the first <see cref="BorderCount"/> entries.</summary>
    public int[] Border { get; }

    public int BorderCount { get; private set; }

    /// <summary>A random border area of one beat; -1 where it has none.</summary>
    public int RandomBorderArea(int beat, uint draw) => _byBeat.Pick(beat, draw);

    /// <summary>Sum of the costs of edges between beats.</summary>
    public long Cut { get; private set; }

    public void Restore(int[] beatOf)
    {
        beatOf.CopyTo(BeatOf, 0);
        Recount();
    }

    /// <summary>Moves an area to another beat. <paramref name="cutChange"/> is what that does to <see cref="Cut"/>.</summary>
    public void Move(int v, int to, long cutChange)
    {
        var from = BeatOf[v];
        BeatOf[v] = to;
        var weight = Graph.Weight[v];
        Load[from] -= weight;
        Load[to] += weight;
        Size[from]--;
        Size[to]++;
        Cut += cutChange;
        var foreign = 0;
        var neighbours = Graph.Neighbour;
        var end = Graph.First[v + 1];
        for (var e = Graph.First[v]; e < end; e++)
        {
            var u = neighbours[e];
            var beat = BeatOf[u];
            if (beat != to)
            {
                foreign++;
            }

            if (beat == from)
            {
                if (_foreign[u]++ == 0)
                {
                    AddToBorder(u);
                    _byBeat.Add(from, u);
                }
            }
            else if (beat == to && --_foreign[u] == 0)
            {
                RemoveFromBorder(u);
                _byBeat.Remove(to, u);
            }
        }

        if (_foreign[v] > 0)
        {
            _byBeat.Remove(from, v);
        }

        if (foreign > 0)
        {
            _byBeat.Add(to, v);
        }

        if (foreign > 0 != _foreign[v] > 0)
        {
            if (foreign > 0)
            {
                AddToBorder(v);
            }
            else
            {
                RemoveFromBorder(v);
            }
        }

        _foreign[v] = foreign;
    }

    /// <summary>What moving an area would do to <see cref="Cut"/>.</summary>
    public long CutChange(int v, int to)
    {
        var from = BeatOf[v];
        var change = 0L;
        for (var e = Graph.First[v]; e < Graph.First[v + 1]; e++)
        {
            var beat = BeatOf[Graph.Neighbour[e]];
            if (beat == from)
            {
                change += Graph.Cost[e];
            }
            else if (beat == to)
            {
                change -= Graph.Cost[e];
            }
        }

        return change;
    }

    private void Recount()
    {
        Array.Clear(Load);
        Array.Clear(Size);
        BorderCount = 0;
        _byBeat.Clear();
        Cut = 0;
        for (var v = 0; v < Graph.Count; v++)
        {
            Load[BeatOf[v]] += Graph.Weight[v];
            Size[BeatOf[v]]++;
            _foreign[v] = 0;
            for (var e = Graph.First[v]; e < Graph.First[v + 1]; e++)
            {
                if (BeatOf[Graph.Neighbour[e]] != BeatOf[v])
                {
                    _foreign[v]++;
                    Cut += v < Graph.Neighbour[e] ? Graph.Cost[e] : 0;
                }
            }

            if (_foreign[v] > 0)
            {
                AddToBorder(v);
                _byBeat.Add(BeatOf[v], v);
            }
        }
    }

    private void AddToBorder(int v)
    {
        _position[v] = BorderCount;
        Border[BorderCount++] = v;
    }

    private void RemoveFromBorder(int v)
    {
        var last = Border[--BorderCount];
        Border[_position[v]] = last;
        _position[last] = _position[v];
    }
}
