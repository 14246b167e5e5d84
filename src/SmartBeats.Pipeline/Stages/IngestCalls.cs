using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>An uploaded calls file goes into the city's calls: all of its good rows, or nothing.</summary>
public static class IngestCalls
{
    /// <param name="rejectedCsv">Receives the rejected rows; the one place that repeats addresses.</param>
    /// <exception cref="InputException">The file is refused whole; nothing was loaded.</exception>
    public static async Task<(CallReadReport Report, CallLoadCounts Counts)> RunAsync(
        ICallStore calls, City city, string fileName, Stream content, CallReadOptions options, TextWriter? rejectedCsv, CancellationToken cancellation = default)
    {
        await using var load = await calls.BeginLoadAsync(city.Id, cancellation);
        var report = new CallReader(fileName, city, options).Read(content, load.Add, rejectedCsv, cancellation);
        return (report, await load.CommitAsync(cancellation));
    }
}
