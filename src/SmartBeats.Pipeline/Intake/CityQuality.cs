using System.Text.Json;

namespace SmartBeats.Pipeline.Intake;

/// <summary>What a city has and what it lacks: read before any figure that rests on it. Holds no address, no event number and no exact place.</summary>
/// <param name="Map">Null while there is none.</param>
/// <param name="Uploads">The last ten, the latest first, without values of rows.</param>
public sealed record CityQuality(MapQuality? Map, CallQuality Calls, IReadOnlyList<UploadRecord> Uploads)
{
    /// <summary>As the API answers it.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, IntakeJson.Written.CityQuality);
}

/// <param name="File">It came in.</param>
/// <param name="Notes">What was found in it, a sentence each; empty where it was loaded before notes were kept.</param>
public sealed record MapQuality(string File, int Areas, string Version, IReadOnlyList<string> Notes);

/// <summary>Of a city's calls.</summary>
/// <param name="Total">Calls that are loaded.</param>
/// <param name="Version">Of these.</param>
/// <param name="First">Local day of the first one that is no stray; null without calls.</param>
/// <param name="Last">Likewise of the last one.</param>
/// <param name="WithoutPlace">Rows of the files on record that were left out for want of a place; a file sent again counts once, by its name.</param>
/// <param name="Outside">Null while there is no map.</param>
/// <param name="Gaps">Stretches without a call where many were to be expected.</param>
/// <param name="Strays">Days with a few calls far from all others: mistyped dates.</param>
/// <param name="Notes">On the time that is covered, a sentence each.</param>
/// <param name="Rejected">Rows of the files on record by reason, the most frequent first; counted as <paramref name="WithoutPlace"/>.</param>
/// <param name="Fields">What may be missing, with the share of calls that have it.</param>
public sealed record CallQuality(
    long Total,
    string Version,
    string? First,
    string? Last,
    long WithoutPlace,
    OutsideCalls? Outside,
    IReadOnlyList<DayGap> Gaps,
    IReadOnlyList<StrayDay> Strays,
    IReadOnlyList<string> Notes,
    IReadOnlyList<RejectedTally> Rejected,
    IReadOnlyList<FilledField> Fields)
{
    /// <summary>Months by the stamps of their calls, ascending; null where no call has any.</summary>
    public IReadOnlyList<StampMonth>? Stamps { get; init; }
}

/// <summary>Calls of a month by the stamps they have.</summary>
/// <param name="Month">Such as <c>2021-06</c>.</param>
/// <param name="WithoutDispatched">Calls that do not say when a unit was sent.</param>
/// <param name="WithoutArrived">Calls that do not say when the first unit arrived.</param>
/// <param name="WithoutCleared">Calls that do not say when they were closed.</param>
/// <param name="Implausible">Calls with stamps in the wrong order, or two of them more than a day apart: no time between those counts.</param>
public sealed record StampMonth(string Month, long Calls, long WithoutDispatched, long WithoutArrived, long WithoutCleared, long Implausible);

/// <summary>Calls in no area of the map.</summary>
/// <param name="Sample">Places of some: longitude and latitude to three decimals, some 100 m; the most frequent first.</param>
public sealed record OutsideCalls(long Calls, IReadOnlyList<double[]> Sample);

/// <param name="From">First day without a call, <c>yyyy-MM-dd</c> local.</param>
/// <param name="To">Last day without one.</param>
public sealed record DayGap(string From, string To, int Days);

/// <param name="Day"><c>yyyy-MM-dd</c>, local.</param>
public sealed record StrayDay(string Day, long Calls);

/// <param name="Reason">As in <c>rejected.csv</c>; holds nothing of a row.</param>
public sealed record RejectedTally(string Reason, long Rows);

/// <param name="Field">As files name it.</param>
/// <param name="Filled">Share of the calls that have it, in [0, 1].</param>
public sealed record FilledField(string Field, double Filled);
