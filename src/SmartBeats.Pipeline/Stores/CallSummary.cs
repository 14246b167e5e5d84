using SmartBeats.Geography;

namespace SmartBeats.Pipeline.Stores;

/// <summary>How many calls pass a request's filters, and how many each other choice would let pass.</summary>
/// <remarks>
/// A list of values counts calls under all filters but its own: priorities under the dispositions, dates and hours asked for, whatever
/// priorities are. So a form can say what every choice would add.
/// </remarks>
/// <param name="Calls">Calls that pass all filters.</param>
/// <param name="Total">All the city's calls.</param>
/// <param name="Outside">Of those that pass, how many lie in no area; null where the source cannot tell.</param>
/// <param name="Minutes">Officer-minutes of the calls that pass.</param>
/// <param name="HasMinutes">Whether any of them has minutes.</param>
/// <param name="First">Local time of the first that passes, <c>2019-01-01T00:00:00</c>; null where none does.</param>
/// <param name="Last">Local time of the last.</param>
/// <param name="Days">Local days with a call that passes.</param>
/// <param name="Priorities">Every priority of the city's calls, ascending; 0 for calls without one.</param>
/// <param name="Dispositions">Of the city's dispositions the most frequent, in ordinal order; empty text for calls without one.</param>
/// <param name="Months">Months with calls, ascending.</param>
public sealed record CallSummary(
    long Calls,
    long Total,
    long? Outside,
    double Minutes,
    bool HasMinutes,
    string? First,
    string? Last,
    int Days,
    IReadOnlyList<PriorityCount> Priorities,
    IReadOnlyList<ValueCount> Dispositions,
    DataCount Data,
    IReadOnlyList<MonthCount> Months,
    WeekCount Week)
{
    /// <summary>Dispositions listed at most: more are no list of choices.</summary>
    public const int MostDispositions = 500;

    /// <summary>Natures listed at most.</summary>
    public const int MostNatures = 2000;

    /// <summary>Of the city's natures the most frequent, in ordinal order; empty text for calls without one. Nothing but that where no call has one.</summary>
    public required IReadOnlyList<ValueCount> Natures { get; init; }

    /// <summary>Calls by who began them.</summary>
    public required SourceCount Sources { get; init; }

    /// <summary>Of the calls that pass, how many have plausible stamps of arrival and clearing.</summary>
    public required long Timed { get; init; }
}

/// <summary>Calls of one priority.</summary>
public sealed record PriorityCount(int Value, long Calls);

/// <summary>Calls of one disposition or nature.</summary>
public sealed record ValueCount(string Value, long Calls);

/// <summary>Calls by who began them.</summary>
/// <param name="Unknown">Calls of which the file did not say.</param>
public sealed record SourceCount(long Citizen, long Officer, long Unknown);

/// <summary>Calls by whether they were registered as incidents.</summary>
/// <param name="Unknown">Calls of which the file did not say.</param>
public sealed record DataCount(long Incidents, long NonIncidents, long Unknown);

/// <summary>Calls of one month, <c>2021-06</c>.</summary>
public sealed record MonthCount(string Month, long Calls);

/// <summary>Calls by hour of the week, 168 numbers from Monday 0:00.</summary>
/// <param name="Minutes">Officer-minutes of those calls that have them.</param>
public sealed record WeekCount(long[] Calls, double[] Minutes);

/// <summary>A map that tells whether a call lies in it.</summary>
/// <param name="Version">Of the map.</param>
public sealed record IndexedMap(string Version, AreaIndex Index);
