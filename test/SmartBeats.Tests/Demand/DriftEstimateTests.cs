using SmartBeats.Demand;

namespace SmartBeats.Tests.Demand;

public class DriftEstimateTests
{
    [Fact]
    public void Chance_is_the_mean_chi_square_of_neighbouring_weeks()
    {
        // 8 weeks of two beats: 60 and 40, then 40 and 60, and so on. Pooled share 1/2, change 0.2:
        // each beat adds 0.04 / (0.5 × 2/100) = 4, two beats 8, one degree of freedom.
        var weeks = new BeatWeeks(0, [.. Enumerable.Range(0, 8).Select(week => week % 2 == 0 ? new long[] { 60, 40 } : [40, 60])]);
        DriftEstimate.Measure(weeks).Dispersion.ShouldBe(8, 1e-12);
    }

    [Fact]
    public void Drift_is_what_the_change_between_blocks_leaves_when_chance_is_taken_off()
    {
        // Each week as the one before but for one step after four: 60 and 40 become 40 and 60.
        var weeks = new BeatWeeks(0, [.. Enumerable.Range(0, 8).Select(week => week < 4 ? new long[] { 60, 40 } : [40, 60])]);
        var estimate = DriftEstimate.Measure(weeks);
        estimate.Dispersion.ShouldBe(8.0 / 7, 1e-12);

        // Shares change by 0.2, in units of the mean 0.4; squared 0.16 a beat, times 2 for the beat the mean takes up.
        var chance = 8.0 / 7 * 2 * (1 / 400.0 + 1 / 400.0);
        estimate.Variance.ShouldBe((0.32 - chance) / Gain(4, 4), 1e-12);
    }

    [Fact]
    public void Loads_in_another_unit_change_chance_by_it_and_drift_not_at_all()
    {
        var weeks = Play(beats: 20, weeks: 40, drift: 0.2, seed: 3);
        var (calls, hundredths) = (DriftEstimate.Measure(weeks), DriftEstimate.Measure(weeks with { Loads = [.. weeks.Loads.Select(week => week.Select(load => load * 100).ToArray())] }));
        hundredths.Dispersion.ShouldBe(calls.Dispersion * 100, 1e-9);
        hundredths.Variance.ShouldBe(calls.Variance, 1e-12);
        hundredths.Unevenness.ShouldBe(calls.Unevenness, 1e-12);
    }

    [Fact]
    public void A_world_that_stands_still_has_no_drift_and_the_dispersion_of_independent_calls()
    {
        var estimates = Enumerable.Range(0, 40).Select(seed => DriftEstimate.Measure(Play(beats: 40, weeks: 52, drift: 0, seed: (ulong)seed))).ToList();
        estimates.Average(estimate => estimate.Dispersion).ShouldBe(1, 0.02);
        Math.Sqrt(estimates.Average(estimate => estimate.Variance)).ShouldBeLessThan(0.025);
        estimates.ShouldAllBe(estimate => estimate.Weeks == 52);
    }

    [Fact]
    public void Weeks_without_calls_count_for_nothing_and_too_few_are_refused()
    {
        var busy = Play(beats: 5, weeks: 12, drift: 0.1, seed: 9);
        var holed = busy with { Loads = [.. busy.Loads.Select((week, at) => at == 6 ? new long[5] : week)] };
        DriftEstimate.Measure(holed).Weeks.ShouldBe(11);
        Should.Throw<ArgumentException>(() => DriftEstimate.Measure(busy with { Loads = busy.Loads[..7] })).Message.ShouldStartWith("Takes 8 weeks with calls and 2 beats.");
    }

    /// <summary>Beats whose share follows a slow wave of its own, each week's calls by chance.</summary>
    private static BeatWeeks Play(int beats, int weeks, double drift, ulong seed)
    {
        var random = new SeededRandom(seed);
        double[] phases = [.. Enumerable.Range(0, beats).Select(_ => 2 * Math.PI * random.NextDouble())];
        return new BeatWeeks(0, [.. Enumerable.Range(0, weeks).Select(week => phases
            .Select(phase => Draw(30 * (1 + drift * Math.Sqrt(2) * Math.Sin(phase + week / 12.0)))).ToArray())]);

        long Draw(double mean)
        {
            // Arrivals of a clock that ticks by chance.
            var (time, count) = (-Math.Log(1 - random.NextDouble()), 0L);
            while (time < mean)
            {
                time -= Math.Log(1 - random.NextDouble());
                count++;
            }

            return count;
        }
    }

    /// <summary>Variance of the difference of two neighbouring averages, week by week.</summary>
    private static double Gain(int one, int other)
    {
        double[] weights = [.. Enumerable.Repeat(1.0 / one, one), .. Enumerable.Repeat(-1.0 / other, other)];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            for (var j = 0; j < weights.Length; j++)
            {
                var apart = Math.Abs(i - j);
                sum += weights[i] * weights[j] * (0.7 * Math.Exp(-apart / 10.0) + 0.3 * Math.Cos(2 * Math.PI * apart * 7 / 365.25));
            }
        }

        return sum;
    }
}
