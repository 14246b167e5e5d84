using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>An uploaded calls file goes into the city's calls: all of its good rows, or nothing.</summary>
public static class IngestCalls
{
    /// <param name="content">From its beginning.</param>
    /// <inheritdoc cref="RunAsync(ICallStore, string, CallReader, IReadOnlyList{CallSource}, TextWriter?, ReplacedPeriod?, string?, CancellationToken)"/>
    public static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, CallReader reader, Stream content, TextWriter? rejectedCsv,
        ReplacedPeriod? replaces = null, string? loadId = null, CancellationToken cancellation = default) =>
        await RunAsync(calls, city, replaces, loadId, load => reader.Read(content, load.Add, rejectedCsv, cancellation), cancellation);

    /// <param name="sources">Files that make one load.</param>
    /// <param name="reader">Keeps its report, of a refused file too.</param>
    /// <param name="rejectedCsv">Receives the rejected rows; the one place that repeats addresses.</param>
    /// <param name="replaces">A period the file holds whole: calls of it that the file no longer has are removed. Null to only add and change.</param>
    /// <param name="loadId">The same for the same rows, for a load that a later call of this may take up where this one was cancelled; null to leave no trace then.</param>
    /// <param name="cancellation">Ends the reading; what has been read whole under a load's name is merged all the same.</param>
    /// <exception cref="InputException">The file is refused whole, or holds no call of the period it is to replace; nothing was loaded.</exception>
    public static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, CallReader reader, IReadOnlyList<CallSource> sources, TextWriter? rejectedCsv,
        ReplacedPeriod? replaces = null, string? loadId = null, CancellationToken cancellation = default) =>
        await RunAsync(calls, city, replaces, loadId, load => reader.Read(sources, load.Add, rejectedCsv, cancellation), cancellation);

    private static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, ReplacedPeriod? replaces, string? loadId, Func<ICallLoad, CallReadReport> read, CancellationToken cancellation)
    {
        try
        {
            await using var load = loadId is null
                ? await calls.BeginLoadAsync(city, replaces, cancellation)
                : await calls.ContinueLoadAsync(city, loadId, replaces, cancellation);
            var report = read(load);
            replaces?.ThrowIfMissed(report);
            return await load.CommitAsync(loadId is null ? cancellation : CancellationToken.None);
        }
        catch (InputException) when (loadId is not null)
        {
            await calls.AbandonLoadAsync(loadId, CancellationToken.None);
            throw;
        }
    }
}
