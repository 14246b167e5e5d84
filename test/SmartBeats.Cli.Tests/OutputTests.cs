using System.Text.Json;

namespace SmartBeats.Cli.Tests;

/// <summary>The same flags for what is printed and written, on every verb where they mean something.</summary>
public sealed class OutputTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly WorkspaceFolder _folder = new();

    public OutputTests()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(20));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verbs_of_a_workspace_print_json_or_nothing()
    {
        using var loaded = await JsonOfAsync(["ingest", "areas.geojson", "calls.csv", .. WorkspaceFolder.Zone, "--workspace", "ws", "--json"]);
        loaded.RootElement.EnumerateArray().Select(one => one.GetProperty("fileName").GetString()).ShouldBe(["areas.geojson", "calls.csv"]);
        loaded.RootElement[1].GetProperty("calls").GetProperty("inserted").GetInt32().ShouldBe(180);
        loaded.RootElement[1].GetProperty("status").GetString().ShouldBe("loaded");
        using var dry = await JsonOfAsync("ingest", "calls.csv", "--workspace", "ws", "--dry-run", "--json");
        dry.RootElement[0].GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        dry.RootElement[0].GetProperty("calls").GetProperty("unchanged").GetInt32().ShouldBe(180);

        (await _folder.DesignAsync("-q")).ShouldBe(new CommandRun(0, "", ""));
        using var history = await JsonOfAsync("history", "--workspace", "ws", "--json");
        var plan = history.RootElement[0].GetProperty("planId").GetString()!;
        using var exported = await JsonOfAsync("export", plan, "--also", "kml", "--workspace", "ws", "-o", "more", "--json");
        exported.RootElement[0].GetString().ShouldBe(Path.Combine("more", "plan.kml"));

        using var would = await JsonOfAsync("adopt", plan, "--from", "2024-02-01", "--workspace", "ws", "--dry-run", "--json");
        would.RootElement.GetProperty("planId").GetString().ShouldBe(plan);
        (await _folder.RunAsync("history", "--workspace", "ws")).Output.ShouldNotContain("patrolled");
        (await _folder.RunAsync("adopt", plan, "--from", "2024-02-01", "--workspace", "ws", "-q")).ShouldBe(new CommandRun(0, "", ""));
        (await _folder.RunAsync("history", "--workspace", "ws")).Output.ShouldContain("patrolled since 2024-02-01");

        using var forget = await JsonOfAsync("forget", "T-01-3", "--workspace", "ws", "--dry-run", "--json");
        forget.RootElement.GetProperty("found").GetBoolean().ShouldBeTrue();
        forget.RootElement.GetProperty("forgotten").GetBoolean().ShouldBeFalse();
        var said = await _folder.RunAsync("forget", "T-01-3", "--workspace", "ws", "--dry-run");
        said.Output.ShouldContain("the call would be removed; nothing was changed (--dry-run)");
        (await _folder.RunAsync("forget", "T-01-3", "--workspace", "ws")).Output.ShouldContain("the call is removed");
        (await _folder.RunAsync("forget", "T-01-3", "--workspace", "ws", "--dry-run")).ExitCode.ShouldBe(2);

        using var loads = await JsonOfAsync("unload", "--workspace", "ws", "--json");
        loads.RootElement.GetProperty("loads").GetArrayLength().ShouldBe(1);
        using var taken = await JsonOfAsync("unload", "1", "--workspace", "ws", "--dry-run", "--json");
        taken.RootElement.GetProperty("removed").GetInt32().ShouldBe(179);
        (await _folder.RunAsync("unload", "--workspace", "ws", "-q")).ShouldBe(new CommandRun(0, "", ""));
    }

    [Fact]
    public async Task Verbs_of_a_plan_take_the_areas_beside_it_and_write_where_they_are_told()
    {
        (await DesignSampleAsync("beats", "-q")).ShouldBe(new CommandRun(0, "", ""));
        (await DesignSampleAsync("other", "--seed", "2", "-q")).ExitCode.ShouldBe(0);
        var calls = Path.Combine(_samples, "calls.csv");
        using var beside = await JsonOfAsync("evaluate", "beats", "--calls", calls, "--held-out", "0", "--json", "-o", "figures");
        using var named = await JsonOfAsync("evaluate", "beats", "--areas", Path.Combine(_samples, "city.zip"), "--calls", calls, "--held-out", "0", "--json");
        beside.RootElement.GetRawText().ShouldBe(named.RootElement.GetRawText());
        _folder.Read("figures/evaluation.json").ShouldBe(beside.RootElement.GetRawText() + "\n");
        using var staffing = await JsonOfAsync("staff", "beats", "--calls", calls, "--json", "-o", "figures");
        staffing.RootElement.GetProperty("numbers").GetProperty("shifts").GetArrayLength().ShouldBe(3);
        _folder.Read("figures/staffing.json").ShouldBe(staffing.RootElement.GetRawText());
        using var absent = await JsonOfAsync("absent", "beats", "--calls", calls, "--beat", "4", "--shift", "day", "--json");
        absent.RootElement.GetProperty("numbers").GetProperty("absences")[0].GetProperty("beat").GetInt32().ShouldBe(4);
        using var roster = await JsonOfAsync("schedule", "beats", Path.Combine(_samples, "officers.csv"), "--from", "2025-01-06", "--days", "7", "--effort", "1000", "--json");
        roster.RootElement.GetProperty("numbers").GetProperty("duties").GetArrayLength().ShouldBeGreaterThan(0);
        using var verdict = await JsonOfAsync("monitor", "beats", Path.Combine(_samples, "calls_2025.csv"), "--json", "-o", "figures");
        _folder.Read("figures/verdict.json").Trim().ShouldBe(verdict.RootElement.GetRawText());

        // A table of areas and beats is a plan's own beats, told otherwise.
        using var plans = await JsonOfAsync("compare", "beats", "other", "--calls", calls, "--json");
        using var table = await JsonOfAsync("compare", "beats", Path.Combine("other", "assignment.csv"), "--calls", calls, "--json");
        Loads(table).ShouldBe(Loads(plans));
        var refused = await _folder.RunAsync("compare", "beats", Path.Combine("other", "assignment.csv"), "--calls", calls, "--without-beats", "3");
        refused.Errors.Trim().ShouldBe("smartbeats: --without-beats: is given beside a table of areas and beats. Take the rows of those beats out of the table, or give the beats as polygons.");
    }

    [Fact]
    public void Open_opens_the_page_that_was_written()
    {
        _folder.Write("xdg-open", "#!/bin/sh\necho \"$1\" >> opened.txt\n");
        var run = ShellRun.Run(_folder[""], $"chmod +x xdg-open; PATH=$PWD:$PATH; $smartbeats design areas.geojson calls.csv --time-zone America/Phoenix --beats 3 --effort 10000 -o out --open && $smartbeats compare out out --calls calls.csv -o away --open && sleep 1");
        run.ExitCode.ShouldBe(0, run.Errors);
        _folder.Read("opened.txt").Trim().Split('\n').Select(path => Path.GetRelativePath(_folder[""], new Uri(path, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } uri ? uri.LocalPath : path))
            .ShouldBe(["out/map.html", "away/compare.html"]);
    }

    private static string Loads(JsonDocument comparison) => comparison.RootElement.GetProperty("plans")[1].GetProperty("loads").GetRawText();

    private Task<CommandRun> DesignSampleAsync(string output, params string[] flags) => _folder.RunAsync(
        ["design", Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "calls.csv"), "--beats", "12", "--effort", "300000", "-o", output, .. flags]);

    private async Task<JsonDocument> JsonOfAsync(params string[] arguments)
    {
        var run = await _folder.RunAsync(arguments);
        run.ExitCode.ShouldBe(0, $"{string.Join(' ', arguments)}\n{run.Errors}");
        return JsonDocument.Parse(run.Output);
    }
}
