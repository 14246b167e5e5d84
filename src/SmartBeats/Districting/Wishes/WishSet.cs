namespace SmartBeats.Districting;

/// <summary>The wishes on one graph, made ready for work: sums over areas throughout, so that they carry over to coarser graphs.</summary>
/// <remarks>Built once, never changed. <see cref="WishBook"/> keeps the sums of one plan.</remarks>
internal sealed record WishSet
{
    /// <summary>Of a typical area, in mean edge costs: a change that wins nothing is not made.</summary>
    private const double FirstAwayPrice = 0.05;

    /// <summary>Price of a group that is cut up, times what its parts come to, in perimeters of a beat.</summary>
    private const double WholePerimeters = 2;

    /// <summary>Further criteria: per criterion, the weight of every area, heavy areas and locked beats set aside as in the first.</summary>
    public long[][] Criteria { get; private init; } = [];

    /// <summary>How much the deviation of each counts beside the first criterion's.</summary>
    public double[] CriterionWeight { get; private init; } = [];

    /// <summary>Fair share of each.</summary>
    public double[] CriterionMean { get; private init; } = [];

    /// <summary>Per area its beat today; null where no plan is kept.</summary>
    public int[]? Home { get; private init; }

    /// <summary>What an area's change of beat takes from the budget: its own workload, heavy or not.</summary>
    public long[] Workload { get; private init; } = [];

    /// <summary>Most workload that may be away from home.</summary>
    public long Budget { get; private init; } = long.MaxValue;

    /// <summary>Price of the first unit of workload that leaves home, in the graph's costs; it rises as the budget runs out.</summary>
    public double AwayPrice { get; private init; }

    /// <summary>Price of every unit of workload away from home, in the graph's costs, part of what plans are chosen by; 0 for none.</summary>
    public double FlatAwayPrice { get; private init; }

    /// <summary>Per area whether it stays.</summary>
    public bool[] Locked { get; private init; } = [];

    /// <summary>Per beat whether nothing may join it.</summary>
    public bool[] LockedBeat { get; private init; } = [];

    /// <summary>Per area its ground in square metres; null where that is no matter.</summary>
    public long[]? Ground { get; private init; }

    /// <summary>Price of one beat's squared relative deviation from the mean ground, in the graph's costs.</summary>
    public double GroundPrice { get; private init; }

    public int Stations { get; private init; }

    /// <summary>At v * <see cref="Stations"/> + s: share of all workload in area v, in billionths, times its metres to station s.</summary>
    public long[] StationMetres { get; private init; } = [];

    /// <summary>Price of one unit of the above, in the graph's costs.</summary>
    public double StationPrice { get; private init; }

    /// <summary>Groups of areas wished whole; null where none is.</summary>
    public WholeGroups? Whole { get; private init; }

    public bool HasPreferences => HasBeatPreferences || Whole is not null;

    /// <summary>Whether a preference is priced beat by beat, of the beat's own sums.</summary>
    public bool HasBeatPreferences => Ground is not null || Stations > 0;

    /// <param name="graph">With the first criterion's weights, heavy areas and locked beats set aside.</param>
    public static WishSet Of(DistrictingProblem problem, FlatGraph graph)
    {
        var wishes = problem.Wishes!;
        var (areas, beats) = (graph.Count, problem.Beats);
        var locked = new bool[areas];
        var lockedBeat = new bool[beats];
        foreach (var beat in wishes.Current?.LockedBeats ?? [])
        {
            lockedBeat[beat] = true;
        }

        for (var v = 0; v < areas && wishes.Current is not null; v++)
        {
            locked[v] = lockedBeat[wishes.Current.BeatOfArea[v]];
        }

        foreach (var v in wishes.Current?.LockedAreas ?? [])
        {
            locked[v] = true;
        }

        var criteria = wishes.Criteria.Select(criterion => SetAside.Of(criterion.Weights, beats, problem.Tolerance, wishes.Current).Weights).ToArray();
        var perimeter = 4 * Math.Sqrt(areas / (double)beats) * graph.MeanCost();
        var stations = wishes.Stations is null ? [] : ShareMetres(wishes.Stations, problem.Graph.Weights);
        long[] workload = wishes.Current?.BudgetWeights ?? [.. problem.Graph.Weights];
        return new WishSet
        {
            Criteria = criteria,
            CriterionWeight = [.. wishes.Criteria.Select(criterion => criterion.Weight)],
            CriterionMean = [.. criteria.Select(weights => weights.Sum() / (double)beats)],
            Home = wishes.Current?.BeatOfArea,
            Workload = workload,
            Budget = wishes.Current?.BudgetOf(workload.Sum()) ?? long.MaxValue,
            AwayPrice = FirstAwayPrice * graph.MeanCost() * areas / Math.Max(1, workload.Sum()),
            Locked = locked,
            LockedBeat = lockedBeat,
            Ground = wishes.EqualArea is { } equal ? [.. equal.SquareMetres.Select(metres => (long)Math.Round(Math.Min(metres, 1e12)))] : null,
            GroundPrice = 4 * perimeter * (wishes.EqualArea?.Strength ?? 0),
            Stations = wishes.Stations is { } near ? near.Metres[0].Length : 0,
            StationMetres = stations,
            Whole = wishes.KeepWhole.Count == 0 ? null : WholeGroups.Create(wishes.KeepWhole, areas, WholePerimeters * perimeter * WishBook.Fixed),
            StationPrice = wishes.Stations is { } wish ? wish.Weight * perimeter * beats / 2 / Math.Max(1, NearestSum(stations, wish.Metres[0].Length)) : 0,
        };
    }

    /// <summary>The hard wishes and the criteria alone.</summary>
    public WishSet WithoutPreferences() => this with { Ground = null, Stations = 0, StationMetres = [], Whole = null };

    /// <summary>On a graph in which areas are merged: only such as have one home and are locked alike.</summary>
    public WishSet Project(int[] parent, int count) => this with
    {
        Criteria = Array.ConvertAll(Criteria, weights => Sum(weights, parent, count)),
        Home = Home is null ? null : Coarsening.Lift(Home, parent, count),
        Workload = Sum(Workload, parent, count),
        Locked = Coarsening.Lift(Locked, parent, count),
        Ground = Ground is null ? null : Sum(Ground, parent, count),
        StationMetres = SumRows(parent, count),
        Whole = Whole?.Project(parent, count),
    };

    /// <summary>Forbids merging areas of different homes, or one that is locked with one that is not; beside the labels there are.</summary>
    public long[]? Refine(long[]? labels)
    {
        if (Home is null)
        {
            return labels;
        }

        var refined = new long[Home.Length];
        for (var v = 0; v < refined.Length; v++)
        {
            refined[v] = ((labels?[v] ?? 0) * LockedBeat.Length + Home[v]) * 2 + (Locked[v] ? 1 : 0);
        }

        return refined;
    }

    /// <summary>Beats of each connected part as they are today; null where no plan is kept.</summary>
    public int[]? BeatsOfPart(Components parts)
    {
        if (Home is null)
        {
            return null;
        }

        var beats = new int[parts.Count];
        var seen = new bool[LockedBeat.Length];
        for (var v = 0; v < Home.Length; v++)
        {
            beats[parts.Of[v]] += seen[Home[v]] ? 0 : 1;
            seen[Home[v]] = true;
        }

        return beats;
    }

    /// <summary>The same wishes without a budget: workload away from home costs alike, however much it is, and weighs in the choice of plans.</summary>
    /// <param name="price">Of a unit of workload, in the graph's costs.</param>
    public WishSet WithFlatAwayPrice(double price) => this with { Budget = long.MaxValue, FlatAwayPrice = price };

    private static long[] ShareMetres(StationWish wish, IReadOnlyList<long> workload)
    {
        var stations = wish.Metres[0].Length;
        var total = (double)workload.Sum();
        var metres = new long[workload.Count * stations];
        for (var v = 0; v < workload.Count; v++)
        {
            var share = (long)Math.Round(1e9 * (total > 0 ? workload[v] / total : 1.0 / workload.Count));
            for (var s = 0; s < stations; s++)
            {
                metres[v * stations + s] = share * wish.Metres[v][s];
            }
        }

        return metres;
    }

    /// <summary>Were every area served by the station nearest to it: what no plan can beat, and the scale of the preference.</summary>
    private static double NearestSum(long[] stationMetres, int stations)
    {
        var sum = 0.0;
        for (var v = 0; v < stationMetres.Length; v += stations)
        {
            sum += stationMetres.AsSpan(v, stations).ToArray().Min();
        }

        return sum;
    }

    private static long[] Sum(long[] values, int[] parent, int count)
    {
        var sums = new long[count];
        for (var v = 0; v < parent.Length; v++)
        {
            sums[parent[v]] += values[v];
        }

        return sums;
    }

    private long[] SumRows(int[] parent, int count)
    {
        var sums = new long[count * Stations];
        for (var v = 0; v < parent.Length; v++)
        {
            for (var s = 0; s < Stations; s++)
            {
                sums[parent[v] * Stations + s] += StationMetres[v * Stations + s];
            }
        }

        return sums;
    }
}
