using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

public class BacktestPlanTests
{
    private static readonly PlanRequest _asking = new() { Beats = 12, Effort = 300_000, Backtest = new(2, 1, false) };

    [Fact]
    public async Task The_figures_beside_a_plan_are_those_that_the_command_prints()
    {
        await using var city = await SampleCity.LoadAsync();
        var content = await File.ReadAllBytesAsync(Path.Combine(SampleCity.Samples, "todays_beats.geojson"));
        var today = BeatList.Read("todays_beats.geojson", content, city.Map);
        await CityBeats.AdoptBeatsAsync(city.Store, SampleCity.City.Id, today, city.Map, "todays_beats.geojson", "2025-01-06", null, TimeProvider.System);
        var sides = await CityBeats.AddTodayAsync(city.Store, SampleCity.City.Id, _asking, []);
        var plan = await DesignAsync(city, _asking, sides);

        // As the command has it: from the calls of a file, in a folder of its own.
        await using var command = await SampleCity.LoadAsync();
        var pipeline = new LocalPipeline(command.Store, command.Calls, SampleCity.City, 1) { Map = command.Map };
        var expected = await new Backtest(pipeline, command.Calls, SampleCity.City.Id, command.Map).RunAsync(
            _asking, new BacktestSettings(null, 2, 1, Reversed: true), today.On(command.Map).Beats.BeatOfArea);
        expected.Cases.Count.ShouldBe(4);
        (await ReadAsync(city, plan, BacktestResult.FileName)).ShouldBe(expected.ToJson());
        (await ReadAsync(city, plan, BacktestResult.ChartName)).ShouldBe(BacktestChart.Draw(expected));
        (await ReadAsync(city, plan, "summary.txt")).ShouldContain("- " + expected.Describe().First());

        // Nothing of the plans that were tried is left in the store.
        (await city.Store.ListAsync(Keys.PlanJson.Begin(SampleCity.City.Id))).Count(Keys.PlanJson.Matches).ShouldBe(1);
        (await city.Store.ListAsync("runs/")).ShouldAllBe(key => key.StartsWith("runs/asked/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_that_did_not_ask_has_no_such_file_and_other_beats_today_make_another_plan()
    {
        await using var city = await SampleCity.LoadAsync();
        var plain = await DesignAsync(city, _asking with { Backtest = null }, []);
        (await city.Store.FindBytesAsync(Keys.PlanFile.For(SampleCity.City.Id, plain.PlanId, BacktestResult.FileName))).ShouldBeNull();
        await CityBeats.AdoptPlanAsync(city.Store, SampleCity.City.Id, plain.PlanId, "2025-01-06", null, TimeProvider.System);
        var sides = await CityBeats.AddTodayAsync(city.Store, SampleCity.City.Id, _asking, []);
        sides.Select(side => side.Role).ShouldBe([SideFiles.Today]);
        (await CityBeats.AddTodayAsync(city.Store, SampleCity.City.Id, _asking, sides)).ShouldBe(sides);
        (await CityBeats.AddTodayAsync(city.Store, SampleCity.City.Id, _asking with { Backtest = null }, [])).ShouldBeEmpty();
        var (with, without) = (await NameAsync(city, _asking, sides), await NameAsync(city, _asking, []));
        new[] { with, without, plain.PlanId }.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task What_cannot_be_told_is_said_in_the_place_of_figures_and_the_plan_is_made()
    {
        await using var city = await SampleCity.LoadAsync();
        // Enough days for splits, and too few calls of priority 1 for twelve beats.
        var plan = await DesignAsync(city, _asking with { Priorities = [1] }, []);
        var json = await ReadAsync(city, plan, BacktestResult.FileName);
        json.ShouldContain("12 beats drawn on 2024-");
        json.ShouldContain("\"cases\": []");
        (await ReadAsync(city, plan, "summary.txt")).ShouldContain("How such plans have held cannot be said: 12 beats drawn on 2024-");
        (await city.Store.FindBytesAsync(Keys.PlanFile.For(SampleCity.City.Id, plan.PlanId, BacktestResult.ChartName))).ShouldBeNull();
    }

    [Fact]
    public async Task What_would_not_fit_is_refused_before_anything_is_designed()
    {
        await using var city = await SampleCity.LoadAsync();
        var far = _asking with { Effort = 2_000_000_000, Backtest = new(3, 3, false) };
        (await Should.ThrowAsync<InputException>(() => NameAsync(city, far, []))).Message.ShouldStartWith(
            "backtest: 18 plans (6 splits, 3 seeds) take some 22 minutes, more than the 7.5 there are. Ask for fewer seeds or origins");
        (await Should.ThrowAsync<InputException>(() => NameAsync(city, _asking with { LifeDays = 330 }, []))).Message
            .ShouldStartWith("calls: they cover 36");
        // By hand: 18 plans of 20 million and 6,000 an area at 28 million a second, with map and calls made ready for each.
        BacktestBudget.EstimateSeconds(new PlanRequest(), 10_000, 1_000_000, 18).ShouldBe(50 + 18 * (80.0 / 28 + 3 + 3), 1e-6);
    }

    private static async Task<Plan> DesignAsync(SampleCity city, PlanRequest request, IReadOnlyList<SideFile> sides)
    {
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, 2) { Map = city.Map, Sides = sides };
        return (await pipeline.RunAsync(request, "asked")).Published.Plan;
    }

    private static async Task<string> NameAsync(SampleCity city, PlanRequest request, IReadOnlyList<SideFile> sides) =>
        (await ValidateRequest.NameAsync(city.Store, city.Calls, new RunOrder(SampleCity.City.Id, request, "none", sides))).PlanId;

    private static async Task<string> ReadAsync(SampleCity city, Plan plan, string name) =>
        System.Text.Encoding.UTF8.GetString((await city.Store.FindBytesAsync(Keys.PlanFile.For(SampleCity.City.Id, plan.PlanId, name)))!);
}
