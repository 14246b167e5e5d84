using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>An uploaded calls file goes into the city's calls: all of its good rows, or nothing.</summary>
public static class IngestCalls
{
    /// <param name="content">From its beginning.</param>
    /// <inheritdoc cref="RunAsync(ICallStore, string, CallReader, IReadOnlyList{CallSource}, TextWriter?, ReplacedPeriod?, CancellationToken)"/>
    public static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, CallReader reader, Stream content, TextWriter? rejectedCsv, ReplacedPeriod? replaces = null, CancellationToken cancellation = default) =>
        await RunAsync(calls, city, replaces, load => reader.Read(content, load.Add, rejectedCsv, cancellation), cancellation);

    /// <param name="sources">Files that make one load.</param>
    /// <param name="reader">Keeps its report, of a refused file too.</param>
    /// <param name="rejectedCsv">Receives the rejected rows; the one place that repeats addresses.</param>
    /// <param name="replaces">A period the file holds whole: calls of it that the file no longer has are removed. Null to only add and change.</param>
    /// <exception cref="InputException">The file is refused whole, or holds no call of the period it is to replace; nothing was loaded.</exception>
    public static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, CallReader reader, IReadOnlyList<CallSource> sources, TextWriter? rejectedCsv, ReplacedPeriod? replaces = null, CancellationToken cancellation = default) =>
        await RunAsync(calls, city, replaces, load => reader.Read(sources, load.Add, rejectedCsv, cancellation), cancellation);

    private static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, ReplacedPeriod? replaces, Func<ICallLoad, CallReadReport> read, CancellationToken cancellation)
    {
        await using var load = await calls.BeginLoadAsync(city, replaces, cancellation);
        var report = read(load);
        replaces?.ThrowIfMissed(report);
        return await load.CommitAsync(cancellation);
    }
}
