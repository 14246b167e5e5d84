using SmartBeats.Demand;
using SmartBeats.Response;

namespace SmartBeats.Benchmarks.Lasting;

/// <summary>What was foretold beside what came, in one simulated city.</summary>
internal sealed record Calibration(Estimate Spread, double LaterSpread, Estimate WorstBeat, double LaterWorst)
{
    public static Calibration Play(ulong seed)
    {
        var city = new SimulatedCity(seed);
        var calls = city.PlayCalls();
        var cut = city.FirstDayOfLife;
        var past = calls.Within([new DayRange(int.MinValue / 2, cut - 1)]);
        var beats = city.DrawBeats(past.SumByArea(city.Areas));
        var weeks = BeatWeeks.Count(past, beats, city.Beats);
        var foretold = SmartBeats.Demand.LaterSpread.Foretell(weeks, DriftEstimate.Measure(weeks), city.LifeWeeks);
        var (spread, worst) = Score(calls.Within([new DayRange(cut, int.MaxValue / 2)]), beats, city.Beats);
        return new Calibration(foretold.Spread, spread, foretold.WorstBeat, worst);
    }

    /// <summary>Standard deviation over mean, and the largest deviation from the mean.</summary>
    public static (double Spread, double Worst) Score(DatedLoads calls, int[] beatOfArea, int beats)
    {
        var loads = new double[beats];
        for (var row = 0; row < calls.Areas.Length; row++)
        {
            loads[beatOfArea[calls.Areas[row]]] += calls.Loads[row];
        }

        var mean = loads.Average();
        return (Math.Sqrt(loads.Average(load => (load / mean - 1) * (load / mean - 1))), loads.Max(load => Math.Abs(load / mean - 1)));
    }
}
