namespace SmartBeats.Districting;

/// <summary>What a plan is asked for beside number, balance and short borders. Serialisable, as the problem it belongs to.</summary>
/// <remarks>
/// Locks and the change budget are hard: no plan met on the way breaks them. Criteria count as balance does. Equal area and stations are
/// preferences, weighed against borders. README.md of this folder says in which units.
/// </remarks>
public sealed record PlanWishes
{
    /// <summary>Loads to balance beside the graph's own weights, the first criterion.</summary>
    public IReadOnlyList<BalanceCriterion> Criteria { get; init; } = [];

    /// <summary>Beats there are today, to begin with and to stay near; null for none.</summary>
    public CurrentPlan? Current { get; init; }

    /// <summary>Beats of alike ground; null for no such wish.</summary>
    public EqualAreaWish? EqualArea { get; init; }

    /// <summary>Beats near the stations that serve them; null for no such wish.</summary>
    public StationWish? Stations { get; init; }

    /// <summary>Groups of areas in one beat each; empty for no such wish.</summary>
    public IReadOnlyList<KeepWholeWish> KeepWhole { get; init; } = [];

    internal bool AskForNothing => Criteria.Count == 0 && Current is null && EqualArea is null && Stations is null && KeepWhole.Count == 0;
}

/// <summary>One more load that beats shall carry alike.</summary>
/// <param name="Name">As the request calls it.</param>
/// <param name="Weights">Per area in whole units, 0 to 10^12.</param>
/// <param name="Weight">Above 0: how much its deviation counts beside the first criterion's, which counts 1.</param>
public sealed record BalanceCriterion(string Name, long[] Weights, double Weight);

/// <summary>Today's beats, whole: as <see cref="CurrentBeats"/> makes them usable.</summary>
/// <param name="BeatOfArea">0-based; every beat connected and none empty, exactly as many as asked for.</param>
/// <param name="ChangeBudget">Largest share of the workload that may change beat, in [0, 1]; null for no limit.</param>
/// <param name="LockedAreas">Areas that stay in their beat.</param>
/// <param name="LockedBeats">Beats that stay exactly as they are, 0-based.</param>
public sealed record CurrentPlan(int[] BeatOfArea, double? ChangeBudget, int[] LockedAreas, int[] LockedBeats)
{
    /// <summary>Workload that changed beat when today's beats were made usable: taken from the budget before anything else is.</summary>
    public long SpentWorkload { get; init; }

    /// <summary>Locked beats that count in no mean and no deviation, 0-based: the plan is judged by the others.</summary>
    public int[] BeatsApart { get; init; } = [];

    /// <summary>Per area, what the budget is counted in; null for the graph's own weights.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public long[]? BudgetWeights { get; init; }

    /// <summary>The most workload that may still change beat, in whole units.</summary>
    internal long BudgetOf(long total) => ChangeBudget is { } share ? Math.Max(0, (long)Math.Floor((decimal)share * total) - SpentWorkload) : long.MaxValue;
}

/// <param name="SquareMetres">Per area.</param>
/// <param name="Strength">In (0, 1].</param>
public sealed record EqualAreaWish(double[] SquareMetres, double Strength);

/// <param name="Metres">Per area, its distance to each station in whole metres.</param>
/// <param name="Weight">In (0, 10].</param>
public sealed record StationWish(int[][] Metres, double Weight);
