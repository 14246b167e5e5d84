using System.Security.Cryptography;
using System.Text.Json;

namespace SmartBeats.Cli.Tests;

public sealed class DesignVerbTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Two_files_become_a_plan_on_screen_and_all_files_on_disk()
    {
        var run = await DesignSampleAsync("out", "--beats", "12");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("12 beats");
        run.Output.ShouldContain("Every beat is in one piece.");
        Files("out").ShouldBe(["areas.zip", "assignment.csv", "beats.csv", "beats.geojson", "beats.zip", "map-report.json", "map.html", "plan.json", "report.json", "summary.txt", "table.json"]);
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "out", "plan.json")));
        plan.RootElement.GetProperty("measures").GetProperty("maxDeviation").GetDouble().ShouldBeLessThanOrEqualTo(0.01);
        plan.RootElement.GetProperty("measures").GetProperty("contiguous").GetBoolean().ShouldBeTrue();
        run.Errors.ShouldContain("seed 1");
        run.Errors.ShouldContain("map.html");
    }

    [Fact]
    public async Task Streets_are_drawn_and_change_no_figure()
    {
        (await DesignSampleAsync("without", "--beats", "9", "--effort", "300000", "--also", "sheets")).ExitCode.ShouldBe(0);
        var with = await DesignSampleAsync(
            "with", "--beats", "9", "--effort", "300000", "--also", "sheets", "--roads", Path.Combine(_samples, "streets.geojson"), "--water", Path.Combine(_samples, "water.geojson"));
        with.ExitCode.ShouldBe(0, with.Errors);
        foreach (var name in Files("without").Where(name => name is not ("map.html" or "sheets.html")))
        {
            Hash("with", name).ShouldBe(Hash("without", name), name);
        }

        var added = new FileInfo(Path.Combine(_folder.FullName, "with", "map.html")).Length - new FileInfo(Path.Combine(_folder.FullName, "without", "map.html")).Length;
        added.ShouldBeInRange(5_000, 1_000_000);
        (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "with", "sheets.html"))).ShouldContain(">E MARKET BLVD</text>");
        var wrong = await DesignSampleAsync("wrong", "--beats", "9", "--effort", "300000", "--places", Path.Combine(_samples, "streets.geojson"));
        wrong.ExitCode.ShouldBe(2);
        wrong.Errors.ShouldContain("streets.geojson: holds lines or areas; places are points. Give a layer of points.");
    }

    [Fact]
    public async Task A_geopackage_of_the_same_areas_makes_the_same_plan_and_what_is_written_also_is_the_same_bytes()
    {
        foreach (var name in (string[])["city.json", "city.zip", "calls.csv"])
        {
            File.Copy(Path.Combine(_samples, name), Path.Combine(_folder.FullName, name));
        }

        string[] conversion = ["-f", "GPKG", Path.Combine(_folder.FullName, "city.gpkg"), "/vsizip/" + Path.Combine(_samples, "city.zip")];
        using (var gdal = System.Diagnostics.Process.Start("ogr2ogr", conversion))
        {
            await gdal.WaitForExitAsync();
            gdal.ExitCode.ShouldBe(0);
        }

        string[] asked = ["--beats", "9", "--effort", "300000", "--also", "gpkg,kml,xlsx"];
        var zip = await CommandRun.OfAsync(_folder.FullName, ["design", "city.zip", "calls.csv", "-o", "zip", .. asked]);
        zip.ExitCode.ShouldBe(0, zip.Errors);
        // A plan's notes name the file of its map; what a file is, its content says.
        File.Move(Path.Combine(_folder.FullName, "city.gpkg"), Path.Combine(_folder.FullName, "city.zip"), overwrite: true);
        var package = await CommandRun.OfAsync(_folder.FullName, ["design", "city.zip", "calls.csv", "-o", "package", .. asked]);
        package.ExitCode.ShouldBe(0, package.Errors);
        Files("zip").ShouldBe(Files("package"));
        Files("zip").ShouldContain("plan.gpkg");
        // The report of the map calls its rows what the form does: records or features.
        foreach (var name in Files("zip").Where(name => name != "map-report.json"))
        {
            Hash("package", name).ShouldBe(Hash("zip", name), name);
        }

        // What is written is read again: the same areas are the same map.
        var inspected = await CommandRun.OfAsync(_folder.FullName, ["inspect", Path.Combine("zip", "plan.gpkg"), "--layer", "areas", "--json"]);
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "zip", "plan.json")));
        inspected.Output.ShouldContain(plan.RootElement.GetProperty("mapVersion").GetString()!);
    }

    [Fact]
    public async Task The_plan_is_the_same_bytes_at_any_number_of_threads()
    {
        (await DesignSampleAsync("one", "--beats", "9", "--threads", "1", "--effort", "2000000")).ExitCode.ShouldBe(0);
        (await DesignSampleAsync("eight", "--beats", "9", "--threads", "8", "--effort", "2000000")).ExitCode.ShouldBe(0);
        foreach (var name in Files("one"))
        {
            Hash("eight", name).ShouldBe(Hash("one", name), name);
        }
    }

    [Fact]
    public async Task A_request_file_and_the_same_flags_make_the_same_plan()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "request.json"), """{ "beats": 7, "priorities": [1, 2], "hours": "22-6", "effort": 1000000 }""");
        (await DesignSampleAsync("file", "--request", "request.json")).ExitCode.ShouldBe(0);
        var flags = await DesignSampleAsync("flags", "--beats", "7", "--priorities", "2,1", "--hours", "22-6", "--effort", "1000000");
        flags.ExitCode.ShouldBe(0, flags.Errors);
        Hash("flags", "plan.json").ShouldBe(Hash("file", "plan.json"));
    }

    [Fact]
    public async Task Seconds_are_turned_into_effort_by_a_fixed_rate()
    {
        (await DesignSampleAsync("seconds", "--beats", "7", "--time", "0.05")).ExitCode.ShouldBe(0);
        // Two threads' 14 million a second.
        (await DesignSampleAsync("effort", "--beats", "7", "--effort", "1400000")).ExitCode.ShouldBe(0);
        Hash("seconds", "plan.json").ShouldBe(Hash("effort", "plan.json"));
        var both = await DesignSampleAsync("both", "--beats", "7", "--effort", "1", "--time", "1");
        both.ExitCode.ShouldBe(2);
        both.Errors.ShouldContain("--time, --effort: both say how long to search. Give one of them.");
        var none = await DesignSampleAsync("none", "--beats", "7", "--time", "soon");
        none.ExitCode.ShouldBe(2);
        none.Errors.ShouldContain("--time: \"soon\" is no number of seconds from 0.001 to 86,400. Give seconds of search, such as 10.");
    }

    [Fact]
    public async Task Barriers_are_counted_in_the_plan_and_an_unknown_id_is_refused_with_the_near_miss()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "river.csv"), "area_id,area_id\n1301,1302\n");
        var run = await DesignSampleAsync("out", "--beats", "5", "--effort", "500000", "--barriers", "river.csv");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("1 pair of areas kept apart by a barrier: 1301 and 1302.");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "river.csv"), "1301,1302x\n");
        var refused = await DesignSampleAsync("refused", "--beats", "5", "--links", "river.csv");
        refused.ExitCode.ShouldBe(2);
        refused.Errors.ShouldContain("river.csv:1: area \"1302x\" is not in the map. Did you mean \"1302\"?");
    }

    [Fact]
    public async Task Json_prints_plan_json_and_nothing_else_on_stdout()
    {
        var run = await DesignSampleAsync("out", "--beats", "5", "--json", "--effort", "1000000");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldBe(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "out", "plan.json")));
    }

    [Fact]
    public async Task An_unreachable_tolerance_still_delivers_and_only_strict_fails()
    {
        string[] flags = ["--beats", "150", "--tolerance", "0.0001", "--effort", "1000000"];
        (await DesignSampleAsync("out", flags)).ExitCode.ShouldBe(0);
        var strict = await DesignSampleAsync("strict", [.. flags, "--strict"]);
        strict.ExitCode.ShouldBe(1);
        strict.Output.ShouldContain("The tolerance asked for, 0.01%, is not met");
        Files("strict").ShouldContain("map.html");
    }

    [Fact]
    public async Task Wrong_fields_are_all_named_and_exit_with_2()
    {
        var run = await DesignSampleAsync("out", "--beats", "0", "--goal", "compat", "--hours", "6-6");
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("beats");
        run.Errors.ShouldContain("compact");
        run.Errors.ShouldContain("hours");
        Directory.Exists(Path.Combine(_folder.FullName, "out")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_mistyped_flag_is_answered_with_the_near_miss()
    {
        var run = await DesignSampleAsync("out", "--beat", "12");
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("there is no flag --beat. Did you mean --beats?");
    }

    [Fact]
    public async Task Without_a_time_zone_the_command_asks_for_one()
    {
        File.Copy(Path.Combine(_samples, "city.zip"), Path.Combine(_folder.FullName, "city.zip"));
        File.Copy(Path.Combine(_samples, "calls.csv"), Path.Combine(_folder.FullName, "calls.csv"));
        var run = await CommandRun.OfAsync(_folder.FullName, "design", "city.zip", "calls.csv", "--beats", "3");
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("--time-zone");
    }

    [Fact]
    public async Task A_missing_file_exits_with_3_and_is_named()
    {
        var run = await CommandRun.OfAsync(_folder.FullName, "design", "nowhere.zip", "calls.csv", "--beats", "3", "--time-zone", "America/Phoenix");
        run.ExitCode.ShouldBe(3);
        run.Errors.ShouldContain("nowhere.zip");
    }

    [Fact]
    public async Task Rejected_rows_are_kept_and_no_other_file_repeats_their_address()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(_samples, "calls.csv"));
        var columns = lines[0].Split(',');
        var bad = string.Join(',', columns.Select(column => column switch
        {
            "event_number" => "BAD-1",
            "priority" => "42",
            "address" => "1 SECRET LANE",
            "is_incident" => "t",
            "geometry_wkt" => "POINT(-112.0 33.0)",
            "timestamp" => "2021-01-01 00:00:00",
            _ => "",
        }));
        await File.WriteAllLinesAsync(Path.Combine(_folder.FullName, "calls.csv"), [.. lines, bad]);
        var run = await CommandRun.OfAsync(
            _folder.FullName, "design", Path.Combine(_samples, "city.zip"), "calls.csv", "--beats", "5", "--effort", "1000000", "-o", "out");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Errors.ShouldContain("rejected.csv");
        (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "out", "rejected.csv"))).ShouldContain("SECRET LANE");
        (run.Output + run.Errors).ShouldNotContain("SECRET LANE");
        foreach (var name in Files("out").Where(name => name != "rejected.csv"))
        {
            (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "out", name))).ShouldNotContain("SECRET LANE", Case.Insensitive, name);
        }
    }

    private Task<CommandRun> DesignSampleAsync(string output, params string[] flags) => CommandRun.OfAsync(
        _folder.FullName, ["design", Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "calls.csv"), "-o", output, .. flags]);

    private string[] Files(string output) =>
        [.. Directory.GetFiles(Path.Combine(_folder.FullName, output)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string Hash(string output, string name) =>
        Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder.FullName, output, name))));
}
