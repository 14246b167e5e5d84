using SmartBeats.Benchmarks.Lasting;
using SmartBeats.Demand;

namespace SmartBeats.Tests.Demand;

public class LaterSpreadTests
{
    [Fact]
    public void Expected_spread_is_the_root_of_past_chance_and_drift_squared()
    {
        var weeks = EqualWeeks(beats: 10, count: 52, load: 25);
        var measured = new DriftEstimate(1.2, 0.01, 0.001, 0.5, 52);
        var later = LaterSpread.Foretell(weeks, measured, 26);

        // 52 weeks of 250 calls behind, 26 ahead; of 10 beats 9 are free to be off the mean.
        later.PastSpread.ShouldBe(0, 1e-12);
        later.LoadPerBeat.ShouldBe(650, 1e-9);
        later.Chance.ShouldBe(Math.Sqrt(1.2 * 9 / 6500), 1e-12);
        later.PastChance.ShouldBe(Math.Sqrt(1.2 * 9 / 13000), 1e-12);
        later.Drift.ShouldBe(Math.Sqrt(0.01 * DifferenceVariance(52, 26) * 0.9), 1e-9);
        later.Spread.Value.ShouldBe(Math.Sqrt(Square(later.Chance) + Square(later.PastChance) + Square(later.Drift)), 1e-12);
        later.Spread.Contains(later.Spread.Value).ShouldBeTrue();
        later.WorstBeat.Contains(later.WorstBeat.Value).ShouldBeTrue();
    }

    [Fact]
    public void A_beat_that_is_heavy_already_stays_in_the_spread_and_is_the_worst()
    {
        var even = EqualWeeks(beats: 10, count: 52, load: 100);
        var heavy = even with { Loads = [.. even.Loads.Select(week => week.Select((load, beat) => beat == 0 ? 3 * load : load).ToArray())] };
        var later = LaterSpread.Foretell(heavy, new DriftEstimate(1, 0.0001, 0.00001, 0.5, 52), 52);

        // Loads 3, 1, 1, ...: mean 1.2, off by 1.5 and -1/6.
        later.PastSpread.ShouldBe(Math.Sqrt((Square(1.5) + 9 * Square(1 / 6.0)) / 10), 1e-12);
        later.Spread.Value.ShouldBeGreaterThan(later.PastSpread);
        later.WorstBeat.Value.ShouldBe(1.5, 0.02);
    }

    [Fact]
    public void Weeks_that_count_less_leave_more_to_chance()
    {
        var weeks = EqualWeeks(beats: 10, count: 40, load: 50);
        var measured = new DriftEstimate(1, 0.01, 0.001, 0.5, 40);
        double[] half = [.. Enumerable.Range(0, 40).Select(week => week < 20 ? 0.0 : 2)];
        LaterSpread.Foretell(weeks, measured, 20, half).PastChance.ShouldBe(LaterSpread.Foretell(weeks, measured, 20).PastChance * Math.Sqrt(2), 1e-12);
    }

    [Fact]
    public void Intervals_hold_what_comes_in_nine_of_ten_simulated_cities()
    {
        const int Cities = 500;
        var cities = new Calibration[Cities];
        Parallel.For(0, Cities, city => cities[city] = Calibration.Play((ulong)city));
        (cities.Count(city => city.Spread.Contains(city.LaterSpread)) * 100.0 / Cities).ShouldBeInRange(87, 93);
        (cities.Count(city => city.WorstBeat.Contains(city.LaterWorst)) * 100.0 / Cities).ShouldBeInRange(87, 93);
        Math.Exp(cities.Average(city => Math.Log(city.Spread.Value / city.LaterSpread))).ShouldBeInRange(0.97, 1.05);
    }

    private static BeatWeeks EqualWeeks(int beats, int count, long load) =>
        new(0, [.. Enumerable.Range(0, count).Select(_ => Enumerable.Repeat(load, beats).ToArray())]);

    private static double Square(double value) => value * value;

    private static double DifferenceVariance(int past, int life)
    {
        double[] weights = [.. Enumerable.Repeat(1.0 / past, past), .. Enumerable.Repeat(-1.0 / life, life)];
        return weights.Select((one, i) => weights.Select((other, j) =>
            one * other * (0.7 * Math.Exp(-Math.Abs(i - j) / 10.0) + 0.3 * Math.Cos(2 * Math.PI * Math.Abs(i - j) * 7 / 365.25))).Sum()).Sum();
    }
}
