using System.Text.Json;

namespace SmartBeats.Cli.Tests;

/// <summary>Further files of a plan that a workspace keeps.</summary>
public sealed class ExportVerbTests : IDisposable
{
    private static readonly string[] _files = ["areas.qml", "beats.qml", "plan.gpkg", "plan.kml", "plan.xlsx", "sheets.html"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Exported_files_are_the_bytes_that_the_run_wrote_and_older_data_is_refused()
    {
        var samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
        string Sample(string name) => Path.Combine(samples, name);
        await File.WriteAllTextAsync(At("stations.csv"), "id,lon,lat\nMain,-113.42,33.24\nEast,-113.36,33.24\n");
        (await RunAsync("ingest", Sample("city.zip"), Sample("calls.csv"), "--signal", $"crashes={Sample("crashes.geojson")}", "--workspace", "work")).ExitCode.ShouldBe(0);
        string[] request = ["--workspace", "work", "--beats", "6", "--effort", "100000", "--weigh", "crashes=0.2", "--stations", "stations.csv"];
        var made = await RunAsync(["design", .. request, "--also", "gpkg,kml,xlsx,sheets", "-o", "made"]);
        made.ExitCode.ShouldBe(0, made.Errors);
        var planId = await ReadIdAsync("made");
        var exported = await RunAsync("export", planId, "--also", "sheets,xlsx,gpkg,kml", "--workspace", "work", "-o", "again");
        exported.ExitCode.ShouldBe(0, exported.Errors);
        Directory.GetFiles(At("again")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(_files);
        foreach (var file in _files)
        {
            (await File.ReadAllBytesAsync(At("again", file))).ShouldBe(await File.ReadAllBytesAsync(At("made", file)), file);
        }

        // A plan made without them, with its response.
        (await RunAsync(["design", .. request[..6], "--officers", "2,1", "-o", "plain"])).ExitCode.ShouldBe(0);
        var plain = await ReadIdAsync("plain");
        (await RunAsync("export", plain, "--also", "xlsx", "--workspace", "work", "-o", "plain")).ExitCode.ShouldBe(0);
        File.Exists(At("plain", "plan.xlsx")).ShouldBeTrue();

        (await RunAsync("design", "--workspace", "work", "--beats", "6", "--effort", "50000", "--shifts", "6-18,18-6", "--also", "kml", "-o", "shifts")).ExitCode.ShouldBe(0);
        var shifts = await ReadIdAsync("shifts");
        (await RunAsync("export", shifts, "--also", "kml", "--workspace", "work", "-o", "again")).ExitCode.ShouldBe(0);
        (await File.ReadAllBytesAsync(At("again", "plan.kml"))).ShouldBe(await File.ReadAllBytesAsync(At("shifts", "plan.kml")));
        (await RunAsync("export", shifts, "--also", "xlsx", "--workspace", "work")).Errors.ShouldContain(
            "--also: a workbook of a plan with shifts holds what each area weighs on each of them, which no plan keeps. Ask for the plan again, with --also.");

        (await RunAsync("unload", "--signal", "crashes", "--workspace", "work")).ExitCode.ShouldBe(0);
        (await RunAsync("ingest", Sample("calls_2025.csv"), "--workspace", "work")).ExitCode.ShouldBe(0);
        var older = await RunAsync("export", plain, "--also", "gpkg", "--workspace", "work", "-o", "older");
        older.ExitCode.ShouldBe(2);
        older.Errors.ShouldContain($"{plain}: the plan was made on older calls, and what its areas weighed then is not kept. Ask for the plan again, with --also.");
        (await RunAsync("export", planId, "--also", "gpkg", "--workspace", "work", "-o", "older")).ExitCode.ShouldBe(2);
        Directory.Exists(At("older")).ShouldBeFalse();
        (await RunAsync("export", planId, "--also", "pdf", "--workspace", "work")).Errors.ShouldContain("also");
        (await RunAsync("export", "nothing", "--also", "gpkg", "--workspace", "work")).Errors
            .ShouldContain("PLAN: dos-puentes has no plan \"nothing\". smartbeats history --workspace work lists the plans and their ids.");
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_folder.FullName, arguments);

    private async Task<string> ReadIdAsync(string output)
    {
        using var plan = JsonDocument.Parse(await File.ReadAllBytesAsync(At(output, "plan.json")));
        return plan.RootElement.GetProperty("planId").GetString()!;
    }

    private string At(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);
}
