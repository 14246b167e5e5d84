using System.CommandLine;
using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats export PLAN --also gpkg,xlsx</c>: further files of a plan a workspace keeps, without making it again.</summary>
internal sealed class ExportVerb
{
    private readonly Argument<string> _plan = new("PLAN") { Description = "Id of a plan that the workspace keeps, as history lists it." };
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _city = new("--city") { Description = "The city's id, where the workspace holds several." };
    private readonly Option<string> _also = new("--also")
    {
        Description = "Files to write: gpkg, kml, xlsx, sheets, with commas between them.",
        Required = true,
    };

    private readonly Option<DirectoryInfo> _output = new("--output", "-o")
    {
        Description = "Folder for them.",
        DefaultValueFactory = _ => new DirectoryInfo("beats"),
    };

    public static Command Create()
    {
        var verb = new ExportVerb();
        var command = new Command("export", "Write further files of a plan of a workspace, without making it again.")
        {
            verb._plan, verb._also, verb._workspace, verb._city, verb._output,
        };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = parsed.GetValue(_workspace)!;
        var planId = parsed.GetValue(_plan)!;
        var also = ReadForms(parsed.GetValue(_also)!);
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City;
        var file = SideFiles.IsPlanId(planId) ? await PlanHistory.FindAsync(workspace, city.Id, planId, cancellation) : null;
        if (file is null)
        {
            throw new InputException(
                "PLAN", $"{city.Id} has no plan \"{planId}\"", $"smartbeats history --workspace {folder} lists the plans and their ids.");
        }

        using var screen = new Screen(quiet: false, json: false);
        var output = parsed.GetValue(_output)!;
        var files = await screen.WhileAsync(
            "counting what areas weigh",
            () => PlanExport.WriteAsync(workspace, city, file, also, Environment.ProcessorCount, cancellation));
        var written = new FolderObjectStore(output.FullName);
        foreach (var one in files)
        {
            await written.PutAsync(one.Name, one.Content, cancellation);
            screen.Result($"{Path.Combine(output.ToString(), one.Name)}");
        }

        return ExitCode.Ok;
    }

    /// <summary>As a request has them.</summary>
    private static IReadOnlyList<string> ReadForms(string text)
    {
        var given = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var words = new JsonArray([.. given.Select(word => JsonValue.Create(word))]);
        var forms = PlanRequestJson.Parse("--also", new JsonObject { ["beats"] = 1, ["also"] = words }.ToJsonString()).Also;
        return forms.Count > 0
            ? forms
            : throw new InputException("--also", "names no file", "Write one or several of gpkg, kml, xlsx, sheets, with commas between them.");
    }
}
