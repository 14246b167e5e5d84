namespace SmartBeats.Districting;

/// <summary>A plan being worked on: beat of every area, loads, border cost and the list of areas that touch another beat, all kept up to date move by move.</summary>
internal sealed class PlanState
{
    private readonly BeatBorders _byBeat;

    public PlanState(FlatGraph graph, int beats, int[] beatOf)
    {
        Graph = graph;
        Beats = beats;
        BeatOf = (int[])beatOf.Clone();
        Load = new long[beats];
        Size = new int[beats];
        Border = new Border(graph);
        _byBeat = new BeatBorders(graph.Count, beats);
        Wishes = graph.Wishes is { } wishes ? new WishBook(wishes, beats) : null;
        Recount();
    }

    public FlatGraph Graph { get; }

    public int Beats { get; }

    public int[] BeatOf { get; }

    public long[] Load { get; }

    public int[] Size { get; }

    /// <summary>Areas with a neighbour in another beat.</summary>
    public Border Border { get; }

    /// <summary>A random border area of one beat; -1 where it has none.</summary>
    public int RandomBorderArea(int beat, uint draw) => _byBeat.Pick(beat, draw);

    /// <summary>Sum of the costs of edges between beats.</summary>
    public long Cut { get; private set; }

    /// <summary>The plan's sums under the graph's wishes; null where there are none.</summary>
    public WishBook? Wishes { get; }

    /// <summary>What counts once balance is met: <see cref="Cut"/>, and what the plan lacks in its preferences.</summary>
    public long Score => Wishes is null ? Cut : Cut + Wishes.Preference;

    /// <summary>The worst deviation by a rule, further criteria included.</summary>
    public double Worst(BalanceRule rule) => Wishes is null ? rule.Worst(Load) : Math.Max(rule.Worst(Load), Wishes.WorstDeviation());

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
        ref readonly var rim = ref Border.RimOf(v);
        var weight = rim.Weight;
        Load[from] -= weight;
        Load[to] += weight;
        Size[from]--;
        Size[to]++;
        Cut += cutChange;
        Wishes?.Moved(v, from, to);
        var (neighbours, costs, beatOf, border) = (Graph.Neighbour, Graph.Cost, BeatOf, Border);
        var keeps = 0L;
        for (var e = rim.First; e < rim.End; e++)
        {
            var u = neighbours[e];
            var beat = beatOf[u];
            if (beat == from)
            {
                if (border.Add(u, costs[e]) > 0)
                {
                    _byBeat.Add(from, u);
                }
            }
            else if (beat == to)
            {
                keeps += costs[e];
                if (border.Add(u, -costs[e]) < 0)
                {
                    _byBeat.Remove(to, u);
                }
            }
        }

        if (rim.Foreign > 0)
        {
            _byBeat.Remove(from, v);
        }

        border.Add(v, rim.Kept - keeps);
        if (rim.Foreign > 0)
        {
            _byBeat.Add(to, v);
        }
    }

    /// <summary>What moving an area would do to <see cref="Cut"/>.</summary>
    public long CutChange(int v, int to)
    {
        var from = BeatOf[v];
        var change = 0L;
        ref readonly var rim = ref Border.RimOf(v);
        for (var e = rim.First; e < rim.End; e++)
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
        Border.Clear();
        _byBeat.Clear();
        Wishes?.Reset(BeatOf);
        Cut = 0;
        for (var v = 0; v < Graph.Count; v++)
        {
            Load[BeatOf[v]] += Graph.Weight[v];
            Size[BeatOf[v]]++;
            var foreign = 0L;
            for (var e = Graph.First[v]; e < Graph.First[v + 1]; e++)
            {
                if (BeatOf[Graph.Neighbour[e]] != BeatOf[v])
                {
                    foreign += Graph.Cost[e];
                    Cut += v < Graph.Neighbour[e] ? Graph.Cost[e] : 0;
                }
            }

            if (Border.Add(v, foreign) > 0)
            {
                _byBeat.Add(BeatOf[v], v);
            }
        }
    }
}
