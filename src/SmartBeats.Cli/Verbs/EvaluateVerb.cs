using System.CommandLine;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats evaluate PLAN</c>: what a plan means for patrols and callers, on weeks held back.</summary>
internal sealed class EvaluateVerb
{
    private readonly Argument<FileInfo> _plan = new("PLAN") { Description = "A plan.json, or the folder it lies in." };
    private readonly Option<FileInfo?> _areas = new("--areas") { Description = "The map the plan was made on; areas.zip beside the plan where not said." };
    private readonly Option<FileInfo> _calls = new("--calls") { Description = "Calls for service: CSV.", Required = true };
    private readonly Option<FileInfo?> _times = new("--travel-times") { Description = "Travel times from area to area, CSV, in the place of a law." };
    private readonly Option<double> _heldOut = new("--held-out") { Description = "Share of the weeks played call by call; 0 for the model alone.", DefaultValueFactory = _ => PlanEvaluation.HeldOutByDefault };
    private readonly Option<bool> _allCalls = new("--all-calls") { Description = "Count every call of the file, not only those the plan counts." };
    private readonly Option<string?> _hours = new("--hours") { Description = "One shift, e.g. 6-14; 22-6 crosses midnight." };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Draws the weeks held back and all chance in the simulation.", DefaultValueFactory = _ => 1 };
    private readonly CallTraitOptions _traits = new();
    private readonly CallFileOptions _callFile = new();
    private readonly Option<string?> _idField = new("--id") { Description = "The map's attribute that holds the area ids; as in the plan where not said." };
    private readonly Option<DirectoryInfo?> _output = CommonOptions.Output("Folder for evaluation.json.");
    private readonly Option<bool> _json = CommonOptions.Json("Print the evaluation as JSON in the place of the tables.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly ResponseOptions _response = new();

    public static Command Create()
    {
        var verb = new EvaluateVerb();
        var command = new Command("evaluate", "Say how busy a plan's units are and how soon calls are answered.") { verb._plan, verb._areas, verb._calls };
        verb._response.AddTo(command);
        verb._traits.AddTo(command);
        verb._callFile.AddTo(command);
        foreach (var option in new Option[] { verb._idField, verb._output, verb._times, verb._heldOut, verb._allCalls, verb._hours, verb._seed, verb._json, verb._quiet })
        {
            command.Options.Add(option);
        }

        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        var plan = PlanFolder.Read(parsed.GetValue(_plan)!);
        var request = _traits.Narrow(PlanEvaluation.CreateRequest(plan.Plan, parsed.GetValue(_allCalls), _response.Read(parsed), parsed.GetValue(_hours), "flags"), parsed);
        var (mapName, map) = PlanFolder.ReadMap(parsed.GetValue(_plan)!, plan, parsed.GetValue(_areas), parsed.GetValue(_idField));
        var beats = BeatsOn(map, plan, mapName);
        var calls = ReadCalls(parsed, plan.Plan.City, map, request, screen);
        var evaluation = PlanEvaluation.Evaluate(
            map, plan.Plan, beats, new DutyCalls(calls.Calls, calls.Covered) { Measured = calls.Measured }, request, ReadTimes(parsed, map),
            parsed.GetValue(_heldOut), parsed.GetValue(_seed));
        screen.Show(plan.Plan, evaluation);
        if (parsed.GetValue(_output) is { } output)
        {
            await new FolderObjectStore(output.FullName).PutAsync("evaluation.json", Encoding.UTF8.GetBytes(ResponseJson.Write(evaluation)), cancellation);
            screen.Say($"Wrote evaluation.json to {output}.");
        }

        screen.Say($"Evaluated in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s (seed {parsed.GetValue(_seed)}).");
        return ExitCode.Ok;
    }

    private static int[] BeatsOn(CityMap map, PlanFile plan, string mapName)
    {
        var beatOf = plan.AreaIds.Zip(plan.Plan.BeatOfArea).ToDictionary(area => area.First, area => area.Second, StringComparer.Ordinal);
        string[] missing = [.. map.Areas.Select(area => area.Id).Where(id => !beatOf.ContainsKey(id))];
        if (missing.Length > 0 || map.Areas.Count != beatOf.Count)
        {
            var what = missing.Length > 0
                ? $"{missing.Length} of its {map.Areas.Count} areas are not in the plan, such as {missing[0]}"
                : $"it has {map.Areas.Count} areas and the plan {beatOf.Count}";
            throw new InputException(mapName, what, "Give the map the plan was made on.");
        }

        return [.. map.Areas.Select(area => beatOf[area.Id] - 1)];
    }

    private PatrolCallFile ReadCalls(ParseResult parsed, City city, CityMap map, PlanRequest request, Screen screen)
    {
        var file = GivenCalls.Find(parsed.GetValue(_calls)!);
        var filter = new CallFilter(PlanEvaluation.ToCallsRead(request));
        var read = PatrolCallFile.Read(file.Name, file.Sources, city, map, filter, _callFile.Read(parsed, file.Files));
        screen.Say($"{file.Name}: {read.Calls.Length:N0} calls counted of {read.Report.Accepted:N0} read");
        Screen.WarnOfCalls(file.Name, read);
        return read;
    }

    private TravelMatrix? ReadTimes(ParseResult parsed, CityMap map)
    {
        if (parsed.GetValue(_times) is not { } file)
        {
            return null;
        }

        using var text = file.OpenText();
        return TravelMatrixReader.Read(text, file.Name, [.. map.Areas.Select(area => area.Id)]);
    }
}
