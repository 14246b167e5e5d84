using System.Globalization;
using System.Text.Json;

namespace SmartBeats.Cli.Tests;

/// <summary>A department's own export, from the first look to the load that asks nothing.</summary>
public sealed class MappedCallsTests : IDisposable
{
    private const string Header = "Incident No,Call Date,Call Time,Urgency,X Coord,Y Coord\n";
    private readonly WorkspaceFolder _folder = new();

    public MappedCallsTests() => _folder.WriteMap("areas.geojson");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_open_question_is_shown_by_inspect_settled_by_its_flag_kept_and_not_asked_again()
    {
        WriteExport("export.csv", days: 12);
        var look = await _folder.RunAsync(["inspect", "export.csv", .. WorkspaceFolder.Zone]);
        look.ExitCode.ShouldBe(0, look.Errors);
        look.Output.ShouldStartWith("export.csv: calls for service, good to load once what is open is settled.\n");
        look.Output.ShouldContain("  time           Call Date and Call Time (MM/dd/yyyy hh:mm:ss tt): ");
        look.Output.ShouldContain("  Question       dates of Call Date may be month/day or day/month");
        look.Output.ShouldContain("--day-first or --month-first");

        var asked = await DesignAsync("export.csv");
        asked.ExitCode.ShouldBe(2);
        asked.Errors.ShouldEndWith("Say --day-first or --month-first, or give --time-format \"MM/dd/yyyy hh:mm:ss tt\".\n");
        var unsaved = await _folder.RunAsync(["inspect", "export.csv", "--save", .. WorkspaceFolder.Zone]);
        unsaved.ExitCode.ShouldBe(2, "nobody is at a terminal to ask");
        File.Exists(_folder["mapping.json"]).ShouldBeFalse();

        var saved = await _folder.RunAsync(["inspect", "export.csv", "--save", "--month-first", .. WorkspaceFolder.Zone]);
        saved.ExitCode.ShouldBe(0, saved.Errors);
        saved.Output.ShouldContain("Rows           108: 108 accepted");
        saved.Output.ShouldContain("Incidents      the file does not say");
        WriteExport("export.csv", days: 11);
        var loaded = await DesignAsync("export.csv");
        loaded.ExitCode.ShouldBe(0, loaded.Errors);
        loaded.Errors.ShouldContain("export.csv: 99 calls of 99 rows\nexport.csv: The file was read by the mapping kept for its header.\n");
        _folder.Read("out/report.json").ShouldContain("\"last\": \"2024-01-11T21:30:00\"");
    }

    [Fact]
    public async Task A_workspace_keeps_what_was_settled_once()
    {
        WriteExport("export.csv", days: 6);
        var first = await _folder.IngestAsync(["areas.geojson", "export.csv", "--day-first", "--city", "tiny", .. WorkspaceFolder.Zone]);
        first.ExitCode.ShouldBe(0, first.Errors);
        first.Output.ShouldContain("export.csv: 54 rows: 54 inserted, 0 updated, 0 unchanged, 0 rejected\n");
        WriteExport("next.csv", days: 7);
        var second = await _folder.IngestAsync("next.csv");
        second.ExitCode.ShouldBe(0, second.Errors);
        second.Output.ShouldContain("next.csv: 63 rows: 9 inserted, 0 updated, 54 unchanged, 0 rejected\n");
    }

    [Fact]
    public async Task A_request_for_what_the_calls_lack_is_refused_by_name()
    {
        WriteExport("export.csv", days: 20);
        var priorities = await DesignAsync("export.csv", "--priorities", "1,2", "--map", "priority=");
        priorities.ExitCode.ShouldBe(2);
        priorities.Errors.ShouldEndWith("smartbeats: request: the request asks for priorities, and no call has a priority. "
            + "Leave that out of the request, or say which column of the calls file holds it (--map priority=COLUMN) and load the calls again.\n");
        var incidents = await DesignAsync("export.csv", "--data", "incidents");
        incidents.ExitCode.ShouldBe(2);
        incidents.Errors.ShouldContain("the request tells incidents from other calls, and no call says whether it is one");
        (await DesignAsync("export.csv", "--priorities", "2")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Monthly_files_a_pattern_a_folder_and_standard_input_are_each_one_load()
    {
        Directory.CreateDirectory(_folder["calls"]);
        _folder.WriteCalls("calls/2024-01.csv", WorkspaceFolder.Calls(2));
        WriteExport("calls/2024-02.csv", days: 14);
        foreach (var given in new[] { "calls/2024-*.csv", "calls" })
        {
            var run = await DesignAsync(given);
            run.ExitCode.ShouldBe(0, run.Errors);
            run.Errors.ShouldContain(": 144 calls of 144 rows\n");
        }

        (await DesignAsync("calls/2024-01.csv", "calls/2024-02.csv")).Errors.ShouldContain("2024-01.csv and 1 more: 144 calls of 144 rows\n");
        (await DesignAsync("calls/2023-*.csv")).ExitCode.ShouldBe(3);
        var piped = await CommandRun.WithInputAsync(_folder[""], _folder.Read("calls/2024-02.csv"), ["design", "areas.geojson", "-", .. Wanted]);
        piped.ExitCode.ShouldBe(0, piped.Errors);
        piped.Errors.ShouldContain("standard input: 126 calls of 126 rows\n");
    }

    [Fact]
    public async Task The_sample_as_a_portal_writes_it_comes_to_the_version_of_the_plain_file()
    {
        var samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
        var versions = new List<string>();
        foreach (var name in (string[])["calls.csv", "portal_export.csv"])
        {
            var run = await CommandRun.OfAsync(samples, "inspect", name, "--json");
            run.ExitCode.ShouldBe(0, run.Errors);
            using var json = JsonDocument.Parse(run.Output);
            versions.Add(json.RootElement.GetProperty("calls").GetProperty("report").GetProperty("version").GetString()!);
        }

        versions[1].ShouldBe(versions[0]);
    }

    private static string[] Wanted => ["--beats", "3", "--effort", "10000", "-o", "out", .. WorkspaceFolder.Zone];

    private Task<CommandRun> DesignAsync(params string[] arguments) => _folder.RunAsync(["design", "areas.geojson", .. arguments, .. Wanted]);

    /// <summary>A call in the middle of each of the nine areas on each day of January.</summary>
    private void WriteExport(string name, int days) => _folder.Write(name, Header + string.Concat(
        from day in Enumerable.Range(1, days)
        from area in Enumerable.Range(0, 9)
        select string.Create(
            CultureInfo.InvariantCulture,
            $"N{day:00}{area},01/{day:00}/2024 12:00:00 AM,0{1 + area}:30 PM,P{1 + (area % 3)},{-112 + ((area % 3 + 0.5) / 64)},{33 + ((area / 3 + 0.5) / 64)}\n")));
}
