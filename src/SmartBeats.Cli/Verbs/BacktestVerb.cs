using System.CommandLine;
using System.Globalization;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Pipeline;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats backtest AREAS CALLS --beats N</c>: beats drawn on past calls as a design would have, judged on the calls that came after.</summary>
internal sealed class BacktestVerb
{
    private const string ChartName = "backtest.svg";

    private readonly Argument<FileInfo> _areas = new("AREAS") { Description = "The city's map: a zip with one polygon shapefile, GeoJSON or a GeoPackage." };
    private readonly Argument<FileInfo[]> _calls = new("CALLS") { Description = "Calls for service: CSV; several files make one load.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<FileInfo?> _today = new("--today") { Description = "Today's beats, judged on the same calls: plan.json, assignment.csv, or polygons." };
    private readonly Option<int?> _origins = new("--origins")
    {
        Description = "Days from which it looks forward, spread over the time there is; 3 where not said.",
    };

    private readonly Option<int?> _seeds = new("--seeds") { Description = "Plans of each split: one alone proves little; 3 where not said." };
    private readonly Option<FileInfo?> _chart = new("--chart") { Description = "Draw the splits into this file (SVG)." };
    private readonly Option<bool> _forwardOnly = new("--forward-only") { Description = "Leave out the control with time reversed." };
    private readonly Option<int> _threads = CommonOptions.Threads("the result is");
    private readonly Option<DirectoryInfo?> _output = CommonOptions.Output("Folder for backtest.json and backtest.svg.");
    private readonly Option<bool> _json = CommonOptions.Json("Print the result as JSON in the place of the table.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly RequestOptions _request = new();
    private readonly CityOptions _city = new();
    private readonly MapOptions _map = new();
    private readonly SideOptions _sides = new();
    private readonly CallFileOptions _callFile = new();

    public static Command Create()
    {
        var verb = new BacktestVerb();
        var command = new Command("backtest", "Say how even beats drawn on past calls stayed on later ones.") { verb._areas, verb._calls };
        foreach (var option in new Option[] { verb._today, verb._origins, verb._seeds, verb._chart, verb._forwardOnly, verb._threads, verb._output, verb._json, verb._quiet })
        {
            command.Options.Add(option);
        }

        (Option, int)[] whole = [(verb._origins, BacktestRequest.MostOrigins), (verb._seeds, BacktestRequest.MostSeeds)];
        foreach (var (option, most) in whole)
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, out var number) && number >= 1 && number <= most))
                {
                    result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} takes a whole number from 1 to {most}."));
                }
            });
        }

        verb._request.AddTo(command);
        verb._city.AddTo(command);
        verb._map.AddTo(command);
        verb._sides.AddTo(command);
        verb._sides.AddWishesTo(command);
        verb._callFile.AddTo(command);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var (request, inline) = _request.Read(parsed);
        var asked = request.Backtest ?? new BacktestRequest();
        asked = new BacktestRequest(
            parsed.GetValue(_origins) ?? asked.Origins, parsed.GetValue(_seeds) ?? asked.Seeds, parsed.GetValue(_forwardOnly) || asked.ForwardOnly);
        request = request with { Backtest = asked };
        var settings = BacktestSettings.FromRequest(request);
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        var (areas, callsFile) = (parsed.GetValue(_areas)!, parsed.GetValue(_calls)!);
        var (city, idField) = _city.Read(parsed, [areas, .. callsFile]);
        using var scratch = ScratchFolder.Create();
        var store = new FolderObjectStore(scratch.Path);
        var map = await ReadMapAsync(store, city, areas, _map.Read(parsed, idField), cancellation);
        var sides = await _sides.PutAsync(parsed, inline, store, city, map, cancellation);
        var given = GivenCalls.Find(callsFile);
        var table = ReadCalls(given, city, _callFile.Read(parsed, given.Files, map), screen, cancellation);
        var pipeline = new LocalPipeline(store, table, city, parsed.GetValue(_threads)) { Sides = sides, Map = map };
        var backtest = new Backtest(pipeline, table, city.Id, map);
        var today = parsed.GetValue(_today) is { } beats ? ReadToday(beats, map) : null;
        var result = await screen.WithProgressAsync(progress => backtest.RunAsync(
            request, settings, today, progress is null ? null : new TimeLeft(progress, began), cancellation));
        screen.Show(result, city.Name);
        if (parsed.GetValue(_chart) is { } chart)
        {
            await File.WriteAllTextAsync(chart.FullName, BacktestChart.Draw(result), cancellation);
            screen.Say($"Drew the splits into {chart}.");
        }

        if (parsed.GetValue(_output) is { } output)
        {
            var folder = new FolderObjectStore(output.FullName);
            await folder.PutAsync(BacktestResult.FileName, Encoding.UTF8.GetBytes(result.ToJson()), cancellation);
            await folder.PutAsync(ChartName, Encoding.UTF8.GetBytes(BacktestChart.Draw(result)), cancellation);
            screen.Say($"Wrote {BacktestResult.FileName} and {ChartName} to {output}.");
        }

        screen.Say($"Tested {result.Cases.Count} plans in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s (seeds {request.Seed} to {request.Seed + (ulong)settings.Seeds - 1}).");
        return ExitCode.Ok;
    }

    private static async Task<CityMap> ReadMapAsync(FolderObjectStore store, City city, FileInfo areas, CityMapOptions options, CancellationToken cancellation)
    {
        await using var stream = areas.OpenRead();
        return await IngestMap.RunAsync(store, city, areas.Name, stream, options, cancellation);
    }

    private static CallTable ReadCalls(GivenCalls file, City city, CallReadOptions options, Screen screen, CancellationToken cancellation)
    {
        var table = new CallTable();
        var report = table.Load(new CallReader(file.Name, city, options), file.Sources, cancellation: cancellation);
        screen.Say($"{file.Name}: {report.Accepted:N0} calls of {report.Rows:N0} rows");
        foreach (var note in report.Notes)
        {
            screen.Say($"{file.Name}: {note}");
        }

        return table;
    }

    private static int[] ReadToday(FileInfo file, CityMap map)
    {
        var beats = BeatList.Read(file.Name, File.ReadAllBytes(file.FullName), map);
        var (given, note) = beats.On(map);
        foreach (var said in beats.Notes.Append(note).OfType<string>())
        {
            Screen.Warn($"{file.Name}: {said}");
        }

        return given.BeatOfArea;
    }

    /// <summary>Adds to each plan how long the others will take.</summary>
    private sealed class TimeLeft(IProgress<DesignProgress> target, long began) : IProgress<DesignProgress>
    {
        public void Report(DesignProgress value)
        {
            var left = value.Fraction > 0 ? TimeProvider.System.GetElapsedTime(began).TotalSeconds * (1 / value.Fraction - 1) : 0;
            target.Report(value with { Stage = left > 0 ? string.Create(CultureInfo.InvariantCulture, $"{value.Stage}, some {left:0} s left") : value.Stage });
        }
    }
}
