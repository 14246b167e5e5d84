using System.Globalization;
using SmartBeats.Demand;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>Says what became of balance and response since beats are patrolled.</summary>
public static class ChangeWords
{
    /// <summary>How many priorities have a sentence, the highest first: a page of figures is no answer.</summary>
    private const int PrioritiesSaid = 3;

    /// <summary>Balance first, then each priority's response; or why one of them is not compared.</summary>
    /// <param name="change">As it was measured.</param>
    /// <param name="unit">What one unit of workload is, in print.</param>
    public static IEnumerable<string> Describe(AdoptionChange change, string unit)
    {
        change = change.ToPublishedPrecision();
        yield return change.Balance is { } balance
            ? DescribeBalance(balance, unit)
            : $"How much evener beats are than those before {change.From} is not said: {change.NoBalance}.";
        if (change.NoResponse is { } reason)
        {
            yield return $"Whether calls are answered sooner than before {change.From} is not said: {reason}.";
        }

        foreach (var priority in change.Response.Take(PrioritiesSaid))
        {
            yield return $"{PriorityWords.NameCalls(priority.Priority)} are answered {DescribeMinutes(priority.Median)}";
        }

        if (change.Response.Count > 0)
        {
            var others = change.Response.Count > PrioritiesSaid
                ? $"{Words.Count(change.Response.Count - PrioritiesSaid)} more priorities and the ninetieth percentiles"
                : "Ninetieth percentiles";
            yield return $"These are medians of at most {AdoptionWeeks.MostOnEachSide} weeks since {change.From} and as many before. "
                + $"{others} are among the figures.";
        }

        if (change.Response.Count > 0 && change.Response.All(priority => priority.Median.YearEarlier is null))
        {
            yield return "A year earlier there are too few weeks or calls with stamps, or beats changed too: "
                + "what the season did is not told from what the beats did.";
        }
    }

    private static string DescribeBalance(BalanceChange balance, string unit)
    {
        var others = balance.Beats == balance.BeatsBefore ? "the beats before" : $"the {balance.BeatsBefore} beats before";
        var text = $"Since {balance.From}, {Words.Count(balance.Weeks)} weeks and {Words.Count(balance.Load)} {unit}, "
            + $"beats are {Percent(balance.Spread)}% apart; {others} would be {Percent(balance.SpreadBefore)}% apart on the same: {DescribePoints(balance.Difference)}.";
        return balance is { YearEarlier: { } earlier, OwnChange: { } own }
            ? $"{text} A year earlier, in the same weeks, those before were {Percent(earlier)}% apart: "
                + $"calls by themselves made them {DescribePoints(own)}."
            : $"{text} What calls did by themselves is not said: the same weeks a year earlier are too few, lack a part of the city, "
                + "or those before were drawn on them.";
    }

    private static string DescribeMinutes(MinutesChange change)
    {
        var text = $"{DescribeSooner(change.Difference)} than before, {Minutes(change.Since)} for {Minutes(change.Before)} min";
        return change is { YearEarlier: { } earlier, BeatsPart: { } part }
            ? $"{text}; a year earlier the same weeks were {DescribeSooner(earlier)}: the beats' part is some {DescribeSooner(part)}."
            : $"{text}.";
    }

    /// <summary><c>0.6 min sooner (0.2 to 1.0)</c>: the interval counted in the same direction.</summary>
    private static string DescribeSooner(Estimate minutes)
    {
        var (sign, word) = minutes.Value < 0 ? (-1, "sooner") : (1, "later");
        return $"{Minutes(sign * minutes.Value)} min {word} ({Interval(minutes, sign, Minutes)})";
    }

    private static string DescribePoints(Estimate spread)
    {
        var (sign, word) = spread.Value < 0 ? (-1, "evener") : (1, "less even");
        return $"{Percent(sign * spread.Value)} points {word} ({Interval(spread, sign, Percent)})";
    }

    private static string Interval(Estimate of, int sign, Func<double, string> print) =>
        sign < 0 ? $"{print(-of.High)} to {print(-of.Low)}" : $"{print(of.Low)} to {print(of.High)}";

    private static string Minutes(double minutes) => Print(minutes);

    private static string Percent(double fraction) => Print(fraction * 100);

    private static string Print(double value) =>
        (Math.Round(value, 1, MidpointRounding.AwayFromZero) + 0.0).ToString("0.0", CultureInfo.InvariantCulture);
}
