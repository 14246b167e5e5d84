using System.CommandLine;
using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats unload [LOAD]</c>: lists what was loaded into a workspace, takes one load of calls back whole, or a signal out.</summary>
internal sealed class UnloadVerb
{
    private const int PlansNamed = 5;

    private readonly Argument<int?> _load = new("LOAD") { Description = "Number of the load to take back; where it is left out, loads and signals are listed.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _signal = new("--signal") { Description = "Name of a signal to remove, in the place of a load." };
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _city = new("--city") { Description = "The city's id, where the workspace holds several." };
    private readonly Option<bool> _dryRun = CommonOptions.DryRun();
    private readonly Option<bool> _json = CommonOptions.Json("Print JSON in the place of sentences.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    public static Command Create()
    {
        var verb = new UnloadVerb();
        var command = new Command("unload", "Take a load of calls back whole, remove a signal, or list what there is.")
        {
            verb._load, verb._signal, verb._workspace, verb._city, verb._dryRun, verb._json, verb._quiet,
        };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var workspace = await Workspace.OpenAsync(WorkspaceOption.Need(parsed, _workspace).ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City;
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        var isDryRun = parsed.GetValue(_dryRun);
        switch (parsed.GetValue(_load), parsed.GetValue(_signal))
        {
            case (null, null):
                await ListAsync(workspace, city, screen, cancellation);
                break;
            case ({ } number, null):
                await TakeBackAsync(workspace, city, number, isDryRun, screen, cancellation);
                break;
            case (null, { } signal):
                await RemoveAsync(workspace, city, signal, isDryRun, screen, cancellation);
                break;
            default:
                throw new InputException(_signal.Name, "it is given beside the number of a load", "Give one of the two.");
        }

        return ExitCode.Ok;
    }

    private static async Task ListAsync(Workspace workspace, City city, Screen screen, CancellationToken cancellation)
    {
        var loads = await workspace.Calls.ListLoadsAsync(city.Id, cancellation);
        screen.ShowJson(AnswerJson.Write(new LoadList(city.Id, loads)));
        screen.Result($"{city.Name}: {(loads.Count == 0 ? "no load can be taken back" : "loads of calls, the latest first")}");
        foreach (var load in loads)
        {
            screen.Result($"{load.Number,4}  {load.Loaded}  {(load.Name.Length > 0 ? load.Name : "(no name)")}: {load.Inserted:N0} new, {load.Updated:N0} changed, {load.Unchanged:N0} as they were, {load.Removed:N0} removed");
        }

        var signals = await CitySignals.ListAsync(workspace.Files, city.Id, cancellation);
        if (signals.Count > 0)
        {
            screen.Result($"{city.Name}: signals, which --signal NAME removes");
        }

        foreach (var signal in signals)
        {
            screen.Result($"      {signal.Name}: {signal.Total:#,0.###} {signal.Unit}, from {signal.FileName}");
        }
    }

    private static async Task TakeBackAsync(Workspace workspace, City city, int number, bool isDryRun, Screen screen, CancellationToken cancellation)
    {
        var taken = await workspace.Calls.TakeBackAsync(city.Id, number, isDryRun, cancellation)
            ?? throw new InputException("LOAD", $"{city.Id} has no load {number} that could be taken back", "smartbeats unload with the workspace alone lists the loads and their numbers.");
        screen.ShowJson(AnswerJson.Write(taken));
        var (calls, goneNow, others) = (taken.Removed == 1 ? "call" : "calls", taken.Removed == 1 ? "is" : "are", taken.Restored == 1 ? "it was" : "they were");
        if (isDryRun)
        {
            screen.Result($"{city.Name}: without load {number}, {taken.Removed:N0} {calls} would be gone and {taken.Restored:N0} as {others} before it; nothing was changed (--dry-run)");
            return;
        }

        screen.Result($"{city.Name}: load {number} is taken back: {taken.Removed:N0} {calls} {goneNow} gone, {taken.Restored:N0} {(taken.Restored == 1 ? "is" : "are")} as {others} before it; calls version {taken.Version}");
        await CityVerdictPrinter.UpdateAsync(workspace, city, screen, cancellation);
    }

    private static async Task RemoveAsync(Workspace workspace, City city, string name, bool isDryRun, Screen screen, CancellationToken cancellation)
    {
        var signals = await CitySignals.ListAsync(workspace.Files, city.Id, cancellation);
        var signal = signals.FirstOrDefault(one => one.Name == name);
        if (signal is null)
        {
            string[] names = [.. signals.Select(one => one.Name)];
            throw new InputException(
                "--signal",
                $"{city.Id} has no signal \"{name}\"{NearMiss.Hint(name, names)}",
                names.Length == 0 ? "It has no signals." : $"Its signals are {string.Join(", ", names)}.");
        }

        var role = SignalRecord.RoleOf(name);
        var plans = (await PlanHistory.ListAsync(workspace, city.Id, null, cancellation)).Where(plan => plan.Plan.Sides.Any(side => side.Role == role)).ToList();
        if (!isDryRun)
        {
            await CitySignals.RemoveAsync(workspace.Files, city.Id, name, cancellation);
        }

        screen.ShowJson(new JsonObject
        {
            ["signal"] = name,
            ["isRemoved"] = !isDryRun,
            ["plans"] = new JsonArray([.. plans.Select(plan => JsonValue.Create(plan.Plan.PlanId))]),
        });
        screen.Result($"{city.Name}: signal {name} ({signal.Total:#,0.###} {signal.Unit}, from {signal.FileName}) {(isDryRun ? "would be removed; nothing was changed (--dry-run)" : "is removed")}");
        if (plans.Count > 0)
        {
            var named = string.Join(", ", plans.Take(PlansNamed).Select(plan => plan.Plan.PlanId));
            screen.Result($"Weighed from it: {plans.Count:N0} {(plans.Count == 1 ? "plan" : "plans")} ({named}{(plans.Count > PlansNamed ? ", ..." : "")}). {(plans.Count == 1 ? "It stays as it is" : "They stay as they are")}; asking for such a plan again is refused until a signal of that name is loaded.");
        }
    }
}
