using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Calls to count: those of a store, or of a file that was read.</summary>
public interface ICallSource
{
    /// <summary>The version of the city's calls: order-independent over the rows, equal for equal rows from every source.</summary>
    Task<string> VersionAsync(string city, CancellationToken cancellation = default);

    /// <summary>Whether any of the city's calls has a field; also true for a city without calls.</summary>
    Task<bool> HasFieldAsync(string city, CallField field, CancellationToken cancellation = default);

    /// <summary>Cuts the city's calls under a request into parts of about <paramref name="callsPerPart"/>, by longitude. A source that reads fast may answer with one.</summary>
    Task<IReadOnlyList<CallPart>> PartitionAsync(string city, PlanRequest request, int callsPerPart, CancellationToken cancellation = default);

    /// <summary>The calls of a part under the request, by coordinate: in any order, and one coordinate may come more than once.</summary>
    IAsyncEnumerable<PointTally> ReadPointsAsync(string city, PlanRequest request, CallPart part, CancellationToken cancellation = default);

    /// <summary>The calls of a part under the request, by coordinate and local day, each workload's weight beside the other: in any order, and one coordinate and day may come more than once. In batches: most calls are a tally of their own.</summary>
    IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(string city, PlanRequest request, CallPart part, CancellationToken cancellation = default);

    /// <summary>All the city's calls by local day, whatever a request counts: what time they cover. A day once, ascending.</summary>
    Task<IReadOnlyList<DayTally>> ReadDaysAsync(string city, CancellationToken cancellation = default);

    /// <summary>The natures of all the city's calls, the most frequent first: all of them, or the first <see cref="CallSummary.MostNatures"/>. None for calls without one.</summary>
    Task<IReadOnlyList<string>> ReadNaturesAsync(string city, CancellationToken cancellation = default);

    /// <summary>All the city's calls by local day and the stamps they have. A day once, ascending.</summary>
    Task<IReadOnlyList<StampTally>> ReadStampsAsync(string city, CancellationToken cancellation = default);

    /// <summary>How long calls under the request take an officer, and when the first and the last of them came: one answer, at most some ten thousand rows.</summary>
    Task<IReadOnlyList<ServiceTally>> ReadServiceAsync(string city, PlanRequest request, CancellationToken cancellation = default);

    /// <summary>The calls of a part under the request, one by one and without their event numbers, in any order but always the same. In batches.</summary>
    IAsyncEnumerable<IReadOnlyList<Call>> ReadCallsAsync(string city, PlanRequest request, CallPart part, CancellationToken cancellation = default);

    /// <summary>Counts what passes the request's filters on data, priorities, dispositions, dates, weekdays and hours, and what every other choice would let pass.</summary>
    /// <param name="map">Tells what lies outside it, where the source can; null not to ask.</param>
    Task<CallSummary> SummariseAsync(string city, PlanRequest request, IndexedMap? map = null, CancellationToken cancellation = default);
}

/// <summary>A city's calls: SQLite on a laptop, Aurora PostgreSQL in the cloud. Both keep the same rows and the same version.</summary>
public interface ICallStore : ICallSource, IAsyncDisposable
{
    /// <summary>Opens a load. Nothing of it is visible until it is committed; one that is disposed before leaves no trace.</summary>
    /// <param name="replaces">A period the load holds whole: on commit the city's calls of that period that are not among the load's are removed. Null to only add and change.</param>
    /// <param name="name">Of the file or files, by which people tell loads apart.</param>
    Task<ICallLoad> BeginLoadAsync(string city, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default);

    /// <summary>Opens a load under a name, or takes it up where an earlier process left it.</summary>
    /// <param name="loadId">The same for the same rows in the same order. Where a store keeps what arrived, it survives disposal, and ends by a commit or <see cref="AbandonLoadAsync"/>.</param>
    /// <param name="replaces">As of <see cref="BeginLoadAsync"/>; the same whenever the load is taken up.</param>
    /// <param name="name">As of <see cref="BeginLoadAsync"/>.</param>
    Task<ICallLoad> ContinueLoadAsync(string city, string loadId, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default);

    /// <summary>Drops what arrived under a load's name.</summary>
    Task AbandonLoadAsync(string loadId, CancellationToken cancellation = default);

    /// <summary>Loads that are in the city's calls, the latest first.</summary>
    Task<IReadOnlyList<PastLoad>> ListLoadsAsync(string city, CancellationToken cancellation = default);

    /// <summary>Takes a load back whole: calls are what all other loads make of them.</summary>
    /// <remarks>
    /// A call that only this load brought goes; one it changed is again what it was, and one it removed with a replaced period comes back,
    /// unless a later load has brought it or replaced its period. A call that another load brought alike stays. Moves the version.
    /// </remarks>
    /// <param name="number">Of the load, as <see cref="ListLoadsAsync"/> gives it.</param>
    /// <param name="isDryRun">Only counts what it would do.</param>
    /// <returns>Null where there is no such load.</returns>
    Task<TakenBack?> TakeBackAsync(string city, int number, bool isDryRun = false, CancellationToken cancellation = default);

    /// <summary>Whether there is a call of that number.</summary>
    Task<bool> ContainsAsync(string city, string eventNumber, CancellationToken cancellation = default);

    /// <summary>Removes one call; false where there is none of that number. Moves the version.</summary>
    Task<bool> ForgetAsync(string city, string eventNumber, CancellationToken cancellation = default);
}

/// <summary>Rows on their way into a call store. Of two rows with one event number the later wins.</summary>
public interface ICallLoad : IAsyncDisposable
{
    void Add(ReadOnlySpan<Call> calls);

    Task<CallLoadCounts> CommitAsync(CancellationToken cancellation = default);

    /// <summary>Counts what a commit would do, and ends the load without a change.</summary>
    Task<CallLoadCounts> CheckAsync(CancellationToken cancellation = default);
}

/// <summary>What a load did. A row given twice within the load counts once here.</summary>
/// <param name="Version">The version of the city's calls after the load.</param>
/// <param name="Removed">Calls of the replaced period that the load did not hold; 0 where it replaced none.</param>
public sealed record CallLoadCounts(long Inserted, long Updated, long Unchanged, string Version, long Removed = 0);

/// <summary>A load that was committed and not taken back.</summary>
/// <param name="Number">From 1 within the city, in the order of the commits.</param>
/// <param name="Name">Of its file or files; empty where nobody said.</param>
/// <param name="Loaded">UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.</param>
/// <param name="Inserted">As of <see cref="CallLoadCounts"/>, when it was committed; likewise the next three.</param>
public sealed record PastLoad(int Number, string Name, string Loaded, long Inserted, long Updated, long Unchanged, long Removed);

/// <summary>What taking a load back does.</summary>
/// <param name="Removed">Calls that are gone.</param>
/// <param name="Restored">Calls that are again what they were, and those that came back.</param>
/// <param name="Version">Of the city's calls afterwards.</param>
public sealed record TakenBack(long Removed, long Restored, string Version);

/// <summary>A slice of a city's calls: longitudes in [From, To).</summary>
/// <param name="FromLongitude">Null for no limit.</param>
/// <param name="ToLongitude">Null for no limit.</param>
public sealed record CallPart(int Number, double? FromLongitude, double? ToLongitude)
{
    /// <summary>All of a city's calls.</summary>
    public static CallPart Everything { get; } = new(0, null, null);
}

/// <summary>Calls at one coordinate.</summary>
/// <param name="Weight">In units of the request's workload (<see cref="AreaWorkload.UnitsPerOne"/>).</param>
/// <param name="WithoutMinutes">Of these, calls that have no service minutes and so weigh nothing in officer-minutes.</param>
public readonly record struct PointTally(double Longitude, double Latitude, long Calls, long Weight, long WithoutMinutes);

/// <summary>Calls at one coordinate on one day, and what they weigh under each workload: one reading serves them all.</summary>
/// <param name="Day">Days since 1970-01-01 by the city's wall clock; may be negative.</param>
/// <param name="MinuteHundredths">Service minutes, in hundredths; 0 where a call has none.</param>
/// <param name="PriorityThousandths">By the request's priority weights, in thousandths.</param>
/// <param name="WithoutMinutes">Of these, calls that lack the minutes the request counts.</param>
/// <param name="CallUnits">What the calls weigh as calls: their number, or thousandths where some are handled otherwise.</param>
/// <param name="OfficerSeconds">Of officers on scene, where the request counts them; 0 where a call's stamps do not say.</param>
/// <param name="BegunByOfficers">Of these, calls that officers began.</param>
/// <param name="OfficeCalls">Of these, calls on weekdays from 8 to 17, when a counter is open.</param>
public readonly record struct DatedTally(
    double Longitude, double Latitude, int Day, long Calls, long MinuteHundredths, long PriorityThousandths, long WithoutMinutes, long CallUnits, long OfficerSeconds, long BegunByOfficers,
    long OfficeCalls)
{
    /// <summary>Characters of a disposition that are told apart: an answer of a database has room for no more.</summary>
    public const int LongestDisposition = 60;

    /// <summary>How the calls were resolved, its first characters; empty where nothing says.</summary>
    public string Disposition { get; init; } = "";

    /// <summary>One call.</summary>
    internal static DatedTally FromCall(in Call call, CallFilter filter) => new(
        call.Longitude,
        call.Latitude,
        DayRange.ToDay(call.LocalSeconds),
        1,
        filter.WeighAs(WorkloadKind.ServiceMinutes, call),
        filter.WeighAs(WorkloadKind.PriorityWeights, call),
        filter.LacksMinutes(call) ? 1 : 0,
        filter.WeighAs(WorkloadKind.Calls, call),
        filter.CountsOnScene ? filter.WeighAs(WorkloadKind.TimeOnScene, call) : 0,
        call.SourceCode == 1 ? 1 : 0,
        _office.Contains(call.LocalSeconds) ? 1 : 0)
    {
        Disposition = call.Disposition.Length <= LongestDisposition ? call.Disposition : string.Concat(call.Disposition.EnumerateRunes().Take(LongestDisposition)),
    };

    private static readonly WeekSlice _office = WeekSlice.Shift(8, 17, [.. Enumerable.Range(1, 5).Select(day => (NodaTime.IsoDayOfWeek)day)]);

    /// <summary>Whole units of a workload (<see cref="AreaWorkload.UnitsPerOne"/>), periods not weighed.</summary>
    public long WeighAs(WorkloadKind workload) => workload switch
    {
        WorkloadKind.ServiceMinutes => MinuteHundredths,
        WorkloadKind.TimeOnScene => OfficerSeconds,
        WorkloadKind.PriorityWeights => PriorityThousandths,
        _ => CallUnits,
    };
}
