using System.CommandLine;
using System.Globalization;
using SmartBeats.Demand;
using SmartBeats.Response;

namespace SmartBeats.Benchmarks.Lasting;

/// <summary><c>lasting</c>: beats drawn on past calls, judged on later ones; and what the forecast said of it.</summary>
internal static class LastingVerb
{
    private const int Cities = 500;

    public static Command Create()
    {
        var seeds = new Option<int>("--seeds") { Description = "Plans of each split.", DefaultValueFactory = _ => 3 };
        var keep = new Option<DirectoryInfo?>("--keep") { Description = "Folder of plans: those in it are not designed again." };
        var splits = new Option<string?>("--splits") { Description = "Only these, e.g. S4,CY-23." };
        var parts = new Option<string?>("--parts") { Description = "Only these, of splits, estimates, anew and calibration." };
        var verb = new Command("lasting", "How even plans stay on later calls, and whether that was foretold.") { seeds, keep, splits, parts };
        verb.SetAction(parsed =>
        {
            parsed.GetValue(keep)?.Create();
            var only = parsed.GetValue(splits)?.Split(',');
            var asked = parsed.GetValue(parts)?.Split(',') ?? (only is null ? ["splits", "estimates", "anew", "calibration"] : ["splits"]);
            var (count, folder) = (parsed.GetValue(seeds), parsed.GetValue(keep)?.FullName);
            if (asked.Contains("splits"))
            {
                PrintSplits([.. LastingSplit.All.Where(split => only is null || only.Contains(split.Name))], count, folder);
            }

            if (asked.Contains("estimates"))
            {
                PrintEstimates([.. LastingSplit.All.Where(split => only is null ? !split.IsReversed : only.Contains(split.Name))], count, folder);
            }

            if (asked.Contains("anew"))
            {
                PrintRedraws(count, folder);
            }

            if (asked.Contains("calibration"))
            {
                PrintCalibration();
            }
        });
        return verb;
    }

    private static void PrintSplits(LastingSplit[] splits, int seeds, string? keep)
    {
        Say($"| split | beats | past | later | expected (90 %) | expected / later | chance | drift | worst | expected worst (90 %) |");
        Say($"|---|---|---|---|---|---|---|---|---|---|");
        var cities = new Dictionary<string, LastingCity>(StringComparer.Ordinal);
        var (near, inside, worstInside) = (0, 0, 0);
        foreach (var split in splits)
        {
            if (!cities.TryGetValue(split.City, out var city))
            {
                cities[split.City] = city = LastingCity.Read(split.City);
            }

            LastingCase[] runs = [.. Enumerable.Range(1, seeds).Select(seed => LastingCase.Run(split, city, new CallCounts(), (ulong)seed, keep))];
            var (spread, worst) = (Average(runs.Select(run => run.Foretold.Spread)), Average(runs.Select(run => run.Foretold.WorstBeat)));
            var (later, laterWorst) = (runs.Average(run => run.LaterSpread), runs.Average(run => run.LaterWorst));
            near += Math.Abs(spread.Value / later - 1) <= 0.2 ? 1 : 0;
            inside += spread.Contains(later) ? 1 : 0;
            worstInside += worst.Contains(laterWorst) ? 1 : 0;
            Say($"| {split.Name} | {split.Beats} | {runs.Average(run => run.PastSpread) * 100:0.0} | {later * 100:0.0} | {Print(spread)} | {spread.Value / later:0.00} | {runs.Average(run => run.Foretold.Chance) * 100:0.0} | {runs.Average(run => run.Foretold.Drift) * 100:0.0} | {laterWorst * 100:0} | {Print(worst)} |");
        }

        Say($"\nWithin 20 % in {near} of {splits.Length}; the interval holds what came in {inside}, of the worst beat in {worstInside}.");
    }

    /// <summary>Other estimates of demand; the season only where an earlier year is in the past.</summary>
    private static void PrintEstimates(LastingSplit[] splits, int seeds, string? keep)
    {
        Say($"\n| split | counts | half-life 91 d | last month 35 % | season |");
        Say($"|---|---|---|---|---|");
        var cities = new Dictionary<string, LastingCity>(StringComparer.Ordinal);
        IDemandEstimate[] estimates = [new CallCounts(), PeriodWeights.FromHalfLife(91), PeriodWeights.LastMonth, PeriodWeights.Season];
        foreach (var split in splits)
        {
            if (!cities.TryGetValue(split.City, out var city))
            {
                cities[split.City] = city = LastingCity.Read(split.City);
            }

            var row = estimates.Select(estimate =>
            {
                var isUnknown = estimate == PeriodWeights.Season && !split.Name.StartsWith("CYa", StringComparison.Ordinal);
                double[] later = isUnknown ? [] :
                    [.. Enumerable.Range(1, seeds).Select(seed => LastingCase.Run(split, city, estimate, (ulong)seed, keep).LaterSpread * 100)];
                return later.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{later.Average():0.00}");
            });
            Say($"| {split.Name} | {string.Join(" | ", row)} |");
        }

        Say($"");
    }

    /// <summary>Seattle's plans drawn anew after two months, within a change budget, and judged on the two months after that.</summary>
    private static void PrintRedraws(int seeds, string? keep)
    {
        var city = LastingCity.Read("seattle");
        Say($"\n| split | weight | budget | moved | as it was | anew | chance | expected as it was | expected anew |");
        Say($"|---|---|---|---|---|---|---|---|---|");
        List<LastingRedraw> all = [];
        foreach (var (estimate, budget) in new (IDemandEstimate, double)[] { (PeriodWeights.LastMonth, 0.05), (PeriodWeights.LastMonth, 0.1), (PeriodWeights.LastMonth, 0.15), (new CallCounts(), 0.15) })
        {
            foreach (var split in LastingSplit.All.Where(split => split.Name is "S4" or "S6" or "S8"))
            {
                LastingRedraw[] runs = [.. Enumerable.Range(1, seeds).Select(seed => LastingRedraw.Run(split, city, estimate, budget, (ulong)seed, keep))];
                all.AddRange(runs);
                PrintRedraw(split.Name, estimate.Name, budget, runs);
            }

            PrintRedraw("mean", estimate.Name, budget, all[^(3 * seeds)..]);
        }

        var cities = new LastingRedraw[Cities];
        Parallel.For(0, Cities, city => cities[city] = LastingRedraw.Play((ulong)city));
        var off = cities.Average(city => Math.Log(city.ExpectedAsItWas / city.AsItWas));
        Say($"\nOf {Cities} simulated cities, beats left as they are: expected over later {Math.Exp(off):0.00}; within 20 % in {cities.Count(city => Math.Abs(city.ExpectedAsItWas / city.AsItWas - 1) <= 0.2) * 100.0 / Cities:0.0} %. Gain of drawing anew, expected {cities.Average(city => city.ExpectedAsItWas - city.Expected) * 100:0.00} points, came {cities.Average(city => city.AsItWas - city.Anew) * 100:0.00}.");
    }

    private static void PrintRedraw(string name, string weight, double budget, IReadOnlyList<LastingRedraw> runs) =>
        Say($"| {name} | {weight} | {budget} | {runs.Average(run => run.Changed) * 100:0.0} | {runs.Average(run => run.AsItWas) * 100:0.0} | {runs.Average(run => run.Anew) * 100:0.0} | {runs.Average(run => run.Chance) * 100:0.0} | {runs.Average(run => run.ExpectedAsItWas) * 100:0.0} | {runs.Average(run => run.Expected) * 100:0.0} |");

    private static void PrintCalibration()
    {
        var cities = new Calibration[Cities];
        Parallel.For(0, Cities, city => cities[city] = Calibration.Play((ulong)city));
        var ratio = cities.Average(city => Math.Log(city.Spread.Value / city.LaterSpread));
        Say($"Of {Cities} simulated cities the interval holds the later spread in {cities.Count(city => city.Spread.Contains(city.LaterSpread)) * 100.0 / Cities:0.0} % and the worst beat in {cities.Count(city => city.WorstBeat.Contains(city.LaterWorst)) * 100.0 / Cities:0.0} %; expected over later {Math.Exp(ratio):0.00}.");
        Say($"Below the interval: spread {cities.Count(city => city.LaterSpread < city.Spread.Low)}, worst {cities.Count(city => city.LaterWorst < city.WorstBeat.Low)}; above: {cities.Count(city => city.LaterSpread > city.Spread.High)}, {cities.Count(city => city.LaterWorst > city.WorstBeat.High)}.");
    }

    private static Estimate Average(IEnumerable<Estimate> estimates)
    {
        Estimate[] all = [.. estimates];
        return new Estimate(all.Average(one => one.Value), all.Average(one => one.Low), all.Average(one => one.High));
    }

    private static string Print(Estimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{estimate.Value * 100:0.0} ({estimate.Low * 100:0.0} to {estimate.High * 100:0.0})");

    private static void Say(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
