using System.CommandLine;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats forget EVENT</c>: one call is taken out of a workspace.</summary>
internal sealed class ForgetVerb
{
    private const int PlansNamed = 10;

    private readonly Argument<string> _event = new("EVENT") { Description = "The call's event number, as its file writes it." };
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _city = new("--city") { Description = "The city's id, where the workspace holds several." };

    public static Command Create()
    {
        var verb = new ForgetVerb();
        var command = new Command("forget", "Remove one call from a workspace.") { verb._event, verb._workspace, verb._city };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var workspace = await Workspace.OpenAsync(parsed.GetValue(_workspace)!.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City;
        var eventNumber = parsed.GetValue(_event)!;
        var plans = await PlanHistory.ListAsync(workspace, city.Id, null, cancellation);
        var forgotten = await workspace.Calls.ForgetAsync(city.Id, eventNumber, cancellation);
        var rejected = await KeptReports.ForgetAsync(workspace, city.Id, eventNumber, CancellationToken.None);
        if (!forgotten && rejected == 0)
        {
            throw new InputException("EVENT", $"{city.Id} has no call of this event number, loaded or rejected", "Write it as its file does: with letters, hyphens and leading zeros.");
        }

        using var screen = new Screen(quiet: false, json: false);
        if (forgotten)
        {
            screen.Result($"{city.Name}: the call is removed; calls version {await workspace.Calls.VersionAsync(city.Id, cancellation)}");
        }

        if (rejected > 0)
        {
            screen.Result($"{city.Name}: {rejected} of the rejected rows that were kept {(rejected == 1 ? "is" : "are")} removed");
        }

        string[] older = [.. plans.Where(plan => forgotten && plan.CallsAreCurrent).Select(plan => plan.Plan.PlanId)];
        if (older.Length > 0)
        {
            screen.Result($"Made from the calls as they were until now: {older.Length} {(older.Length == 1 ? "plan" : "plans")} ({string.Join(", ", older.Take(PlansNamed))}{(older.Length > PlansNamed ? ", ..." : "")}). Their files hold counts, no calls; ask again to have them made anew.");
        }

        screen.Say($"Files outside the workspace are not touched: loading one that holds the call loads it again.");
        return ExitCode.Ok;
    }
}
