using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>How one load of calls is done.</summary>
/// <param name="Replaces">A period the files hold whole: calls of it that they no longer have are removed. Null to only add and change.</param>
/// <param name="LoadId">The same for the same rows, for a load that a later one of this name may take up where this was cancelled; null to leave no trace then.</param>
/// <param name="DryRun">Whether only what it would do is counted.</param>
/// <param name="Name">Of the file or files, by which people tell loads apart.</param>
public sealed record CallsLoad(ReplacedPeriod? Replaces = null, string? LoadId = null, bool DryRun = false, string Name = "");

/// <summary>An uploaded calls file goes into the city's calls: all of its good rows, or nothing.</summary>
public static class IngestCalls
{
    /// <param name="content">From its beginning.</param>
    /// <inheritdoc cref="RunAsync(ICallStore, string, CallReader, IReadOnlyList{CallSource}, TextWriter?, CallsLoad?, CancellationToken)"/>
    public static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, CallReader reader, Stream content, TextWriter? rejectedCsv, CallsLoad? how = null, CancellationToken cancellation = default) =>
        await RunAsync(calls, city, how ?? new CallsLoad(), load => reader.Read(content, load.Add, rejectedCsv, cancellation), cancellation);

    /// <param name="sources">Files that make one load.</param>
    /// <param name="reader">Keeps its report, of a refused file too.</param>
    /// <param name="rejectedCsv">Receives the rejected rows; the one place that repeats addresses.</param>
    /// <param name="how">Null to load all there is.</param>
    /// <param name="cancellation">Ends the reading; what has been read whole under a load's name is merged all the same.</param>
    /// <exception cref="InputException">The file is refused whole, or holds no call of the period it is to replace; nothing was loaded.</exception>
    public static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, CallReader reader, IReadOnlyList<CallSource> sources, TextWriter? rejectedCsv,
        CallsLoad? how = null, CancellationToken cancellation = default) =>
        await RunAsync(calls, city, how ?? new CallsLoad(), load => reader.Read(sources, load.Add, rejectedCsv, cancellation), cancellation);

    private static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, CallsLoad how, Func<ICallLoad, CallReadReport> read, CancellationToken cancellation)
    {
        try
        {
            await using var load = how.LoadId is null
                ? await calls.BeginLoadAsync(city, how.Replaces, how.Name, cancellation)
                : await calls.ContinueLoadAsync(city, how.LoadId, how.Replaces, how.Name, cancellation);
            var report = read(load);
            how.Replaces?.ThrowIfMissed(report);
            return how.DryRun ? await load.CheckAsync(cancellation) : await load.CommitAsync(how.LoadId is null ? cancellation : CancellationToken.None);
        }
        catch (InputException) when (how.LoadId is not null)
        {
            await calls.AbandonLoadAsync(how.LoadId, CancellationToken.None);
            throw;
        }
    }
}
