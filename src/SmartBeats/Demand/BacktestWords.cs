using System.Globalization;

namespace SmartBeats.Demand;

/// <summary>Says what a back-test came to.</summary>
internal static class BacktestWords
{
    public static IEnumerable<string> Describe(BacktestResult result)
    {
        var forward = result.Cases.Where(one => !one.Split.IsReversed).ToList();
        var reversed = result.Cases.Where(one => one.Split.IsReversed).ToList();
        var seeds = result.Cases.Select(one => one.Seed).Distinct().Count();
        yield return Text($"Beats {Percent(forward.Average(one => one.PastSpread))}% apart on the calls they were drawn on are {Percent(forward.Average(one => one.LaterSpread))}% apart on the calls after ({Count(forward.Count / seeds, "origin")}, {Count(seeds, "seed")}); chance alone makes {Percent(forward.Average(one => one.Chance))}%.");
        if (reversed.Count > 0)
        {
            yield return Text($"With time reversed, the control for a trend that happens to suit the plan: {Percent(reversed.Average(one => one.LaterSpread))}%.");
        }

        if (seeds > 1)
        {
            var apart = result.Cases.GroupBy(one => one.Split).Average(split => (split.Max(one => one.LaterSpread) - split.Min(one => one.LaterSpread)) / split.Average(one => one.LaterSpread));
            yield return Text($"Seeds of one split lie {apart * 100:0}% of the figure apart: a difference smaller than that between two plans says nothing.");
        }

        if (result.Cases.All(one => one.TodaysSpread is not null))
        {
            var better = result.Cases.Count(one => one.LaterSpread < one.TodaysSpread);
            yield return Text($"Today's beats are {Percent(result.Cases.Average(one => one.TodaysSpread!.Value))}% apart on the same calls, the plans {Percent(result.Cases.Average(one => one.LaterSpread))}%; the plan is the evener in {better} of {result.Cases.Count}.");
        }

        var held = result.Cases.Count(one => one.Foretold.Contains(one.LaterSpread));
        yield return Text($"The 90% interval foretold from the past alone held what came in {held} of {result.Cases.Count}.");
    }

    /// <summary>With one decimal.</summary>
    public static string Percent(double fraction) => (fraction * 100).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Count(int count, string one) => count == 1 ? $"1 {one}" : Text($"{count} {one}s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
