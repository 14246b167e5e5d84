using System.CommandLine;
using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats export PLAN --also gpkg,xlsx</c>: further files of a plan a workspace keeps, without making it again.</summary>
internal sealed class ExportVerb
{
    private readonly Argument<string> _plan = new("PLAN|CITY") { Description = "With --also, the id of a plan that the workspace keeps, as history lists it; with FILE, the id of a city." };
    private readonly Argument<FileInfo?> _file = new("FILE")
    {
        Description = $"Packs the whole city into one file ({CityPackage.Extension}): map, calls, plans, mappings, settings; import takes it into another workspace.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _city = new("--city") { Description = "The city's id, where the workspace holds several." };
    private readonly Option<string?> _also = new("--also") { Description = "Files of the plan to write: gpkg, kml, xlsx, sheets, with commas between them." };

    private readonly Option<DirectoryInfo> _output = new("--output", "-o")
    {
        Description = "Folder for them.",
        DefaultValueFactory = _ => new DirectoryInfo("beats"),
    };

    private readonly Option<bool> _json = CommonOptions.Json("Print the names of the files as JSON.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    public static Command Create()
    {
        var verb = new ExportVerb();
        var command = new Command("export", "Write further files of a plan of a workspace without making it again, or pack a whole city.")
        {
            verb._plan, verb._file, verb._also, verb._workspace, verb._city, verb._output, verb._json, verb._quiet,
        };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = WorkspaceOption.Need(parsed, _workspace);
        var planId = parsed.GetValue(_plan)!;
        if (parsed.GetValue(_file) is { } package)
        {
            return await PackAsync(parsed, folder, planId, package, cancellation);
        }

        var also = ReadForms(parsed.GetValue(_also) ?? throw new InputException(
            "export", "it is not said what to write", "Give a plan and --also gpkg,kml,xlsx,sheets; or a city and a file: smartbeats export CITY city.sbz."));
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City;
        var file = SideFiles.IsPlanId(planId) ? await PlanHistory.FindAsync(workspace, city.Id, planId, cancellation) : null;
        if (file is null)
        {
            throw new InputException(
                "PLAN", $"{city.Id} has no plan \"{planId}\"", $"smartbeats history --workspace {folder} lists the plans and their ids.");
        }

        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
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

        screen.ShowJson(new JsonArray([.. files.Select(one => JsonValue.Create(Path.Combine(output.ToString(), one.Name)))]));

        return ExitCode.Ok;
    }

    private async Task<int> PackAsync(ParseResult parsed, DirectoryInfo folder, string city, FileInfo file, CancellationToken cancellation)
    {
        if (parsed.GetValue(_also) is not null)
        {
            throw new InputException("--also", "is given beside a file for the whole city", "Give one of the two.");
        }

        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var settings = await workspace.CityAsync(city, cancellation);
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        using var scratch = ScratchFolder.Create();
        Directory.CreateDirectory(file.DirectoryName!);
        var aside = Path.Combine(file.DirectoryName!, FolderObjectStore.NameAside());
        try
        {
            CityPackageContent packed;
            await using (var stream = File.Create(aside))
            {
                packed = await screen.WhileAsync(
                    $"packing {city}", () => CityPackage.WriteAsync(workspace, city, PrintVersion.FindVersion(), stream, scratch.Path, cancellation));
            }

            File.Move(aside, file.FullName, overwrite: true);
            screen.ShowJson(AnswerJson.Write(packed));
            screen.Result($"{settings.City.Name}: {packed.Plans:N0} {(packed.Plans == 1 ? "plan" : "plans")}, calls version {packed.CallsVersion}, in {file} ({new FileInfo(file.FullName).Length / 1e6:0.0} MB)");
            screen.Say($"It holds where and when calls were: keep it as you keep the calls. Next: smartbeats import {file.Name} --workspace DIR");
            return ExitCode.Ok;
        }
        finally
        {
            File.Delete(aside);
        }
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
