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

    [Fact]
    public async Task Crashes_as_a_table_of_coordinates_make_the_plan_that_the_same_points_make()
    {
        string[] rest = ["--weigh", "crashes=0.2", "--beats", "6", "--effort", "100000", "-o"];
        await WriteTableAsync("crashes.csv");
        var byTable = await RunAsync(["design", Sample("city.zip"), Sample("calls.csv"), "--signal", $"crashes={At("", "crashes.csv")}", .. rest, "table"]);
        byTable.ExitCode.ShouldBe(0, byTable.Errors);
        byTable.Errors.ShouldContain("Columns were read so: time from Crash Date and Crash Time (MM/dd/yyyy HH:mm:ss); place from Location (latitude, longitude).");
        byTable.Output.ShouldContain("The city's workload is 10,000 points: 80% from 19,960 calls and 20% from 1,289 crashes.");
        (await RunAsync(["design", Sample("city.zip"), Sample("calls.csv"), "--signal", $"crashes={Sample("crashes.geojson")}", .. rest, "points"])).ExitCode.ShouldBe(0);
        (await File.ReadAllBytesAsync(At("table", "beats.csv"))).ShouldBe(await File.ReadAllBytesAsync(At("points", "beats.csv")));
        (await File.ReadAllBytesAsync(At("table", "plan.json"))).ShouldBe(await File.ReadAllBytesAsync(At("points", "plan.json")));
    }

    [Fact]
    public async Task A_signal_is_removed_and_plans_that_rest_on_it_stay_as_they_are()
    {
        await WriteTableAsync("crashes.csv");
        (await RunAsync("ingest", Sample("city.zip"), Sample("calls.csv"), "--signal", $"crashes={At("", "crashes.csv")}", "--workspace", "work")).ExitCode.ShouldBe(0);
        string[] design = ["design", "--workspace", "work", "--weigh", "crashes=0.2", "--beats", "6", "--effort", "100000", "-o", "out"];
        (await RunAsync(design)).ExitCode.ShouldBe(0);
        var plan = await File.ReadAllBytesAsync(At("out", "plan.json"));
        var planId = JsonDocument.Parse(plan).RootElement.GetProperty("planId").GetString();
        (await RunAsync("unload", "--workspace", "work")).Output.ShouldContain("      crashes: 1,300 crashes, from crashes.csv");

        var tried = await RunAsync("unload", "--signal", "crashes", "--dry-run", "--workspace", "work");
        tried.Output.ShouldContain("signal crashes (1,300 crashes, from crashes.csv) would be removed; nothing was changed (--dry-run)");
        (await RunAsync("history", "--workspace", "work")).Output.ShouldContain("Data: current.");
        var removed = await RunAsync("unload", "--signal", "crashes", "--workspace", "work");
        removed.ExitCode.ShouldBe(0, removed.Errors);
        removed.Output.ShouldContain("signal crashes (1,300 crashes, from crashes.csv) is removed");
        removed.Output.ShouldContain($"Weighed from it: 1 plan ({planId}). It stays as it is; asking for such a plan again is refused until a signal of that name is loaded.");
        (await RunAsync("history", "--workspace", "work")).Output.ShouldContain("Data: older signals.");
        (await File.ReadAllBytesAsync(At(Path.Combine("work", "plans", "dos-puentes", planId!), "plan.json"))).ShouldBe(plan);
        var refused = await RunAsync(design);
        refused.ExitCode.ShouldBe(2);
        refused.Errors.ShouldContain("weigh: \"crashes\" is no signal of the city and no column of its map. Load a signal of that name, or leave it out.");
        (await RunAsync("unload", "--signal", "crashes", "--workspace", "work")).Errors.ShouldContain("dos-puentes has no signal \"crashes\". It has no signals.");
        (await RunAsync("unload", "1", "--signal", "crashes", "--workspace", "work")).Errors.ShouldContain("--signal: it is given beside the number of a load. Give one of the two.");
    }

    [Fact]
    public async Task The_maps_own_column_of_calls_is_weighed_by_a_name_of_its_own()
    {
        await WriteSquaresAsync("squares.geojson");
        string[] alone = ["design", At("", "squares.geojson"), "--beats", "2", "--effort", "10000", "-o", "out", "--time-zone", "America/Phoenix", "--weigh"];
        var run = await RunAsync([.. alone, "column:calls=1"]);
        run.ExitCode.ShouldBe(0, run.Errors);
        (await File.ReadAllTextAsync(At("out", "summary.txt"))).ShouldContain("the workload from the column calls.");
        using var table = JsonDocument.Parse(await File.ReadAllBytesAsync(At("out", "table.json")));
        var share = table.RootElement.GetProperty("shares")[0];
        (share.GetProperty("kind").GetString(), share.GetProperty("total").GetDouble()).ShouldBe(("column", 100));
        (await RunAsync([.. alone, "calls=1"])).Errors.ShouldContain("needs no calls: --weigh COLUMN=1 (column:calls=1 for a column of that name).");
        (await RunAsync("ingest", At("", "squares.geojson"), "--workspace", "work", "--time-zone", "America/Phoenix")).ExitCode.ShouldBe(0);
        (await RunAsync("design", "--workspace", "work", "--beats", "2", "--effort", "10000", "-o", "kept", "--weigh", "column:calls=1")).ExitCode.ShouldBe(0);
        (await File.ReadAllBytesAsync(At("kept", "plan.json"))).ShouldBe(await File.ReadAllBytesAsync(At("out", "plan.json")));
        (await RunAsync("design", "--workspace", "work", "--beats", "2", "-o", "no", "--weigh", "calls=0.5", "POP=0.5")).Errors.ShouldContain(
            "weigh: calls have 0.5 of the workload, and the city has no calls. Load calls, or write column:calls for the map's own column of that name.");
        (await RunAsync([.. alone, "column:POPS=1"])).Errors.ShouldContain("weigh: the map has no column \"POPS\" (did you mean \"POP\"?). Columns are id, calls, POP.");
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

    /// <summary>The sample's crashes as a portal writes them.</summary>
    private async Task WriteTableAsync(string name)
    {
        using var points = JsonDocument.Parse(await File.ReadAllBytesAsync(Sample("crashes.geojson")));
        var rows = points.RootElement.GetProperty("features").EnumerateArray().Select(feature =>
        {
            var (place, time) = (feature.GetProperty("geometry").GetProperty("coordinates"), feature.GetProperty("properties").GetProperty("TIMESTAMP").GetString()!);
            return $"{time[5..7]}/{time[8..10]}/{time[..4]},{time[11..]},\"({place[1].GetRawText()}, {place[0].GetRawText()})\"";
        });
        await File.WriteAllLinesAsync(At("", name), ["Crash Date,Crash Time,Location", .. rows]);
    }

    private async Task WriteSquaresAsync(string name)
    {
        var squares = Enumerable.Range(0, 4).Select(at => FormattableString.Invariant(
            $$$"""{"type":"Feature","properties":{"id":"{{{"abcd"[at]}}}","calls":{{{10 + (at * 10)}}},"POP":{{{at + 1}}}},"geometry":{"type":"Polygon","coordinates":[[[{{{at * 0.01 - 112}}},33],[{{{at * 0.01 - 111.99}}},33],[{{{at * 0.01 - 111.99}}},33.01],[{{{at * 0.01 - 112}}},33.01],[{{{at * 0.01 - 112}}},33]]]}}"""));
        await File.WriteAllTextAsync(At("", name), $$"""{"type":"FeatureCollection","features":[{{string.Join(',', squares)}}]}""");
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_folder.FullName, arguments);

    private static string Sample(string name) => Path.Combine(_samples, name);

    private string At(string output, string name) => Path.Combine(_folder.FullName, output, name);
}
