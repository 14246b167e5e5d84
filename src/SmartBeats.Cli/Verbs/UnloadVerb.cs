using System.CommandLine;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats unload [LOAD]</c>: lists what was loaded into a workspace, or takes one load of calls back whole.</summary>
internal sealed class UnloadVerb
{
    private readonly Argument<int?> _load = new("LOAD") { Description = "Number of the load to take back; where it is left out, loads are listed.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _city = new("--city") { Description = "The city's id, where the workspace holds several." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be done, and do nothing." };

    public static Command Create()
    {
        var verb = new UnloadVerb();
        var command = new Command("unload", "Take a load of calls back whole, or list the loads there are.") { verb._load, verb._workspace, verb._city, verb._dryRun };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var workspace = await Workspace.OpenAsync(parsed.GetValue(_workspace)!.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City;
        using var screen = new Screen(quiet: false, json: false);
        if (parsed.GetValue(_load) is not { } number)
        {
            var loads = await workspace.Calls.ListLoadsAsync(city.Id, cancellation);
            screen.Result($"{city.Name}: {(loads.Count == 0 ? "no load can be taken back" : "loads of calls, the latest first")}");
            foreach (var load in loads)
            {
                screen.Result($"{load.Number,4}  {load.Loaded}  {(load.Name.Length > 0 ? load.Name : "(no name)")}: {load.Inserted:N0} new, {load.Updated:N0} changed, {load.Unchanged:N0} as they were, {load.Removed:N0} removed");
            }

            return ExitCode.Ok;
        }

        var isDryRun = parsed.GetValue(_dryRun);
        var taken = await workspace.Calls.TakeBackAsync(city.Id, number, isDryRun, cancellation)
            ?? throw new InputException("LOAD", $"{city.Id} has no load {number} that could be taken back", "smartbeats unload with the workspace alone lists the loads and their numbers.");
        if (isDryRun)
        {
            screen.Result($"{city.Name}: without load {number}, {taken.Removed:N0} calls would be gone and {taken.Restored:N0} as they were before it; nothing was changed (--dry-run)");
            return ExitCode.Ok;
        }

        screen.Result($"{city.Name}: load {number} is taken back: {taken.Removed:N0} calls are gone, {taken.Restored:N0} are as they were before it; calls version {taken.Version}");
        await CityVerdictPrinter.UpdateAsync(workspace, city, screen, cancellation);
        return ExitCode.Ok;
    }
}
