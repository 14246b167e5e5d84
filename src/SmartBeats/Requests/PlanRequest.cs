using System.Collections.ObjectModel;
using NodaTime;
using SmartBeats.Demand;
using SmartBeats.Districting;

namespace SmartBeats.Requests;

/// <summary>Which calls count.</summary>
public enum CallData
{
    All,
    Incidents,
    NonIncidents,
}

/// <summary>What a call weighs.</summary>
public enum WorkloadKind
{
    Calls,
    ServiceMinutes,

    /// <summary>From the first unit's arrival to the call's end, times the units sent.</summary>
    TimeOnScene,

    PriorityWeights,
}

/// <summary>Who began a call.</summary>
public enum CallOrigin
{
    Citizen,
    Officer,

    /// <summary>The file does not say.</summary>
    Unknown,
}

/// <summary>What to build. Exactly one of <see cref="Beats"/> and <see cref="WorkloadPerBeat"/> is set.</summary>
public sealed record PlanRequest
{
    /// <summary>The city's id; null where the caller's place says it.</summary>
    public string? City { get; init; }

    /// <summary>Beats wanted, at least 1: never one more or fewer.</summary>
    public int? Beats { get; init; }

    /// <summary>Workload wanted per beat, above 0, in calls or officer-minutes; the count is round(total / this), at least 1.</summary>
    public double? WorkloadPerBeat { get; init; }

    public CallData Data { get; init; }

    /// <summary>Priorities that count, ascending; empty for all.</summary>
    public IReadOnlyList<int> Priorities { get; init; } = [];

    /// <summary>Dispositions that count, in ordinal order; empty for all.</summary>
    public IReadOnlyList<string> Dispositions { get; init; } = [];

    /// <summary>Natures that count, in ordinal order; empty for all.</summary>
    public IReadOnlyList<string> Natures { get; init; } = [];

    /// <summary>Who may have begun a call that counts, ascending; empty for anybody.</summary>
    public IReadOnlyList<CallOrigin> Sources { get; init; } = [];

    /// <summary>Places whose calls do not count, by longitude and latitude.</summary>
    public IReadOnlyList<CallPlace> WithoutPlaces { get; init; } = [];

    /// <summary>Share of each nature's calls that is handled otherwise, without a unit, in (0, 1] to three decimals: the calls count, and weigh that much less.</summary>
    public IReadOnlyDictionary<string, decimal> Diversion { get; init; } = ReadOnlyDictionary<string, decimal>.Empty;

    /// <summary>First second that counts, the city's local time; null for no limit.</summary>
    public LocalDateTime? From { get; init; }

    /// <summary>Last second that counts, the city's local time; written to the minute it means that minute's end.</summary>
    public LocalDateTime? To { get; init; }

    /// <summary>Days of the week that count; empty for all.</summary>
    public IReadOnlyList<IsoDayOfWeek> Weekdays { get; init; } = [];

    /// <summary>Hours of the day that count; null for all.</summary>
    public HourRange? Hours { get; init; }

    public WorkloadKind Workload { get; init; }

    /// <summary>With <see cref="WorkloadKind.PriorityWeights"/>: what a call of each priority weighs, 0 to 1,000,000, to three decimals. Priorities not named weigh 1.</summary>
    public IReadOnlyDictionary<int, decimal> PriorityWeights { get; init; } = new SortedDictionary<int, decimal>();

    /// <summary>Periods whose calls count, by weight, apart from one another; empty for all alike.</summary>
    public IReadOnlyList<WeightedPeriod> WeighPeriods { get; init; } = [];

    /// <summary>Days by which a call must be older than <see cref="To"/> to count half as much, 8 to 4,000; null for all alike.</summary>
    public int? HalfLifeDays { get; init; }

    /// <summary>Days the plan is for: the same days of earlier years count, and the four months before; null for all alike.</summary>
    public DayRange? For { get; init; }

    /// <summary>Whether current beats are drawn anew for newer calls: <see cref="RedrawRules"/> fill in what is not said.</summary>
    public bool Anew { get; init; }

    /// <summary>Days the plan is expected to live, 28 to 4,000: what is foretold of it covers them. Null for a year, or for <see cref="For"/>.</summary>
    public int? LifeDays { get; init; }

    /// <summary>Largest accepted |load - mean| / mean, as a fraction in (0, 1].</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Whether <see cref="Tolerance"/> is found by the run: the widest that hardly shows on later calls (<see cref="LastingTolerance"/>). Until then it is the default.</summary>
    public bool AutoTolerance { get; init; }

    /// <summary>The request as it was before a run found its tolerance.</summary>
    public PlanRequest ForgetFoundTolerance() => AutoTolerance ? this with { Tolerance = new PlanRequest().Tolerance } : this;

    public Goal Goal { get; init; } = Goal.Compact;

    public ulong Seed { get; init; } = 1;

    /// <summary>Work budget of the engine, in its own units; null for the default of the city's size.</summary>
    public long? Effort { get; init; }

    /// <summary>Whether disconnected parts of the map may be joined by bridges.</summary>
    public bool Bridges { get; init; } = true;

    /// <summary>What the plan's evaluation on response assumes; null for no evaluation, unless the goal asks for it.</summary>
    public ResponseRequest? Response { get; init; }

    /// <summary>Shifts that get a map of their own, at most 24; empty for one map round the clock.</summary>
    public IReadOnlyList<HourRange> Shifts { get; init; } = [];

    /// <summary>Largest share of the workload that may change beat between any two shifts, in [0, 1].</summary>
    public double ShiftBudget { get; init; } = 0.1;

    /// <summary>Random legal plans the plan is ranked among, at most <see cref="Districting.Ranking.PlanRank.MostPlans"/>; 0 for no rank.</summary>
    public int Rank { get; init; }

    /// <summary>Sectors the beats are grouped into, at least 1 and at most as many as beats; 0 for none.</summary>
    public int Sectors { get; init; }

    /// <summary>How the request is tried on the past; null for not at all.</summary>
    public BacktestRequest? Backtest { get; init; }

    /// <summary>Loads to balance and what each counts; empty for the workload alone. <see cref="RequestCriterion.Of"/> reads it.</summary>
    public IReadOnlyDictionary<WorkloadKind, decimal> Balance { get; init; } = ReadOnlyDictionary<WorkloadKind, decimal>.Empty;

    /// <summary>
    /// What the workload is weighed from, by name: <c>calls</c> for calls as the request filters and weighs them, signals of the city, columns
    /// of the map. Parts of their sum, each above 0; empty for calls alone.
    /// </summary>
    public IReadOnlyDictionary<string, decimal> Weigh { get; init; } = ReadOnlyDictionary<string, decimal>.Empty;

    /// <summary>Signals of the city and columns of the map that are balanced as loads of their own, beside <see cref="Balance"/>, and what each counts.</summary>
    public IReadOnlyDictionary<string, decimal> BalanceSignals { get; init; } = ReadOnlyDictionary<string, decimal>.Empty;

    /// <summary>Columns of the map whose areas of one value are wished in one beat, with a weight above 0 and up to 10.</summary>
    public IReadOnlyDictionary<string, decimal> KeepWhole { get; init; } = ReadOnlyDictionary<string, decimal>.Empty;

    /// <summary>The column of the map that areas are called by on maps; null for a likely one.</summary>
    public string? Label { get; init; }

    /// <summary>How much beats of alike ground are wished for, in (0, 1]; null for not at all.</summary>
    public double? EqualArea { get; init; }

    /// <summary>Largest share of the workload that may have another beat than in the current ones, in [0, 1]; null for no limit.</summary>
    public double? ChangeBudget { get; init; }

    /// <summary>Beats of the current ones that stay exactly as they are, by name, in ordinal order.</summary>
    public IReadOnlyList<string> LockBeats { get; init; } = [];

    /// <summary>
    /// Current beats that are left out of the balance: they stay exactly as they are, and are counted neither in <see cref="Beats"/> nor in mean
    /// and spread. By name, in ordinal order.
    /// </summary>
    public IReadOnlyList<string> WithoutBeats { get; init; } = [];

    /// <summary>Files to write beside the usual ones, in ordinal order: <c>sheets</c>, a sheet to print for each beat.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>How much the way to the station counts beside borders, above 0 and up to 10; null for 1 where stations are given.</summary>
    public double? StationWeight { get; init; }
}

/// <summary>Hours of the day from the start of <paramref name="From"/> to the start of <paramref name="To"/>; 22 to 6 crosses midnight.</summary>
/// <param name="From">0 to 23.</param>
/// <param name="To">1 to 24, not equal to <paramref name="From"/>.</param>
public sealed record HourRange(int From, int To);
