using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>An uploaded calls file goes into the city's calls: all of its good rows, or nothing.</summary>
public static class IngestCalls
{
    /// <param name="reader">Keeps its report, of a refused file too.</param>
    /// <param name="rejectedCsv">Receives the rejected rows; the one place that repeats addresses.</param>
    /// <exception cref="InputException">The file is refused whole; nothing was loaded.</exception>
    public static async Task<CallLoadCounts> RunAsync(
        ICallStore calls, string city, CallReader reader, Stream content, TextWriter? rejectedCsv, CancellationToken cancellation = default)
    {
        await using var load = await calls.BeginLoadAsync(city, cancellation);
        reader.Read(content, load.Add, rejectedCsv, cancellation);
        return await load.CommitAsync(cancellation);
    }
}
