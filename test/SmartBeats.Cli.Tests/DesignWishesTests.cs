using System.Text.Json;

namespace SmartBeats.Cli.Tests;

/// <summary>Wishes as flags, on the invented city.</summary>
public sealed class DesignWishesTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Todays_beats_are_kept_within_the_budget_by_files_of_every_kind_with_the_same_plan()
    {
        (await DesignAsync("today", "--priorities", "1,2")).ExitCode.ShouldBe(0);
        string[] wishes = ["--change-budget", "0.08", "--lock-beats", "2", "--lock-areas", "1301,1302"];
        var run = await DesignAsync("json", ["--current", "today/plan.json", .. wishes]);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("Locked and unchanged: beat 2; areas 1301 and 1302. The other beats are within");
        run.Output.ShouldContain("Beats keep their numbers.");

        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(At("json", "plan.json")));
        plan.RootElement.GetProperty("wishes").GetProperty("change").GetProperty("workloadShare").GetDouble().ShouldBeInRange(0.0001, 0.08);
        plan.RootElement.GetProperty("sideFiles").EnumerateArray().Select(side => side.GetProperty("role").GetString()).ShouldBe(["current", "locked-areas"]);
        (await File.ReadAllTextAsync(At("json", "summary.txt"))).ShouldContain("of the workload (8% might change)");

        await File.WriteAllTextAsync(At("", "locked.csv"), "area_id\n1302\n1301\n");
        (await DesignAsync("csv", ["--current", "today/assignment.csv", .. wishes[..4], "--lock-areas", "locked.csv", "--threads", "1"])).ExitCode.ShouldBe(0);
        (await File.ReadAllBytesAsync(At("csv", "plan.json"))).ShouldBe(await File.ReadAllBytesAsync(At("json", "plan.json")));
    }

    [Fact]
    public async Task Beats_are_nested_in_sectors_drawn_or_listed_with_the_same_plan()
    {
        // The sectors of another plan, on the map and area by area.
        (await DesignAsync("made", "--priorities", "1,2", "--sectors", "2")).ExitCode.ShouldBe(0);
        var sectorOfBeat = (await File.ReadAllLinesAsync(At("made", "beats.csv"))).Skip(1).ToDictionary(line => line.Split(',')[0], line => line.Split(',')[8]);
        var sectorOf = (await File.ReadAllLinesAsync(At("made", "assignment.csv"))).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => sectorOfBeat[cells[1]]);
        await File.WriteAllLinesAsync(At("", "sectors.csv"), sectorOf.Select(pair => $"{pair.Key},{pair.Value}").Prepend("area_id,sector"));
        var drawn = await DesignAsync("drawn", "--within", "made/beats.geojson");
        drawn.ExitCode.ShouldBe(0, drawn.Errors);
        (await File.ReadAllTextAsync(At("drawn", "summary.txt"))).ShouldContain("- Sector 1, as given: beats ");
        (await DesignAsync("listed", "--within", "sectors.csv", "--threads", "1")).ExitCode.ShouldBe(0);
        (await File.ReadAllBytesAsync(At("listed", "plan.json"))).ShouldBe(await File.ReadAllBytesAsync(At("drawn", "plan.json")));

        var nested = (await File.ReadAllLinesAsync(At("listed", "assignment.csv"))).Skip(1).Select(line => line.Split(',')).GroupBy(cells => cells[1]).ToList();
        nested.Count.ShouldBe(6);
        nested.ShouldAllBe(beat => beat.Select(cells => sectorOf[cells[0]]).Distinct().Count() == 1);
    }

    [Fact]
    public async Task Request_file_holds_the_same_wishes_as_flags_and_files()
    {
        await File.WriteAllTextAsync(At("", "stations.csv"), "id,lon,lat\nMain,-113.42,33.24\nEast,-113.36,33.24\n");
        string[] flags = ["--stations", "stations.csv", "--station-weight", "2", "--equal-area", "0.5", "--balance", "calls=1,service-minutes=0.5", "--tolerance", "0.1"];
        var byFlags = await DesignAsync("flags", flags);
        byFlags.ExitCode.ShouldBe(0, byFlags.Errors);
        byFlags.Output.ShouldContain("Balance of officer-minutes, weight 0.5: every beat is within");
        byFlags.Output.ShouldContain("from the station of its beat on average");
        byFlags.Output.ShouldContain("Without equal area and the stations the plan would be within");
        await File.WriteAllTextAsync(At("", "request.json"), """
            { "beats": 6, "effort": 400000, "tolerance": 0.1, "stationWeight": 2, "equalArea": 0.5, "balance": { "service-minutes": 0.5, "calls": 1 },
              "stations": [{ "id": "East", "lon": -113.36, "lat": 33.24 }, { "id": "Main", "lon": -113.42, "lat": 33.24 }] }
            """);
        var byFile = await DesignAsync("file", "--request", "request.json");
        byFile.ExitCode.ShouldBe(0, byFile.Errors);
        (await File.ReadAllBytesAsync(At("file", "plan.json"))).ShouldBe(await File.ReadAllBytesAsync(At("flags", "plan.json")));
    }

    [Theory]
    [InlineData("--change-budget 0.1", "smartbeats: --change-budget: a change budget needs the current beats. Give them (--current, or \"current\" in a request), or leave it out.")]
    [InlineData("--change-budget lots", "smartbeats: --change-budget: is \"lots\", not a share of the workload from 0 to 1. Write a fraction such as 0.1.")]
    [InlineData("--lock-areas 1301", "smartbeats: --lock-areas: locked areas need the current beats. Give them (--current, or \"current\" in a request), or leave it out.")]
    [InlineData("--lock-areas 1301,13x2", "smartbeats: --lock-areas: area \"13x2\" is not in the map. Did you mean \"1302\"? Use the ids of the map's field \"AREA_ID\", leading zeros and all.")]
    [InlineData("--station-weight 2", "smartbeats: --station-weight: is given without stations. Give the stations (--stations, or \"stations\" in a request), or leave it out.")]
    [InlineData("--balance minutes=1", "smartbeats: --balance: \"minutes\" is no signal of the city and no column of its map. Load a signal of that name, or leave it out. There are calls, service-minutes, time-on-scene, priority-weights; no signals; columns AREA_ID, NEIGHBORHO, RESIDENTS.")]
    [InlineData("--weigh crash=0.2", "smartbeats: --weigh: \"crash\" is no signal of the city and no column of its map. Load a signal of that name, or leave it out. There are calls; no signals; columns AREA_ID, NEIGHBORHO, RESIDENTS.")]
    [InlineData("--weigh RESIDENT=1", "smartbeats: --weigh: \"RESIDENT\" is no signal of the city and no column of its map (did you mean \"RESIDENTS\"?). Load a signal of that name, or leave it out. There are calls; no signals; columns AREA_ID, NEIGHBORHO, RESIDENTS.")]
    [InlineData("--weigh NEIGHBORHOOD=1", "smartbeats: --weigh: column NEIGHBORHO has \"Palo Heights\" for area 0301, which is no number. Columns of numbers are RESIDENTS.")]
    [InlineData("--weigh RESIDENTS", "smartbeats: --weigh: \"RESIDENTS\" names no share. Write NAME=SHARE, such as CALLS=1; files are named before the flag.")]
    [InlineData("--keep-whole HOOD", "smartbeats: --keep-whole: the map has no column \"HOOD\". Columns are AREA_ID, NEIGHBORHO, RESIDENTS.")]
    [InlineData("--keep-whole AREA_ID", "smartbeats: --keep-whole: no two areas have the same AREA_ID: there is nothing to keep together. Name a column that several areas share a value of, such as their neighborhood.")]
    [InlineData("--within HOOD", "smartbeats: --within: the map has no column \"HOOD\". Columns are AREA_ID, NEIGHBORHO, RESIDENTS.")]
    [InlineData("--within AREA_ID", "smartbeats: --within: 585 sectors cannot be made of 6 beats. Ask for at least 585 beats, one for each sector.")]
    [InlineData("--equal-area 1 --goal response", "smartbeats: --goal: response leaves aside --equal-area. Leave them out, or choose compact, tightest or compromise.")]
    [InlineData("--current nothing.csv", "smartbeats: --current: there is no file \"nothing.csv\". Name plan.json, assignment.csv or a polygon file of today's beats; today only where beats are adopted in the workspace.")]
    public async Task Impossible_wish_is_refused_in_one_sentence(string flags, string message)
    {
        var run = await DesignAsync("out", flags.Split(' '));
        run.ExitCode.ShouldBe(2, run.Output);
        run.Errors.Split('\n').ShouldContain(message);
    }

    private Task<CommandRun> DesignAsync(string output, params string[] flags) => CommandRun.OfAsync(
        _folder.FullName,
        ["design", Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "calls.csv"), "--output", output,
            .. flags.Contains("--request") ? Array.Empty<string>() : ["--beats", "6", "--effort", "400000"], .. flags]);

    private string At(string output, string name) => Path.Combine(_folder.FullName, output, name);
}
