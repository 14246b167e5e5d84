using System.Globalization;
using System.Text.Json;

namespace SmartBeats.Cli.Tests;

public sealed class EvaluateVerbTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Plan_on_response_says_before_and_after_and_is_the_same_bytes_at_any_number_of_threads()
    {
        string[] flags = ["--beats", "9", "--goal", "response", "--effort", "10000000"];
        var run = await DesignAsync("one", [.. flags, "--threads", "1"]);
        run.ExitCode.ShouldBe(0, run.Errors);
        (await DesignAsync("two", [.. flags, "--threads", "2"])).ExitCode.ShouldBe(0);
        foreach (var file in Directory.GetFiles(Path.Combine(_folder.FullName, "one")).Select(path => Path.GetFileName(path)!))
        {
            (await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "two", file))).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "one", file)), file);
        }

        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "one", "plan.json")));
        var root = plan.RootElement;
        root.GetProperty("beatCount").GetInt32().ShouldBe(9);
        root.GetProperty("measures").GetProperty("contiguous").GetBoolean().ShouldBeTrue();
        root.GetProperty("measures").GetProperty("maxDeviation").GetDouble().ShouldBeLessThanOrEqualTo(0.15);
        root.GetProperty("alternatives").EnumerateArray().Select(other => other.GetProperty("goal").GetString()).ShouldBe(["compact", "tightest", "compromise"]);
        var after = root.GetProperty("response");
        var before = root.GetProperty("alternatives")[0].GetProperty("response");
        after.GetProperty("beats").GetArrayLength().ShouldBe(9);
        after.GetProperty("coefficientOfVariation").GetDouble().ShouldBeLessThan(before.GetProperty("coefficientOfVariation").GetDouble());
        Mean(after).ShouldBeLessThanOrEqualTo(Mean(before));
        (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "one", "summary.txt"))).ShouldContain("After, designed on response:");
        (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "one", "map.html"))).ShouldContain("What patrols and callers will notice");

        static double Mean(JsonElement response) => response.GetProperty("priorities")[0].GetProperty("meanMinutes").GetProperty("value").GetDouble();
    }

    [Fact]
    public async Task Evaluation_of_the_sample_says_use_response_and_thirds_with_intervals()
    {
        var designed = await DesignAsync("out", "--beats", "9", "--effort", "1000000");
        designed.ExitCode.ShouldBe(0, designed.Errors);
        designed.Output.ShouldNotContain("time on calls");
        var run = await EvaluateAsync("--other-share", "0.3");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("9 beats, by simulation of calls");
        run.Output.ShouldContain("Priority 1 calls are answered in");
        run.Output.ShouldContain("nine of ten within");
        run.Output.ShouldContain("of calls are answered first by another beat's unit.");
        run.Output.ShouldContain("18 to other duties");
        run.Errors.ShouldContain("calls counted of");

        using var evaluation = JsonDocument.Parse((await EvaluateAsync("--json", "--held-out", "0", "-q")).Output);
        evaluation.RootElement.GetProperty("method").GetString().ShouldBe("exact hypercube model");
        evaluation.RootElement.GetProperty("time").GetProperty("other").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Evaluation_with_the_pipeline_and_by_the_verb_agree_on_the_model()
    {
        (await DesignAsync("out", "--beats", "9", "--effort", "1000000", "--evaluate")).Output.ShouldContain("of its time on calls");
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "out", "plan.json")));
        using var evaluation = JsonDocument.Parse((await EvaluateAsync("--json", "--held-out", "0")).Output);
        var (inPlan, byVerb) = (plan.RootElement.GetProperty("response"), evaluation.RootElement);
        byVerb.GetProperty("meanUtilisation").GetDouble().ShouldBe(inPlan.GetProperty("meanUtilisation").GetDouble(), 0.002);
        for (var beat = 0; beat < 9; beat++)
        {
            Busy(byVerb, beat).ShouldBe(Busy(inPlan, beat), 0.003);
        }

        static double Busy(JsonElement response, int beat) => response.GetProperty("beats")[beat].GetProperty("utilisation").GetProperty("value").GetDouble();
    }

    [Fact]
    public async Task Shifts_get_a_map_each_that_changes_no_more_than_the_budget()
    {
        var run = await DesignAsync("out", "--beats", "9", "--effort", "4000000", "--tolerance", "0.15", "--shifts", "6-18,18-6", "--shift-budget", "0.2");
        run.ExitCode.ShouldBe(0, run.Errors);
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "out", "plan.json")));
        var shifts = plan.RootElement.GetProperty("shifts").EnumerateArray().ToArray();
        shifts.Select(shift => shift.GetProperty("hours").GetString()).ShouldBe(["6-18", "18-6"]);
        foreach (var shift in shifts)
        {
            shift.GetProperty("changedShare").GetDouble().ShouldBeInRange(0.001, 0.1);
            shift.GetProperty("measures").GetProperty("contiguous").GetBoolean().ShouldBeTrue();
        }

        // What the files say of each shift is added up anew from the table's own columns.
        var summary = string.Join(' ', (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "out", "summary.txt"))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var table = (await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "out", "shifts.csv"))).Select(line => line.Split(',')).ToArray();
        var common = (await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "out", "assignment.csv"))).Select(line => line.Split(',')[1]).ToArray();
        string.Join(',', table[0]).ShouldBe("area_id,beat_6-18,beat_18-6,workload_6-18,workload_18-6");
        for (var at = 0; at < 2; at++)
        {
            double[] load = [.. table.Skip(1).Select(row => double.Parse(row[3 + at], CultureInfo.InvariantCulture))];
            var own = WorstDeviation(load, [.. table.Skip(1).Select(row => row[1 + at])]);
            own.ShouldBeLessThan(0.15);
            shifts[at].GetProperty("measures").GetProperty("maxDeviation").GetDouble().ShouldBe(own, 1e-5);
            shifts[at].GetProperty("measures").GetProperty("totalWorkload").GetDouble().ShouldBe(load.Sum());
            shifts[at].GetProperty("commonDeviation").GetDouble().ShouldBe(WorstDeviation(load, common[1..]), 1e-5);
            summary.ShouldContain(string.Create(
                CultureInfo.InvariantCulture,
                $"- Shift {(at == 0 ? "6-18" : "18-6")}: every beat within {Math.Round(own * 100, 2)}% of the mean of the shift's own {load.Sum():N0} calls"));
        }

        var wrong = await DesignAsync("wrong", "--beats", "9", "--shifts", "6-18,6-18", "--shift-budget", "200%");
        wrong.ExitCode.ShouldBe(2);
        wrong.Errors.ShouldContain("shifts names a shift twice");
        wrong.Errors.ShouldContain("--shift-budget is 2, not a share from 0 to 1");

        static double WorstDeviation(double[] load, string[] beat)
        {
            double[] loads = [.. beat.Zip(load).GroupBy(area => area.First, area => area.Second).Select(one => one.Sum())];
            return loads.Max(one => Math.Abs(one / loads.Average() - 1));
        }
    }

    [Fact]
    public async Task Map_of_another_city_is_refused_with_an_area_that_is_not_in_the_plan()
    {
        (await DesignAsync("out", "--beats", "5", "--effort", "500000")).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "other.geojson"), """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"AREA_ID": "elsewhere"},
              "geometry": {"type": "Polygon", "coordinates": [[[-112, 33], [-112, 33.1], [-111.9, 33.1], [-111.9, 33], [-112, 33]]]}}]}
            """);
        var run = await CommandRun.OfAsync(_folder.FullName, "evaluate", "out", "--areas", "other.geojson", "--calls", Path.Combine(_samples, "calls.csv"));
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("other.geojson: 1 of its 1 areas are not in the plan, such as elsewhere. Give the map the plan was made on.");
    }

    [Fact]
    public async Task Calls_of_another_city_are_named_as_what_they_are()
    {
        (await DesignAsync("out", "--beats", "5", "--effort", "500000")).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "other.csv"), """
            event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition
            A1,1,,t,POINT(10.5 50.25),2024-01-01 10:00:00,1
            A2,2,,t,POINT(10.6 50.25),2024-03-01 10:00:00,1
            """);
        foreach (var verb in (string[])["evaluate", "staff"])
        {
            var run = await CommandRun.OfAsync(_folder.FullName, verb, "out", "--areas", Path.Combine(_samples, "city.zip"), "--calls", "other.csv");
            run.ExitCode.ShouldBe(2);
            run.Errors.ShouldContain("other.csv: none of its 2 calls lies in the map: call A1 is at 10.5 50.25, and the map spans ");
            run.Errors.ShouldContain(". Give the calls of the plan's city.");
        }
    }

    [Fact]
    public async Task Too_few_units_for_the_calls_are_named_with_how_many_it_takes()
    {
        (await DesignAsync("out", "--beats", "5", "--effort", "500000")).ExitCode.ShouldBe(0);
        var run = await EvaluateAsync("--hours", "18-2", "--officers", "10", "--service-minutes", "1440");
        (run.ExitCode is 0 or 2).ShouldBeTrue(run.Errors);
        var wrong = await EvaluateAsync("--hours", "6-6");
        wrong.ExitCode.ShouldBe(2);
        wrong.Errors.ShouldContain("hours is \"6-6\", not a range of hours");
    }

    private Task<CommandRun> DesignAsync(string output, params string[] flags) => CommandRun.OfAsync(
        _folder.FullName, ["design", Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "calls.csv"), "-o", output, .. flags]);

    private Task<CommandRun> EvaluateAsync(params string[] flags) => CommandRun.OfAsync(
        _folder.FullName, ["evaluate", "out", "--areas", Path.Combine(_samples, "city.zip"), "--calls", Path.Combine(_samples, "calls.csv"), .. flags]);
}
