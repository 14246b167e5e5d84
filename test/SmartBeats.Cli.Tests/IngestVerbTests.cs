using System.IO.Compression;
using System.Text.RegularExpressions;

namespace SmartBeats.Cli.Tests;

public sealed partial class IngestVerbTests : IDisposable
{
    private readonly WorkspaceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Map_and_calls_are_told_apart_and_loaded_whatever_they_are_called_and_in_whatever_order()
    {
        _folder.WriteMap("one.txt");
        _folder.WriteCalls("two.dat", WorkspaceFolder.Calls(2));
        var run = await _folder.IngestAsync(["two.dat", "one.txt", "--city", "tiny", "--city-name", "Tiny Town", .. WorkspaceFolder.Zone]);
        run.ExitCode.ShouldBe(0, run.Errors);
        Versions().Replace(run.Output, "#").ShouldBe("""
            one.txt: map of 9 areas, ids from id
            Tiny Town: map version #
            two.dat: 18 rows: 18 inserted, 0 updated, 0 unchanged, 0 rejected
            Tiny Town: calls version #

            """);
        run.Errors.ShouldEndWith("Next: smartbeats design --workspace ws --beats 12 -o beats\n");
        Directory.GetFiles(_folder["ws/reports/tiny"], "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_folder["ws/reports/tiny"], path))
            .ShouldBe(["one.txt/report.json", "two.dat/report.json"], ignoreOrder: true);
        _folder.Read("ws/cities/tiny/city.json").ShouldBe("{\n  \"id\": \"tiny\",\n  \"name\": \"Tiny Town\",\n  \"timeZone\": \"America/Phoenix\"\n}\n");
    }

    [Fact]
    public async Task The_second_file_of_a_city_needs_no_flags_and_counts_what_it_changed()
    {
        await LoadAsync();
        _folder.WriteCalls("more.csv", [.. WorkspaceFolder.Calls(2).Skip(1), WorkspaceFolder.Call("T-01-0", 1, 0, priority: "9"), WorkspaceFolder.Call("T-new", 3, 0), WorkspaceFolder.Call("T-new", 4, 0)]);
        var run = await _folder.IngestAsync("more.csv");
        run.Output.ShouldStartWith("more.csv: 20 rows: 1 inserted, 1 updated, 17 unchanged, 0 rejected, 1 given twice (the last counts)\ntiny: calls version ");
    }

    [Fact]
    public async Task A_period_is_replaced_and_a_mistyped_one_removes_nothing()
    {
        await LoadAsync();
        var version = VersionIn(await _folder.IngestAsync("calls.csv"));
        _folder.WriteCalls("day2.csv", WorkspaceFolder.Call("T-02-4", 2, 4), WorkspaceFolder.Call("T-late", 2, 8));
        var wrong = await _folder.IngestAsync("day2.csv", "--replaces", "2023-01-02..2023-01-02");
        wrong.ExitCode.ShouldBe(2);
        wrong.Errors.ShouldContain("smartbeats: day2.csv: holds no call of the period it is to replace, 2023-01-02T00:00:00 to 2023-01-02T23:59:59. Nothing was loaded or removed. Its calls are of 2024-01-02T12:00:00 to 2024-01-02T12:00:00: correct the period.");
        VersionIn(await _folder.IngestAsync("calls.csv")).ShouldBe(version);

        var right = await _folder.IngestAsync("day2.csv", "--replaces", "2024-01-02..2024-01-02");
        right.ExitCode.ShouldBe(0, right.Errors);
        right.Output.ShouldContain("day2.csv: 2 rows: 1 inserted, 0 updated, 1 unchanged, 0 rejected\n");
        right.Output.ShouldContain("day2.csv: replaces 2024-01-02T00:00:00 to 2024-01-02T23:59:59: 8 calls that it no longer holds were removed\n");

        var two = await _folder.IngestAsync("day2.csv", "calls.csv", "--replaces", "2024-01-02..2024-01-02");
        two.ExitCode.ShouldBe(2);
        two.Errors.ShouldBe("smartbeats: --replaces: it goes with one calls file, and 2 are given. Load them one by one, or join them first: each would remove the calls of the other.\n");
    }

    [Fact]
    public async Task A_new_map_is_matched_to_the_one_before()
    {
        await LoadAsync();
        _folder.WriteMap("again.geojson");
        (await _folder.IngestAsync("again.geojson")).Output.ShouldStartWith("again.geojson: map of 9 areas, ids from id; it is the map the city has\n");
        _folder.WriteMap("renamed.geojson", "B");
        var run = await _folder.IngestAsync("renamed.geojson");
        Versions().Replace(run.Output, "#").ShouldBe("""
            renamed.geojson: map of 9 areas, ids from id
            renamed.geojson: 9 areas before, 9 now: 0 as they were, 0 redrawn, 9 renamed, 0 split, 0 merged, 0 vanished, 0 new.
            renamed.geojson: Renamed: A0 is now B0; A1 is now B1; A2 is now B2; A3 is now B3; A4 is now B4; and 4 more.
            renamed.geojson: plans stay with the map they were made on; ask again to have them made on this one.
            tiny: map version #

            """);
        _folder.Read("ws/reports/tiny/renamed.geojson/report.json").ShouldContain("\"renamed\": [");
        Directory.GetDirectories(_folder["ws/cities/tiny/maps"]).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_refused_does_not_keep_the_others_from_being_loaded()
    {
        _folder.WriteMap("areas.geojson");
        _folder.Write("page.csv", "<!doctype html><title>Sign in</title>");
        using (var zip = ZipFile.Open(_folder["calls.zip"], ZipArchiveMode.Create))
        {
            zip.CreateEntry("calls.csv");
        }

        var run = await _folder.IngestAsync(["page.csv", "calls.zip", "areas.geojson", "--city", "tiny", .. WorkspaceFolder.Zone]);
        run.ExitCode.ShouldBe(2);
        run.Output.ShouldContain("areas.geojson: map of 9 areas");
        run.Errors.ShouldContain("smartbeats: calls.zip: is empty. Export the calls again.\n");
        run.Errors.ShouldContain("smartbeats: page.csv: is a web page (HTML). A download may have ended at a sign-in or error page: open the link in a browser, and save the CSV itself.\n");
        run.Errors.ShouldEndWith("2 of the files were not loaded. Correct them as said above and run ingest again; what was loaded stays.\n");
    }

    [Fact]
    public async Task Rejected_rows_are_kept_in_one_place_and_their_addresses_nowhere_else()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", [.. WorkspaceFolder.Calls(2), WorkspaceFolder.Call("T-bad", 1, 0, priority: "42")]);
        var run = await _folder.IngestAsync(["areas.geojson", "calls.csv", "--city", "tiny", .. WorkspaceFolder.Zone]);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("calls.csv: 19 rows: 18 inserted, 0 updated, 0 unchanged, 1 rejected\n");
        run.Errors.ShouldContain("calls.csv: the rejected rows are in ws/reports/tiny/calls.csv/rejected.csv; correct them at the source and load the file again.\n");
        (run.Output + run.Errors).ShouldNotContain("SECRET");
        var holding = Directory.GetFiles(_folder["ws"], "*", SearchOption.AllDirectories).Where(path => File.ReadAllText(path).Contains("SECRET", StringComparison.Ordinal));
        holding.Select(path => Path.GetFileName(path)).ShouldBe(["rejected.csv"]);
    }

    [Fact]
    public async Task Several_cities_share_a_workspace_and_none_is_guessed()
    {
        await LoadAsync();
        var unnamed = await _folder.IngestAsync("calls.csv", "--city", "mesa");
        unnamed.ExitCode.ShouldBe(2);
        unnamed.Errors.ShouldBe("smartbeats: --time-zone: city mesa is new in this workspace (it holds tiny) and no time zone is given. Name the zone of the calls' local times, e.g. --time-zone America/Phoenix.\n");
        (await _folder.IngestAsync(["areas.geojson", "calls.csv", "--city", "mesa", .. WorkspaceFolder.Zone])).ExitCode.ShouldBe(0);
        var which = await _folder.IngestAsync("calls.csv");
        which.Errors.ShouldBe("smartbeats: --city: it is not given, and the workspace holds mesa, tiny. Name the city the files are of, e.g. --city mesa.\n");
        var design = await _folder.DesignAsync();
        design.Errors.ShouldBe("smartbeats: --city: it is not given, and the workspace holds mesa, tiny. Name one, e.g. --city mesa.\n");
        (await _folder.DesignAsync("--city", "mesa")).ExitCode.ShouldBe(0);
        (await _folder.DesignAsync("--city", "tiny")).ExitCode.ShouldBe(0);
        var zone = await _folder.IngestAsync("calls.csv", "--city", "tiny", "--time-zone", "America/Denver");
        zone.Errors.ShouldBe("smartbeats: --time-zone: the calls of tiny were loaded as local times of America/Phoenix, not America/Denver. Leave the flag out, or load map and calls under another --city.\n");
    }

    [Fact]
    public async Task A_dry_run_says_what_a_load_would_change_and_changes_nothing()
    {
        await LoadAsync();
        var before = await _folder.IngestAsync("calls.csv");
        _folder.WriteCalls("calls.csv", [.. WorkspaceFolder.Calls(2).Skip(3), WorkspaceFolder.Call("T-new", 1, 0)]);
        var dry = await _folder.IngestAsync("calls.csv", "--dry-run", "--replaces", "2024-01-01..2024-12-31");
        dry.ExitCode.ShouldBe(0, dry.Errors);
        dry.Output.ShouldContain("calls.csv: 16 rows: 1 inserted, 0 updated, 15 unchanged, 0 rejected\n");
        dry.Output.ShouldContain(": 3 calls that it no longer holds would be removed\n");
        dry.Output.ShouldContain("nothing was changed (--dry-run); the calls version would be ");
        var real = await _folder.IngestAsync("calls.csv", "--replaces", "2024-01-01..2024-12-31");
        real.Output.ShouldContain("calls.csv: 16 rows: 1 inserted, 0 updated, 15 unchanged, 0 rejected\n");
        VersionIn(real).ShouldBe(VersionIn(dry));
        VersionIn(real).ShouldNotBe(VersionIn(before));
    }

    [Fact]
    public async Task A_missing_file_is_named_before_anything_is_loaded()
    {
        _folder.WriteMap("areas.geojson");
        var run = await _folder.IngestAsync(["areas.geojson", "nowhere.csv", .. WorkspaceFolder.Zone]);
        run.ExitCode.ShouldBe(3);
        run.Errors.ShouldBe("smartbeats: nowhere.csv: there is no such file. Check its name and folder.\n");
        Directory.Exists(_folder["ws"]).ShouldBeFalse();
    }

    private async Task LoadAsync()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(2));
        var run = await _folder.IngestAsync(["areas.geojson", "calls.csv", "--city", "tiny", .. WorkspaceFolder.Zone]);
        run.ExitCode.ShouldBe(0, run.Errors);
    }

    private static string VersionIn(CommandRun run) => Versions().Match(run.Output).Value;

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Versions();
}
