using System.CommandLine;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Pipeline;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats design AREAS CALLS</c>: two files in, a plan out.</summary>
internal sealed class DesignVerb
{
    private readonly Argument<FileInfo> _areas = new("AREAS") { Description = "The city's map: a zip with one polygon shapefile, or GeoJSON." };
    private readonly Argument<FileInfo> _calls = new("CALLS") { Description = "Calls for service: CSV." };
    private readonly Option<DirectoryInfo> _output = new("--output", "-o")
    {
        Description = "Folder for the plan's files.",
        DefaultValueFactory = _ => new DirectoryInfo("beats"),
    };

    private readonly Option<string?> _idField = new("--id") { Description = "The map's attribute that holds the area ids." };
    private readonly Option<double> _maxRejected = new("--max-rejected")
    {
        Description = "Largest accepted share of bad rows in CALLS, as a fraction.",
        DefaultValueFactory = _ => new CallReadOptions().MaxRejectedShare,
    };

    private readonly Option<int> _threads = new("--threads") { Description = "Threads; the plan is the same for any number.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 where the tolerance was not reached." };
    private readonly Option<bool> _json = new("--json") { Description = "Print plan.json on stdout in the place of the tables." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print nothing but errors." };
    private readonly RequestOptions _request = new();
    private readonly CityOptions _city = new();
    private readonly SideOptions _sides = new();

    public static Command Create()
    {
        var verb = new DesignVerb();
        var command = new Command("design", "Design beats from a map and a calls file.") { verb._areas, verb._calls, verb._output };
        verb._request.AddTo(command);
        verb._city.AddTo(command);
        verb._sides.AddTo(command);
        foreach (var option in new Option[] { verb._idField, verb._maxRejected, verb._threads, verb._strict, verb._json, verb._quiet })
        {
            command.Options.Add(option);
        }

        verb._threads.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, out var threads) && threads is >= 1 and <= 1024))
            {
                result.AddError("--threads takes a whole number from 1 to 1024.");
            }
        });
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var request = _request.Read(parsed);
        var areas = parsed.GetValue(_areas)!;
        var calls = parsed.GetValue(_calls)!;
        var (city, idField) = _city.Read(parsed, areas, calls);
        var output = parsed.GetValue(_output)!;
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));

        var scratch = Directory.CreateTempSubdirectory("smartbeats-");
        try
        {
            var store = new FolderObjectStore(scratch.FullName);
            await using var callStore = SqliteCallStore.InMemory();
            var files = new FolderObjectStore(output.FullName);
            var map = await screen.WhileAsync("reading the map", async () =>
            {
                await using var stream = areas.OpenRead();
                return await IngestMap.RunAsync(store, city, areas.Name, stream, new CityMapOptions { IdField = parsed.GetValue(_idField) ?? idField }, cancellation);
            });
            screen.Say($"{areas.Name}: {map.Areas.Count:N0} areas, ids from {map.IdField ?? "row numbers"}");
            var sides = await _sides.PutAsync(parsed, store, city, map, cancellation);
            await screen.WhileAsync("reading the calls", () => LoadCallsAsync(parsed, callStore, files, city, calls, map, screen, cancellation));

            var pipeline = new LocalPipeline(store, callStore, city, parsed.GetValue(_threads)) { Sides = sides };
            var (ticket, plan) = await screen.WithProgressAsync(progress => pipeline.RunAsync(request, "local", progress, cancellation));
            var written = await CopyAsync(store, files, ticket, cancellation);
            var planJson = await File.ReadAllBytesAsync(files.PathOf(PublishPlan.PlanJsonName), cancellation);
            screen.Show(PlanJson.Read(planJson, PublishPlan.PlanJsonName), Encoding.UTF8.GetString(planJson), written, output.ToString(), TimeProvider.System.GetElapsedTime(began));
            return parsed.GetValue(_strict) && plan.Measures.MaxDeviation > request.Tolerance ? ExitCode.Failed : ExitCode.Ok;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private async Task<bool> LoadCallsAsync(
        ParseResult parsed, ICallStore store, FolderObjectStore files, City city, FileInfo file, CityMap map, Screen screen, CancellationToken cancellation)
    {
        var options = new CallReadOptions { MaxRejectedShare = parsed.GetValue(_maxRejected), CityBox = map.Box() };
        await using var stream = file.OpenRead();
        await using var rejected = new RejectedRows(files);
        var reader = new CallReader(file.Name, city, options);
        try
        {
            await IngestCalls.RunAsync(store, city.Id, reader, stream, rejected.Writer, cancellation);
            var report = reader.Report!;
            screen.Say($"{file.Name}: {report.Accepted:N0} calls of {report.Rows:N0} rows{(report.Duplicates > 0 ? $", {report.Duplicates:N0} given twice" : "")}");
            foreach (var note in report.Notes)
            {
                screen.Say($"{file.Name}: {note}");
            }

            return true;
        }
        finally
        {
            if (reader.Report is { } report)
            {
                await files.PutAsync("report.json", Encoding.UTF8.GetBytes(report.ToJson()), CancellationToken.None);
            }

            if (await rejected.KeepAsync(cancellation) is { } rows)
            {
                Screen.Warn($"{file.Name}: {rows:N0} rows were rejected; see {Path.Combine(parsed.GetValue(_output)!.ToString(), RejectedRows.Name)}.");
            }
        }
    }

    private static async Task<IReadOnlyList<string>> CopyAsync(FolderObjectStore store, FolderObjectStore files, RunTicket ticket, CancellationToken cancellation)
    {
        var prefix = Keys.PlanFile(ticket.City, ticket.PlanId, "");
        var written = new List<string>();
        foreach (var key in await store.ListAsync(prefix, cancellation))
        {
            var name = key[prefix.Length..];
            await files.PutAsync(name, await File.ReadAllBytesAsync(store.PathOf(key), cancellation), cancellation);
            written.Add(name);
        }

        return written;
    }
}
