using System.Text.Json;

namespace SmartBeats.Cli.Tests;

/// <summary>Whole sessions, command by command, as people have them.</summary>
public sealed class WorkspaceSessionTests : IDisposable
{
    private readonly WorkspaceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_wrong_file_a_dirty_one_and_a_changed_one_end_with_a_right_plan_and_every_message_says_what_to_do()
    {
        _folder.WriteMap("areas.geojson");
        var wrong = await _folder.IngestAsync(["areas.geojson", .. WorkspaceFolder.Zone, "--city", "Tiny Town"]);
        wrong.ExitCode.ShouldBe(2);
        wrong.Errors.ShouldBe("smartbeats: --city, --time-zone: id \"Tiny Town\" is no id of a city. Use lower-case letters, digits and hyphens, 1 to 40 of them, the first no hyphen, such as \"glendale\".\n");

        (await _folder.DesignAsync()).Errors.ShouldBe(
            "smartbeats: --workspace: it holds no city yet. Load a map and calls first: smartbeats ingest city.zip calls.csv --workspace ws --time-zone ZONE\n");
        var map = await _folder.IngestAsync(["areas.geojson", .. WorkspaceFolder.Zone, "--city", "tiny"]);
        map.ExitCode.ShouldBe(0, map.Errors);
        map.Errors.ShouldEndWith("Next: the city's calls, e.g. smartbeats ingest calls.csv --workspace ws\n");
        (await _folder.DesignAsync()).Errors.ShouldBe(
            "smartbeats: tiny: the city has no calls yet. Load them first: smartbeats ingest calls.csv --workspace ws --city tiny\n");

        _folder.Write("calls.csv", "id;priority;when\n1;2;2024-01-01\n");
        var other = await _folder.IngestAsync("calls.csv");
        other.ExitCode.ShouldBe(2);
        other.Errors.ShouldStartWith("smartbeats: calls.csv");
        other.Errors.ShouldContain("no column holds a place");
        other.Errors.ShouldContain("--map place=COLUMN");
        other.Errors.ShouldEndWith("1 of the files was not loaded. Correct it as said above and run ingest again; what was loaded stays.\n");

        var bad = Enumerable.Range(0, 9).Select(area => WorkspaceFolder.Call($"T-bad-{area}", 3, area, priority: "urgent"));
        _folder.WriteCalls("calls.csv", [.. WorkspaceFolder.Calls(3), .. bad]);
        var dirty = await _folder.IngestAsync("calls.csv");
        dirty.ExitCode.ShouldBe(2);
        dirty.Errors.ShouldContain("9 of 36 rows cannot be read, above the 10% allowed");
        dirty.Errors.ShouldContain("Nothing was loaded.");
        dirty.Errors.ShouldContain("calls.csv: the rejected rows are in ws/reports/tiny/calls.csv/rejected.csv; correct them at the source and load the file again.\n");
        dirty.Errors.ShouldNotContain("SECRET");

        var tolerated = await _folder.IngestAsync("calls.csv", "--max-rejected", "0.3");
        tolerated.ExitCode.ShouldBe(0, tolerated.Errors);
        tolerated.Output.ShouldContain("calls.csv: 36 rows: 27 inserted, 0 updated, 0 unchanged, 9 rejected\n");
        (await _folder.DesignAsync()).ExitCode.ShouldBe(0);
        var known = await _folder.DesignAsync();
        known.Errors.ShouldStartWith($"Known plan {PlanId()}, made from the same data: its files are copied.\n");

        _folder.WriteCalls("calls.csv", [.. WorkspaceFolder.Calls(3).Skip(9), .. Enumerable.Range(0, 9).Select(area => WorkspaceFolder.Call($"T-right-{area}", 3, area))]);
        var first = PlanId();
        var changed = await _folder.IngestAsync("calls.csv", "--replaces", "2024-01-01..2024-01-31");
        changed.ExitCode.ShouldBe(0, changed.Errors);
        changed.Output.ShouldContain("calls.csv: 27 rows: 9 inserted, 0 updated, 18 unchanged, 0 rejected\n");
        changed.Output.ShouldContain("9 calls that it no longer holds were removed");
        File.Exists(_folder["ws/reports/tiny/calls.csv/rejected.csv"]).ShouldBeFalse();
        var right = await _folder.DesignAsync();
        right.Errors.ShouldStartWith($"This request was answered before by plan {first}, from an older state of calls; plan {PlanId()} is new.\n");

        using var plan = JsonDocument.Parse(_folder.Read("out/plan.json"));
        plan.RootElement.GetProperty("workload").GetProperty("callsCounted").GetInt64().ShouldBe(27);
        plan.RootElement.GetProperty("measures").GetProperty("maxDeviation").GetDouble().ShouldBe(0);
        plan.RootElement.GetProperty("beatCount").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task History_lists_plans_with_what_became_of_their_data()
    {
        await LoadAsync();
        var none = await _folder.RunAsync("history", "--workspace", "ws");
        none.Output.ShouldBe("No plan was made yet.\n");
        none.Errors.ShouldBe("Next: smartbeats design --workspace ws --beats 12 -o beats\n");
        await _folder.DesignAsync();
        var first = PlanId();
        _folder.WriteMap("renamed.geojson", "B");
        await _folder.IngestAsync("renamed.geojson");
        await _folder.DesignAsync("--priorities", "1,2,3");
        var second = PlanId();

        var shown = await _folder.RunAsync("history", "--workspace", "ws", "--city", "tiny");
        shown.ExitCode.ShouldBe(0, shown.Errors);
        var lines = shown.Output.Split('\n').ToList();
        lines[lines.FindIndex(line => line.Contains(first, StringComparison.Ordinal)) + 1].ShouldContain("Data: older map");
        lines[lines.FindIndex(line => line.Contains(second, StringComparison.Ordinal)) + 1].ShouldContain("Data: current.");
        using var json = JsonDocument.Parse((await _folder.RunAsync("history", "--workspace", "ws", "--json")).Output);
        json.RootElement.GetArrayLength().ShouldBe(2);
        var plan = json.RootElement.EnumerateArray().Single(plan => plan.GetProperty("planId").GetString() == second);
        plan.GetProperty("requestInWords").GetString().ShouldBe("3 beats by number of calls; all calls; priorities 1, 2 and 3; tolerance 1%; most compact; seed 1; effort 10,000");
        plan.GetProperty("mapIsCurrent").GetBoolean().ShouldBeTrue();
        plan.GetProperty("callsAreCurrent").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Forgetting_a_call_removes_it_and_its_rejected_rows_and_names_the_plans_made_with_it()
    {
        await LoadAsync();
        _folder.WriteCalls("bad.csv", [.. WorkspaceFolder.Calls(2), WorkspaceFolder.Call("T-01-0", 1, 0, priority: "42")]);
        await _folder.IngestAsync("bad.csv");
        await _folder.DesignAsync();
        var run = await _folder.RunAsync("forget", "T-01-0", "--workspace", "ws");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("tiny: the call is removed; calls version ");
        run.Output.ShouldContain("tiny: 1 of the rejected rows that were kept is removed\n");
        run.Output.ShouldContain($"Made from the calls as they were until now: 1 plan ({PlanId()}). Their files hold counts, no calls; ask again to have them made anew.\n");
        run.Errors.ShouldBe("Files outside the workspace are not touched: loading one that holds the call loads it again.\n");
        foreach (var path in Directory.GetFiles(_folder["ws"], "*", SearchOption.AllDirectories))
        {
            File.ReadAllText(path).ShouldNotContain("T-01-0", Case.Sensitive, path);
        }

        var again = await _folder.RunAsync("forget", "T-01-0", "--workspace", "ws");
        again.ExitCode.ShouldBe(2);
        again.Errors.ShouldBe("smartbeats: EVENT: tiny has no call of this event number, loaded or rejected. Write it as its file does: with letters, hyphens and leading zeros.\n");
    }

    [Fact]
    public async Task Flags_that_say_how_files_are_read_are_refused_where_they_were_read_before()
    {
        await LoadAsync();
        (await _folder.DesignAsync("--id", "NAME", "--time-zone", "America/Phoenix")).Errors
            .ShouldBe("smartbeats: --id, --time-zone: says how files are read, and the workspace has read them. Leave it out here; it belongs to smartbeats ingest.\n");
        (await _folder.DesignAsync("areas.geojson", "calls.csv")).Errors
            .ShouldBe("smartbeats: --workspace: files are named beside it. Load them first (smartbeats ingest FILES --workspace ws), then design without them.\n");
        (await _folder.RunAsync("design", "areas.geojson", "--beats", "3")).Errors
            .ShouldStartWith("smartbeats: AREAS CALLS: a map and a calls file are needed. Name both files, or --workspace DIR where they are loaded already; ");
    }

    [Fact]
    public async Task Processes_that_load_and_design_at_once_lose_nothing_and_mix_nothing_up()
    {
        await LoadAsync();
        for (var part = 0; part < 3; part++)
        {
            _folder.WriteCalls($"part{part}.csv", Enumerable.Range(0, 500).Select(i => WorkspaceFolder.Call($"P{part}-{i:000}", 5, i % 9)));
        }

        var loads = Enumerable.Range(0, 3).Select(part => _folder.IngestAsync($"part{part}.csv"));
        var designs = Enumerable.Range(0, 2).Select(i => _folder.RunAsync("design", "--workspace", "ws", "--beats", "3", "--effort", "10000", "-o", $"out{i}"));
        var runs = await Task.WhenAll(loads.Concat(designs));
        foreach (var run in runs)
        {
            run.ExitCode.ShouldBe(0, run.Errors);
        }

        // Each plan is of one state: the 18 calls loaded first and whole files of 500.
        for (var i = 0; i < 2; i++)
        {
            using var plan = JsonDocument.Parse(_folder.Read($"out{i}/plan.json"));
            (plan.RootElement.GetProperty("workload").GetProperty("callsCounted").GetInt64() % 500).ShouldBe(18);
        }

        await _folder.DesignAsync();
        using var last = JsonDocument.Parse(_folder.Read("out/plan.json"));
        last.RootElement.GetProperty("workload").GetProperty("callsCounted").GetInt64().ShouldBe(1518);
        Directory.GetDirectories(_folder["ws/runs"]).ShouldBeEmpty();
    }

    private async Task LoadAsync()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(2));
        var run = await _folder.IngestAsync(["areas.geojson", "calls.csv", "--city", "tiny", .. WorkspaceFolder.Zone]);
        run.ExitCode.ShouldBe(0, run.Errors);
    }

    private string PlanId()
    {
        using var plan = JsonDocument.Parse(_folder.Read("out/plan.json"));
        return plan.RootElement.GetProperty("planId").GetString()!;
    }
}
