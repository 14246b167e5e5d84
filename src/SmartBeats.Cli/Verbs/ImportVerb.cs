using System.CommandLine;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats import FILE</c>: a city that <c>export CITY FILE</c> has packed comes into a workspace.</summary>
internal sealed class ImportVerb
{
    private readonly Argument<FileInfo> _file = new("FILE") { Description = $"A city as export has packed it ({CityPackage.Extension})." };
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<bool> _replace = new("--replace") { Description = "Put it in the place of a city of the same id, whose calls and plans are removed." };
    private readonly Option<bool> _dryRun = CommonOptions.DryRun();
    private readonly Option<bool> _json = CommonOptions.Json("Print what came as JSON.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    public static Command Create()
    {
        var verb = new ImportVerb();
        var command = new Command("import", "Bring a packed city into a workspace: map, calls, plans, mappings, settings.")
        {
            verb._file, verb._workspace, verb._replace, verb._dryRun, verb._json, verb._quiet,
        };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetValue(_file)!;
        var folder = WorkspaceOption.Need(parsed, _workspace);
        var isDry = parsed.GetValue(_dryRun);
        await using var package = file.OpenRead();
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: !isDry, cancellation);
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        using var scratch = ScratchFolder.Create();
        var isThere = parsed.GetValue(_replace) && workspace.Cities().Count > 0;
        var came = await screen.WhileAsync(
            $"reading {file.Name}", () => CityPackage.ReadAsync(workspace, file.Name, package, parsed.GetValue(_replace), isDry, scratch.Path, cancellation));
        screen.ShowJson(AnswerJson.Write(came));
        screen.Result($"{came.City}: {came.Plans:N0} {(came.Plans == 1 ? "plan" : "plans")}, calls version {came.CallsVersion}{(isDry ? $"; nothing was changed (--dry-run){(isThere ? ", a city of that id would be replaced" : "")}" : "")}");
        if (!isDry)
        {
            screen.Say($"Next: smartbeats history --workspace {folder}");
        }

        return ExitCode.Ok;
    }
}
