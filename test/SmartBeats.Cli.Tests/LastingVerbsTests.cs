using System.Globalization;
using System.Text.Json;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Tests;

/// <summary>Back-test, monitor, drawing anew and adopting on the invented city: what is printed is counted again from the files.</summary>
public sealed class LastingVerbsTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private static readonly string _map = Path.Combine(_samples, "city.zip");
    private static readonly string _calls = Path.Combine(_samples, "calls.csv");
    private static readonly string _later = Path.Combine(_samples, "calls_2025.csv");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_plan_is_watched_on_newer_calls_and_every_figure_is_that_of_the_file()
    {
        await DesignAsync("beats");
        var run = await RunAsync("monitor", "beats", _later, "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        using var verdict = JsonDocument.Parse(run.Output);
        var loads = Count(At("beats", "assignment.csv"), _later);
        var (mean, past) = (loads.Average(), Count(At("beats", "assignment.csv"), _calls));
        Figure("load").ShouldBe(loads.Sum());
        Figure("spread").ShouldBe(Math.Sqrt(loads.Average(load => (load / mean - 1) * (load / mean - 1))), 1e-4);
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(At("beats", "plan.json")));
        var dispersion = plan.RootElement.GetProperty("outlook").GetProperty("later").GetProperty("dispersion").GetDouble();
        Figure("chance").ShouldBe(Math.Sqrt(dispersion * (1 + loads.Sum() / past.Sum()) * (loads.Length - 1) / loads.Sum()), 1e-4);
        Figure("left").ShouldBe(Math.Sqrt(Figure("spread") * Figure("spread") - Figure("chance") * Figure("chance")), 2e-4);
        var strict = await RunAsync("monitor", "beats", _later, "--strict");
        strict.ExitCode.ShouldBe(1);
        strict.Output.ShouldStartWith("52 whole weeks since 2024-12-30, 20,602 calls: beats are ");

        (await RunAsync("monitor", "beats", _calls)).Errors.ShouldEndWith(
            "smartbeats: calls.csv: none of its 20,000 calls is of 2024-12-30 or later, the first Monday after those the plan was made from. Give the calls since then.\n");
        (await RunAsync("monitor", "beats")).Errors.ShouldBe(
            "smartbeats: PLAN NEWCALLS: a plan and newer calls are needed. Name both, or --workspace DIR where beats are adopted and calls loaded.\n");

        double Figure(string name) => verdict.RootElement.GetProperty(name).GetDouble();
    }

    [Fact]
    public async Task Todays_plan_is_drawn_anew_as_it_was_asked_for_or_left_alone()
    {
        await DesignAsync("beats", "--priorities", "1,2,3,4");
        var run = await RunAsync("design", _map, _calls, _later, "--anew", "beats", "-o", "anew");
        run.ExitCode.ShouldBe(0, run.Errors);
        var best = run.Output.Split('\n').Single(line => line.StartsWith("Drawing anew is worth it: ", StringComparison.Ordinal));
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(At("anew", "plan.json")));
        var request = plan.RootElement.GetProperty("request");
        request.GetProperty("priorities").EnumerateArray().Select(one => one.GetInt32()).ShouldBe([1, 2, 3, 4]);
        (request.GetProperty("beats").GetInt32(), request.GetProperty("anew").GetBoolean(), request.GetProperty("life").GetString()).ShouldBe((12, true, "119d"));
        var outlook = plan.RootElement.GetProperty("outlook");
        var moved = plan.RootElement.GetProperty("wishes").GetProperty("change").GetProperty("workloadShare").GetDouble();
        best.ShouldBe(FormattableString.Invariant(
            $"Drawing anew is worth it: {outlook.GetProperty("asToday").GetDouble() * 100:0.0} to {outlook.GetProperty("later").GetProperty("spread").GetProperty("value").GetDouble() * 100:0.0}% by moving {moved * 100:0.0}% of the workload."));
        var (before, after) = (Assignment(At("beats", "assignment.csv")), Assignment(At("anew", "assignment.csv")));
        before.Keys.ShouldBe(after.Keys, ignoreOrder: true);
        before.Count(area => after[area.Key] != area.Value).ShouldBeInRange(1, 120);

        var none = await RunAsync("design", _map, _calls, "--anew", "beats", "-o", "none");
        (none.ExitCode, Directory.Exists(At("none", ""))).ShouldBe((2, Directory.Exists(At("none", ""))));
        none.Errors.ShouldContain("smartbeats: --anew: the calls end on 2024-12-29, and the plan was made from calls up to 2024-12-29: none is newer.");
        (await RunAsync("design", _map, _later, "--anew", "nowhere", "-o", "none")).Errors.ShouldBe(
            "smartbeats: --anew: there is no plan \"nowhere\". Name a plan.json, the folder it lies in, or with --workspace the id of one of its plans, or today.\n");
        (await RunAsync("design", _map, _calls, _later, "--anew", "beats", "--current", "beats/plan.json", "-o", "none")).Errors.ShouldEndWith(
            "smartbeats: --anew, --current: both say what today's beats are. Give one of them.\n");
    }

    [Fact]
    public async Task What_still_holds_is_not_drawn_anew_and_nothing_is_written()
    {
        await DesignAsync("beats", "--to", "2024-08-31");
        var run = await RunAsync("design", _map, _calls, "--anew", "beats", "-o", "anew");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("Nothing is proposed: drawing anew costs more than it brings");
        run.Errors.ShouldEndWith("Nothing was written to anew.\n");
        File.Exists(At("anew", "plan.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_workspace_knows_which_beats_are_patrolled_and_says_after_every_load_whether_they_hold()
    {
        (await RunAsync("ingest", _map, _calls, "--workspace", "work")).ExitCode.ShouldBe(0);
        await DesignAsync("beats");
        (await RunAsync("adopt", "beats", "--from", "2025-01-06", "--workspace", "work")).Output.ShouldStartWith("Dos Puentes: plan.json is patrolled since 2025-01-06.\n");
        (await RunAsync("design", "--workspace", "work", "--beats", "12", "--effort", "300000", "-o", "kept")).ExitCode.ShouldBe(0);
        using var kept = JsonDocument.Parse(await File.ReadAllTextAsync(At("kept", "plan.json")));
        var planId = kept.RootElement.GetProperty("planId").GetString()!;
        var adopted = await RunAsync("adopt", "kept", "--from", "2025-02-03", "--workspace", "work");
        adopted.Output.ShouldStartWith($"Dos Puentes: {planId} is patrolled since 2025-02-03.\nDos Puentes: plan.json was patrolled until the day before.\n");

        var loaded = await RunAsync("ingest", _later, "--workspace", "work");
        loaded.Output.ShouldContain($"Dos Puentes: {planId}, patrolled since 2025-02-03:\n");
        loaded.Output.ShouldContain("Dos Puentes: 52 whole weeks since 2024-12-30, 20,602 calls: beats are ");
        var monitor = await RunAsync("monitor", "--workspace", "work");
        monitor.Output.ShouldStartWith($"Dos Puentes: {planId}, patrolled since 2025-02-03.\n52 whole weeks since 2024-12-30");
        var direct = await RunAsync("monitor", "kept", _later);
        monitor.Output[(monitor.Output.IndexOf('\n') + 1)..].ShouldBe(
            direct.Output
            + "How much evener beats are than those before 2025-02-03 is not said: the beats before are the same.\n"
            + "Whether calls are answered sooner than before 2025-02-03 is not said: that takes 8 whole weeks under the beats before, and there are 4.\n");

        var history = await RunAsync("history", "--workspace", "work");
        history.Output.ShouldContain($"{planId} dos-puentes, made ");
        history.Output.ShouldContain(", patrolled since 2025-02-03");
        history.Output.ShouldContain("plan.json dos-puentes, no plan of SmartBeats, patrolled 2025-01-06 to 2025-02-02\n");
        using var json = JsonDocument.Parse((await RunAsync("history", "--workspace", "work", "--json")).Output);
        json.RootElement[0].GetProperty("patrolledFrom").GetString().ShouldBe("2025-02-03");

        var compared = await RunAsync("compare", "beats", "today", "--workspace", "work", "--areas", _map, "--calls", _calls);
        compared.ExitCode.ShouldBe(0, compared.Errors);
        var anew = await RunAsync("design", "--workspace", "work", "--anew", "today", "-o", "anew");
        anew.ExitCode.ShouldBe(0, anew.Errors);
        anew.Output.ShouldContain("Drawing anew is worth it: ");
        anew.Output.ShouldContain("drawing anew is worth it: ");

        // Budgets that were only tried are no plans of the history.
        using var after = JsonDocument.Parse((await RunAsync("history", "--workspace", "work", "--json")).Output);
        after.RootElement.GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("adopt nothing --from 2025-01-06", "smartbeats: BEATS: there is no plan or file \"nothing\". Name a plan's id (smartbeats history lists them), a plan.json, or a file of beats.\n")]
    [InlineData("adopt 00000000000000000000000000000000 --from 2025-01-06", "smartbeats: current: there is no plan \"00000000000000000000000000000000\" of tiny. Give the id of a plan that was made for this city: 32 digits from 0 to f.\n")]
    [InlineData("adopt beats.csv --from January", "smartbeats: --from: \"January\" is no day. Write the first day the beats are patrolled, such as 2025-01-06.\n")]
    [InlineData("monitor", "smartbeats: tiny: no beats are adopted, or no calls loaded. Say which beats are patrolled: smartbeats adopt PLAN --from DAY --workspace ws\n")]
    [InlineData("design --anew today -o out", "smartbeats: --anew: no beats of tiny are adopted. Say which are patrolled: smartbeats adopt PLAN --from DAY --workspace ws\n")]
    [InlineData("design --current today --beats 3 -o out", "smartbeats: --current: there is no file \"today\". Name plan.json, assignment.csv or a polygon file of today's beats; today only where beats are adopted in the workspace.\n")]
    public async Task What_cannot_be_adopted_watched_or_drawn_anew_is_said_with_what_to_do(string command, string message)
    {
        using var folder = new WorkspaceFolder();
        folder.WriteMap("areas.geojson");
        folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(3));
        folder.Write("beats.csv", "area_id,beat\nA0,1\nA1,1\nA2,1\n");
        (await folder.IngestAsync(["areas.geojson", "calls.csv", .. WorkspaceFolder.Zone, "--city", "tiny"])).ExitCode.ShouldBe(0);
        var run = await folder.RunAsync([.. command.Split(' '), "--workspace", "ws"]);
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldBe(message);
    }

    [Fact]
    public async Task A_back_test_judges_plans_on_the_calls_after_those_they_were_drawn_on()
    {
        var run = await RunAsync(
            "backtest", _map, _calls, _later, "--beats", "12", "--effort", "100000", "--origins", "1", "--seeds", "1", "--life", "6m", "--forward-only", "--json",
            "--today", Path.Combine(_samples, "todays_beats.geojson"), "--chart", "chart.svg");
        run.ExitCode.ShouldBe(0, run.Errors);
        using var result = JsonDocument.Parse(run.Output);
        var only = result.RootElement.GetProperty("cases").EnumerateArray().ShouldHaveSingleItem();
        var split = only.GetProperty("split");
        (split.GetProperty("past").GetString(), split.GetProperty("life").GetString()).ShouldBe(("2024-01-01..2025-06-28", "2025-06-29..2025-12-28"));

        // Designed again on the same days, its beats are counted on the others.
        (await RunAsync("design", _map, _calls, _later, "--beats", "12", "--effort", "100000", "--to", "2025-06-28", "--life", "6m", "-o", "past")).ExitCode.ShouldBe(0);
        var loads = Count(At("past", "assignment.csv"), _later, "2025-06-29");
        var mean = loads.Average();
        only.GetProperty("laterSpread").GetDouble().ShouldBe(Math.Sqrt(loads.Average(load => (load / mean - 1) * (load / mean - 1))), 1e-4);
        only.GetProperty("laterCalls").GetInt64().ShouldBe((long)loads.Sum());
        only.GetProperty("todaysSpread").GetDouble().ShouldBeGreaterThan(only.GetProperty("laterSpread").GetDouble());
        var chart = await File.ReadAllTextAsync(At("", "chart.svg"));
        chart.ShouldStartWith("<svg ");
        chart.ShouldContain("2025-06-29");

        (await RunAsync("backtest", _map, _calls, "--beats", "12", "--life", "9d")).Errors.ShouldBe(
            "smartbeats: --life: is \"9d\", not a length of time from 28 days to 4000. Write days, weeks, months or years, such as \"26w\" or \"1y\".\n");
    }

    [Fact]
    public async Task A_design_that_asks_for_a_back_test_prints_what_it_came_to()
    {
        var run = await RunAsync("design", _map, _calls, "--beats", "12", "--effort", "100000", "--backtest", "origins=1,seeds=1", "-o", "asked");
        run.ExitCode.ShouldBe(0, run.Errors);
        using var result = JsonDocument.Parse(await File.ReadAllTextAsync(At("asked", "backtest.json")));
        var later = result.RootElement.GetProperty("cases").EnumerateArray().First(one => !one.GetProperty("split").GetProperty("isReversed").GetBoolean())
            .GetProperty("laterSpread").GetDouble();
        var text = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain("How such plans have held (backtest.json): - Beats ");
        text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"are {later * 100:0.0}% apart on the calls after (1 origin, 1 seed)"));
    }

    [Fact]
    public async Task Since_its_adoption_a_plan_is_compared_with_the_beats_before_and_answers_with_those_before()
    {
        await DesignAsync("beats");
        var stamped = (Stamp(_calls, "2024.csv", _ => 480), Stamp(_later, "2025.csv", day => string.CompareOrdinal(day, "2025-06-02") >= 0 ? 450 : 495));
        string[] both = [At("", stamped.Item1), At("", stamped.Item2)];
        string[] asked = ["monitor", "beats", .. both, "--adopted", "2025-06-02", "--before", Path.Combine(_samples, "todays_beats.geojson")];
        var run = await RunAsync([.. asked, "--json"]);
        run.ExitCode.ShouldBe(0, run.Errors);
        using var verdict = JsonDocument.Parse(run.Output);
        var change = verdict.RootElement.GetProperty("change");
        var balance = change.GetProperty("balance");

        // Counted again from the files: the weeks from 2025-06-02 on, in the beats and in those before.
        (await RunAsync("design", _map, _calls, "--current", Path.Combine(_samples, "todays_beats.geojson"), "--change-budget", "0", "--beats", "12", "-o", "today")).ExitCode.ShouldBe(0);
        var (loads, before) = (Count(At("beats", "assignment.csv"), _later, "2025-06-02"), Count(At("today", "assignment.csv"), _later, "2025-06-02"));
        balance.GetProperty("load").GetDouble().ShouldBe(loads.Sum());
        balance.GetProperty("spread").GetDouble().ShouldBe(Spread(loads), 1e-4);
        balance.GetProperty("spreadBefore").GetDouble().ShouldBe(Spread(before), 1e-4);
        balance.GetProperty("difference").GetProperty("value").GetDouble().ShouldBe(Spread(loads) - Spread(before), 2e-4);
        balance.GetProperty("ownChange").GetProperty("value").GetDouble().ShouldBe(Spread(before) - balance.GetProperty("yearEarlier").GetDouble(), 2e-4);

        // All are answered after 8 minutes a year earlier, 8.25 before and 7.5 since.
        var answers = change.GetProperty("response").EnumerateArray().First();
        var median = answers.GetProperty("median");
        (median.GetProperty("before").GetDouble(), median.GetProperty("since").GetDouble()).ShouldBe((8.25, 7.5));
        (median.GetProperty("yearEarlier").ValueKind, answers.GetProperty("priority").GetInt32()).ShouldBe((JsonValueKind.Object, 1));
        median.GetProperty("beatsPart").GetProperty("value").GetDouble().ShouldBe(-0.75);
        var text = await RunAsync(asked);
        text.Output.ShouldContain("Priority 1 calls are answered 0.8 min sooner (0.8 to 0.8) than before, 7.5 for 8.3 min; a year earlier the same weeks were 0.0 min later (0.0 to 0.0): the beats' part is some 0.8 min sooner (0.8 to 0.8).");
        text.Output.ShouldContain("Since 2025-06-02, 30 weeks and ");

        (await RunAsync("monitor", "beats", both[1], "--before", "beats/plan.json")).Errors.ShouldEndWith(
            "smartbeats: --before: beats before are compared with from the day on which the plan is patrolled. Say which day: --adopted 2025-01-06.\n");
        (await RunAsync("monitor", "beats", both[1], "--adopted", "June")).Errors.ShouldEndWith(
            "smartbeats: --adopted: \"June\" is no day. Write the first day the beats are patrolled, such as 2025-01-06.\n");
    }

    [Fact]
    public async Task A_map_with_the_same_ids_and_other_shapes_is_warned_of_before_any_figure()
    {
        await DesignAsync("beats");
        using (var stream = File.OpenRead(_map))
        {
            var map = CityMapReader.Read("city.zip", stream, new CityMapOptions { IdField = "AREA_ID" });
            using var other = new MemoryStream();
            CanonicalMap.Write(other, map);

            // The city's first corner is moved by a few metres wherever it stands.
            var text = System.Text.Encoding.UTF8.GetString(other.ToArray());
            var corner = map.Areas[0].Shape.Coordinates[0];
            var (x, y) = (corner.X.ToString("R", CultureInfo.InvariantCulture), corner.Y.ToString("R", CultureInfo.InvariantCulture));
            text.ShouldContain($"[{x},{y}]");
            await File.WriteAllTextAsync(At("", "moved.geojson"), text.Replace($"[{x},{y}]", FormattableString.Invariant($"[{corner.X + 0.00003},{corner.Y + 0.00003}]"), StringComparison.Ordinal));
        }

        const string Warning = "moved.geojson: not the very map the plan was made on: areas have the same ids and other shapes, so calls near their edges may count in other beats.";
        var moved = await RunAsync("monitor", "beats", _later, "--areas", "moved.geojson", "--id", "id");
        moved.ExitCode.ShouldBe(0, moved.Errors);
        moved.Errors.ShouldContain(Warning);
        (await RunAsync("monitor", "beats", _later)).Errors.ShouldNotContain("not the very map");
        (await RunAsync("monitor", "beats", _later, "--areas", _map)).Errors.ShouldNotContain("not the very map");
    }

    [Fact]
    public async Task A_mistyped_year_is_said_before_the_verdict_and_moves_none_of_its_figures()
    {
        await DesignAsync("beats");
        var typed = At("", "typed.csv");
        var lines = await File.ReadAllLinesAsync(_later);
        await File.WriteAllLinesAsync(typed, [.. lines, lines[^1].Replace("DP25-", "DP95-", StringComparison.Ordinal).Replace("2025-", "2095-", StringComparison.Ordinal)]);
        var (right, wrong) = (await RunAsync("monitor", "beats", _later), await RunAsync("monitor", "beats", typed));
        wrong.Errors.ShouldContain("typed.csv: 1 call, dated 2095-12-28, lies far from all others (2024-12-30 to 2025-12-28) and is left out of rates: look at the year.");
        wrong.Output.ShouldBe(right.Output);
    }

    [Fact]
    public async Task A_mistyped_year_in_the_past_is_said_by_inspect_and_design_and_is_no_day_of_what_is_foretold()
    {
        var typed = At("", "typed.csv");
        var lines = await File.ReadAllLinesAsync(_calls);
        await File.WriteAllLinesAsync(typed, [.. lines, lines[^1].Replace("DP24-", "DP95-", StringComparison.Ordinal).Replace("2024-", "2095-", StringComparison.Ordinal)]);
        const string Said = "1 call, dated 2095-12-29, lies far from all others (2024-01-01 to 2024-12-29) and is left out of rates: look at the year.";
        var inspected = (await RunAsync("inspect", typed, "--time-zone", "America/Phoenix")).Output;
        string.Join(' ', inspected.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).ShouldContain(Said);
        var run = await RunAsync("design", _map, typed, "--beats", "12", "--effort", "300000", "--time-zone", "America/Phoenix", "-o", "typed");
        run.ExitCode.ShouldBe(0, run.Errors);
        (await File.ReadAllTextAsync(At("typed", "plan.json"))).ShouldContain(Said);
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(At("typed", "plan.json")));
        var outlook = plan.RootElement.GetProperty("outlook");
        (outlook.GetProperty("from").GetString(), outlook.GetProperty("to").GetString()).ShouldBe(("2024-01-01", "2024-12-29"));
        (await RunAsync("monitor", "typed", _later)).Output.ShouldStartWith("52 whole weeks since 2024-12-30, 20,602 calls: ");
    }

    private static double Spread(double[] loads) => Math.Sqrt(loads.Average(load => Math.Pow(load / loads.Average() - 1, 2)));

    /// <summary>The same calls with a stamp of the first arrival.</summary>
    private string Stamp(string calls, string name, Func<string, int> seconds)
    {
        var rows = File.ReadLines(calls).Select((line, at) =>
        {
            var cells = line.Split(',');
            return at == 0 ? line + ",arrived" : line + "," + DateTime.Parse(cells[^4], CultureInfo.InvariantCulture).AddSeconds(seconds(cells[^4][..10])).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        });
        File.WriteAllLines(At("", name), rows);
        return name;
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_folder.FullName, arguments);

    private async Task DesignAsync(string output, params string[] flags) =>
        (await RunAsync(["design", _map, _calls, "--beats", "12", "--effort", "300000", "-o", output, .. flags])).ExitCode.ShouldBe(0);

    private string At(string folder, string name) => Path.Combine(_folder.FullName, folder, name);

    private static Dictionary<string, string> Assignment(string file) => File.ReadLines(file).Skip(1)
        .Select(line => line.Split(',')).ToDictionary(cells => cells[0].TrimStart('\''), cells => cells[1], StringComparer.Ordinal);

    /// <summary>Calls of each beat, from the files alone.</summary>
    private static double[] Count(string assignment, string calls, string from = "")
    {
        using var stream = File.OpenRead(_map);
        var map = CityMapReader.Read("city.zip", stream, new CityMapOptions { IdField = "AREA_ID" });
        var (index, beatOf, loads) = (AreaIndex.Build(map), Assignment(assignment), new SortedDictionary<string, double>(StringComparer.Ordinal));
        foreach (var line in File.ReadLines(calls).Skip(1))
        {
            var point = line.IndexOf("POINT(", StringComparison.Ordinal) + 6;
            var end = line.IndexOf(')', point);
            var place = line[point..end].Split(' ');
            var area = index.Find(double.Parse(place[0], CultureInfo.InvariantCulture), double.Parse(place[1], CultureInfo.InvariantCulture));
            if (area >= 0 && string.CompareOrdinal(line[(end + 2)..(end + 12)], from) >= 0)
            {
                var beat = beatOf[map.Areas[area].Id];
                loads[beat] = loads.GetValueOrDefault(beat) + 1;
            }
        }

        return [.. loads.Values];
    }
}
