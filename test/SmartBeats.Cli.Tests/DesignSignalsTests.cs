using System.Text.Json;

namespace SmartBeats.Cli.Tests;

/// <summary>Columns and signals as flags, on the invented city, by files and in a workspace.</summary>
public sealed class DesignSignalsTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_map_alone_is_enough_where_a_column_holds_the_numbers()
    {
        var run = await RunAsync("design", Sample("city.zip"), "--weigh", "RESIDENTS=1", "--beats", "6", "--effort", "200000", "-o", "out");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("Dos Puentes: 127,713 RESIDENTS, 21,285.5 a beat.");
        run.Output.ShouldNotContain("Areas   Calls");
        var summary = await File.ReadAllTextAsync(At("out", "summary.txt"));
        summary.ShouldContain("No calls are counted: the beats are made of the workload from the column RESIDENTS.");
        var page = await File.ReadAllTextAsync(At("out", "map.html"));
        page.ShouldContain("\"callFree\":true");
        page.ShouldContain("\"nameColumn\":\"NEIGHBORHO\"");
    }

    [Fact]
    public async Task Files_and_a_workspace_make_the_same_plan_of_a_signal()
    {
        string[] wishes = ["--weigh", "crashes=0.2", "--keep-whole", "NEIGHBORHOOD=2", "--beats", "6", "--effort", "200000", "-o"];
        var byFiles = await RunAsync(["design", Sample("city.zip"), Sample("calls.csv"), "--signal", $"crashes={Sample("crashes.geojson")}", .. wishes, "files"]);
        byFiles.ExitCode.ShouldBe(0, byFiles.Errors);
        byFiles.Output.ShouldContain("The city's workload is 10,000 points: 80% from 19,960 calls and 20% from 1,289 crashes.");
        byFiles.Output.ShouldContain("NEIGHBORHO kept whole, weight 2:");
        var kept = await RunAsync("ingest", Sample("city.zip"), Sample("calls.csv"), "--signal", $"crashes={Sample("crashes.geojson")}", "--workspace", "work");
        kept.ExitCode.ShouldBe(0, kept.Errors);
        kept.Output.ShouldContain("Dos Puentes: signal crashes is kept; give it a share of the workload by --weigh crashes=0.2");
        var byWorkspace = await RunAsync(["design", "--workspace", "work", .. wishes, "kept"]);
        byWorkspace.ExitCode.ShouldBe(0, byWorkspace.Errors);
        (await File.ReadAllBytesAsync(At("kept", "plan.json"))).ShouldBe(await File.ReadAllBytesAsync(At("files", "plan.json")));
        var lines = await File.ReadAllLinesAsync(At("files", "beats.csv"));
        lines[0].ShouldStartWith("beat,areas,calls,workload,deviation_pct,area_km2,perimeter_km,polsby_popper,calls_load_pct,crashes,crashes_load_pct,");
        lines.Skip(1).Sum(line => int.Parse(line.Split(',')[9], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(1289);
        using var table = JsonDocument.Parse(await File.ReadAllBytesAsync(At("files", "table.json")));
        table.RootElement.GetProperty("shares").EnumerateArray().Select(share => share.GetProperty("kind").GetString()).ShouldBe(["calls", "layer"]);
    }

    [Theory]
    [InlineData("--signal calls=crashes.geojson --weigh crashes=0.2", "smartbeats: --signal: \"calls\" are calls for service and can be no signal's name. Name it by what it is, such as crashes=crashes.geojson.")]
    [InlineData("--signal crashes.geojson --weigh crashes=0.2", "smartbeats: --signal: \"crashes.geojson\" does not say which signal a file is. Write NAME=FILE, such as crashes=crashes.geojson, or NAME=FILE#COLUMN.")]
    [InlineData("--signal crashes=crashes.geojson#HURT --weigh crashes=0.2", "smartbeats: crashes.geojson: has no column \"HURT\". Its columns are CRASH_ID, TIMESTAMP, INJURED.")]
    [InlineData("--signal crashes=elsewhere.geojson --weigh crashes=0.2", "smartbeats: crashes: nothing of it lies in the city. Check that it is of this city and says its coordinate system.")]
    [InlineData("--weigh crashes=-1", "smartbeats: request: weigh.crashes is -1, not a weight from 0 to 1000 with at most three decimals. Write each share of the workload, such as {\"calls\": 0.8, \"crashes\": 0.2}; what is left of 1 is the calls'.")]
    public async Task What_cannot_be_weighed_is_refused_in_one_sentence(string flags, string message)
    {
        File.Copy(Sample("crashes.geojson"), At("", "crashes.geojson"));
        await File.WriteAllTextAsync(At("", "elsewhere.geojson"), """{"type":"Point","coordinates":[-100,40]}""");
        var run = await RunAsync(["design", Sample("city.zip"), Sample("calls.csv"), "--beats", "6", "--effort", "100000", .. flags.Split(' ')]);
        run.ExitCode.ShouldBe(2, run.Output);
        run.Errors.Split('\n').ShouldContain(message);
    }

    [Fact]
    public async Task Every_column_of_the_map_is_in_the_plans_areas()
    {
        (await RunAsync("design", Sample("city.zip"), Sample("calls.csv"), "--beats", "6", "--effort", "100000", "-o", "out")).ExitCode.ShouldBe(0);
        await using var before = File.OpenRead(Sample("city.zip"));
        await using var after = File.OpenRead(At("out", "areas.zip"));
        var given = Geography.CityMapReader.Read("city.zip", before);
        var written = Geography.CityMapReader.Read("areas.zip", after, new Geography.CityMapOptions { IdField = "AREA_ID" });
        written.Columns.All.Select(column => column.Name).ShouldBe(["AREA_ID", "COUNT", "ZONE_ID", "PLAN_ID", "CITY", "MADE", "CALLS_OF", "NEIGHBORHO", "RESIDENTS"]);
        foreach (var name in new[] { "NEIGHBORHO", "RESIDENTS" })
        {
            written.Columns.Find(name)!.Values.ShouldBe(given.Columns.Find(name)!.Values);
        }
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_folder.FullName, arguments);

    private static string Sample(string name) => Path.Combine(_samples, name);

    private string At(string output, string name) => Path.Combine(_folder.FullName, output, name);
}
