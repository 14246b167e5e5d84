using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SmartBeats.Calls;
using SmartBeats.Lambda.Database;
using SmartBeats.Rehearsal.DataApi;
using SmartBeats.Rehearsal.Postgres;
using SmartBeats.Requests;

namespace SmartBeats.Benchmarks;

/// <summary><c>load</c>: a calls file through the rehearsal's Data API into PostgreSQL, with a network's delay on every call, and its points back out.</summary>
/// <remarks>Client, server and database share this machine: in the cloud a function has its cores to itself.</remarks>
internal static class LoadVerb
{
    private const string Database = "load";

    /// <summary>Of a function's 15 minutes the last 4 are the merge's (IngestHandler).</summary>
    private const double ReadingSeconds = 11 * 60, MergingSeconds = 4 * 60;

    public static Command Create()
    {
        var calls = new Option<FileInfo>("--calls") { Description = "Calls CSV.", Required = true };
        var zone = new Option<string>("--time-zone") { Description = "IANA time zone.", DefaultValueFactory = _ => "America/Los_Angeles" };
        var delay = new Option<int>("--delay") { Description = "Milliseconds added to every call.", DefaultValueFactory = _ => 100 };
        var verb = new Command("load", "Loads a file through the Data API, and reads its points back.") { calls, zone, delay };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var result = await MeasureAsync(
                parsed.GetValue(calls)!, new City("city", "City", parsed.GetValue(zone)!), TimeSpan.FromMilliseconds(parsed.GetValue(delay)), cancellation);
            foreach (var (name, value) in result)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} {value,14:N1}"));
            }

            Console.Out.WriteLine(JsonSerializer.Serialize(result));
            return 0;
        });
        return verb;
    }

    private static async Task<SortedDictionary<string, double>> MeasureAsync(FileInfo file, City city, TimeSpan delay, CancellationToken cancellation)
    {
        await using var postgres = await PostgresServer.StartAsync();
        await postgres.CreateDatabaseAsync(Database);
        await using var server = await DataApiServer.StartAsync(postgres);
        using var client = server.Client();
        var database = DataApiServer.Database(client, Database);
        await SchemaMigrations.ApplyAsync(database, cancellation);
        await using var store = new AuroraCallStore(database);
        server.Endpoint.AddedLatency = delay;
        var (began, own, theirs) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime, postgres.ProcessorTime());
        double sending, seconds;
        await using (var load = await store.BeginLoadAsync(city.Id, cancellation: cancellation))
        {
            await using var content = file.OpenRead();
            new CallReader(file.Name, city, new CallReadOptions()).Read(content, load.Add, null, cancellation);
            sending = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var (ownSent, theirsSent) = (Process.GetCurrentProcess().TotalProcessorTime, postgres.ProcessorTime());
            var counts = await load.CommitAsync(cancellation);
            seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var rows = (double)(counts.Inserted + counts.Updated + counts.Unchanged);
            var result = new SortedDictionary<string, double>(StringComparer.Ordinal)
            {
                ["rows"] = rows,
                ["seconds"] = seconds,
                ["sendingSeconds"] = sending,
                ["mergingSeconds"] = seconds - sending,
                ["rowsPerSecond"] = rows / seconds,
                ["sendingProcessorSecondsOwn"] = (ownSent - own).TotalSeconds,
                ["sendingProcessorSecondsDatabase"] = (theirsSent - theirs).TotalSeconds,
                ["mergingProcessorSecondsOwn"] = (Process.GetCurrentProcess().TotalProcessorTime - ownSent).TotalSeconds,
                ["mergingProcessorSecondsDatabase"] = (postgres.ProcessorTime() - theirsSent).TotalSeconds,
                ["calls"] = server.Endpoint.Calls.Count,
                ["largestRequestBytes"] = server.Endpoint.Calls.Max(call => call.RequestBytes),
                ["rowsSentIn11Minutes"] = rows / sending * ReadingSeconds,
                ["rowsMergedIn4Minutes"] = rows / (seconds - sending) * MergingSeconds,
            };
            began = Stopwatch.GetTimestamp();
            result["distinctPoints"] = await CountPointsAsync(store, city.Id, cancellation);
            result["readingSeconds"] = Stopwatch.GetElapsedTime(began).TotalSeconds;
            result["largestAnswerBytes"] = server.Endpoint.Calls.Max(call => call.AnswerBytes);
            return result;
        }
    }

    private static async Task<long> CountPointsAsync(AuroraCallStore store, string city, CancellationToken cancellation)
    {
        var request = new PlanRequest { Beats = 1 };
        long points = 0;
        foreach (var part in await store.PartitionAsync(city, request, 250_000, cancellation))
        {
            await foreach (var _ in store.ReadPointsAsync(city, request, part, cancellation))
            {
                points++;
            }
        }

        return points;
    }
}
