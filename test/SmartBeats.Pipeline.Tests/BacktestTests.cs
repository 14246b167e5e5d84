using NodaTime;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests;

public class BacktestTests
{
    private static readonly PlanRequest _twelve = new() { Beats = 12, Effort = 300_000 };
    private static readonly BacktestSettings _settings = new(null, 2, 1, Reversed: true);

    [Fact]
    public async Task Plans_are_judged_on_calls_after_those_they_were_drawn_on_and_the_same_at_any_thread_count()
    {
        await using var city = await SampleCity.LoadAsync();
        var result = await CreateBacktest(city, threads: 2).RunAsync(_twelve, _settings);
        result.Cases.Count.ShouldBe(4);
        foreach (var one in result.Cases)
        {
            one.PastSpread.ShouldBeLessThan(0.02);
            one.LaterSpread.ShouldBeGreaterThan(one.PastSpread);
            (await CountAsync(city, one.Split.Past.First, one.Split.Past.Last)).ShouldBe(one.PastCalls);
            (await CountAsync(city, one.Split.Life.First, one.Split.Life.Last)).ShouldBe(one.LaterCalls);
        }

        await using var again = await SampleCity.LoadAsync();
        (await CreateBacktest(again, threads: 1).RunAsync(_twelve, _settings)).ToJson().ShouldBe(result.ToJson());
    }

    [Fact]
    public async Task What_cannot_be_judged_is_refused_before_anything_is_designed()
    {
        await using var city = await SampleCity.LoadAsync();
        var backtest = CreateBacktest(city, threads: 1);
        (await Should.ThrowAsync<InputException>(() => backtest.RunAsync(new PlanRequest { WorkloadPerBeat = 1500 }, _settings))).Message
            .ShouldStartWith("--beats: a back-test compares plans of as many beats, at least 2.");
        (await Should.ThrowAsync<InputException>(() => backtest.RunAsync(_twelve with { Priorities = [1] }, _settings))).Message
            .ShouldContain("12 beats drawn on 2024-");
        var spring = _twelve with { From = new LocalDateTime(2024, 3, 1, 0, 0), To = new LocalDateTime(2024, 4, 15, 23, 59, 59) };
        (await Should.ThrowAsync<InputException>(() => backtest.RunAsync(spring, _settings))).Message
            .ShouldStartWith("calls: they cover 46 days (2024-03-01..2024-04-15), and a back-test takes 84");
    }

    [Fact]
    public async Task A_life_that_lacks_a_part_of_the_city_is_refused_before_anything_is_designed()
    {
        await using var city = await SampleCity.LoadAsync();
        var rows = await File.ReadAllLinesAsync(Path.Combine(SampleCity.Samples, "calls_2025.csv"));
        var north = rows.Take(1).Concat(rows.Skip(1).Where(row => string.CompareOrdinal(row[(row.IndexOf("POINT(", StringComparison.Ordinal) + 6)..].Split(' ', ')')[1], "33.25") > 0));
        using var half = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', north)));
        await SmartBeats.Pipeline.Stages.IngestCalls.RunAsync(city.Calls, SampleCity.City.Id, new SmartBeats.Calls.CallReader("north.csv", SampleCity.City), half, null);
        var fault = await Should.ThrowAsync<InputException>(() => CreateBacktest(city, threads: 1).RunAsync(_twelve, _settings with { LifeDays = 200, Origins = 1, Reversed = false }));
        fault.Message.ShouldStartWith("calls: areas with ");
        fault.Message.ShouldContain("the two do not cover the same ground");
    }

    private static Backtest CreateBacktest(SampleCity city, int threads) =>
        new(new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads) { Map = city.Map }, city.Calls, SampleCity.City.Id, city.Map);

    private static async Task<long> CountAsync(SampleCity city, int first, int last)
    {
        var index = AreaIndex.Build(city.Map);
        var request = new PlanRequest
        {
            Beats = 1,
            From = new LocalDate(1970, 1, 1).PlusDays(first).AtMidnight(),
            To = new LocalDate(1970, 1, 1).PlusDays(last).At(new LocalTime(23, 59, 59)),
        };
        return (await city.Calls.ReadPointsAsync(SampleCity.City.Id, request, CallPart.Everything).ToListAsync())
            .Where(point => index.Find(point.Longitude, point.Latitude) >= 0).Sum(point => point.Calls);
    }
}
