using System.CommandLine;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats forget EVENT</c>: one call is taken out of a workspace.</summary>
internal sealed class ForgetVerb
{
    private const int PlansNamed = 10;

    private readonly Argument<string> _event = new("EVENT") { Description = "The call's event number, as its file writes it." };
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _city = new("--city") { Description = "The city's id, where the workspace holds several." };
    private readonly Option<bool> _dryRun = CommonOptions.DryRun();
    private readonly Option<bool> _json = CommonOptions.Json("Print JSON in the place of sentences.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    public static Command Create()
    {
        var verb = new ForgetVerb();
        var command = new Command("forget", "Remove one call from a workspace.") { verb._event, verb._workspace, verb._city, verb._dryRun, verb._json, verb._quiet };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var workspace = await Workspace.OpenAsync(WorkspaceOption.Need(parsed, _workspace).ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City;
        var isDry = parsed.GetValue(_dryRun);
        var eventNumber = parsed.GetValue(_event)!;
        var gone = await ForgottenCall.ForgetAsync(workspace.Files, workspace.Calls, city.Id, eventNumber, isDry, cancellation);
        if (!gone.Found && gone.RejectedRows == 0)
        {
            throw new InputException("EVENT", $"{city.Id} has no call of this event number, loaded or rejected", "Write it as its file does: with letters, hyphens and leading zeros.");
        }

        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        screen.ShowJson(AnswerJson.Write(gone));
        if (gone.Found)
        {
            screen.Result($"{city.Name}: {(isDry ? "the call would be removed; nothing was changed (--dry-run)" : $"the call is removed; calls version {gone.CallsVersion}")}");
        }

        if (gone.RejectedRows > 0)
        {
            screen.Result($"{city.Name}: {gone.RejectedRows} of the rejected rows that were kept {(isDry ? "would be" : gone.RejectedRows == 1 ? "is" : "are")} removed");
        }

        if (gone.Plans.Count > 0)
        {
            screen.Result($"Made from the calls as they were until now: {gone.Plans.Count} {(gone.Plans.Count == 1 ? "plan" : "plans")} ({string.Join(", ", gone.Plans.Take(PlansNamed))}{(gone.Plans.Count > PlansNamed ? ", ..." : "")}). Their files hold counts, no calls; ask again to have them made anew.");
        }

        screen.Say($"Files outside the workspace are not touched: loading one that holds the call loads it again.");
        return ExitCode.Ok;
    }
}
