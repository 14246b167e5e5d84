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
        var verb = new Command("lasting", "How even plans stay on later calls, and whether that was foretold.") { seeds, keep, splits };
        verb.SetAction(parsed =>
        {
            parsed.GetValue(keep)?.Create();
            var only = parsed.GetValue(splits)?.Split(',');
            PrintSplits([.. LastingSplit.All.Where(split => only is null || only.Contains(split.Name))], parsed.GetValue(seeds), parsed.GetValue(keep)?.FullName);
            if (only is null)
            {
                PrintEstimates(parsed.GetValue(seeds), parsed.GetValue(keep)?.FullName);
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

    /// <summary>Other estimates of demand on the splits they are for: the season where an earlier year is known, recent months elsewhere.</summary>
    private static void PrintEstimates(int seeds, string? keep)
    {
        Say($"\n| split | counts | half-life 91 d | season |");
        Say($"|---|---|---|---|");
        var cities = new Dictionary<string, LastingCity>(StringComparer.Ordinal);
        IDemandEstimate[] estimates = [new CallCounts(), PeriodWeights.FromHalfLife(91), PeriodWeights.Season];
        foreach (var split in LastingSplit.All.Where(split => split.Name[0] == 'S' || split.Name.StartsWith("CYa", StringComparison.Ordinal)))
        {
            if (!cities.TryGetValue(split.City, out var city))
            {
                cities[split.City] = city = LastingCity.Read(split.City);
            }

            var row = estimates.Select(estimate =>
            {
                // Seattle has one year: its season before is not known.
                double[] later = split.City == "seattle" && estimate == PeriodWeights.Season ? [] :
                    [.. Enumerable.Range(1, seeds).Select(seed => LastingCase.Run(split, city, estimate, (ulong)seed, keep).LaterSpread * 100)];
                return later.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{later.Average():0.00}");
            });
            Say($"| {split.Name} | {string.Join(" | ", row)} |");
        }

        Say($"");
    }

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
