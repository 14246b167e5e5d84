using System.Globalization;
using SmartBeats.Demand;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>Says how even a plan is expected to stay.</summary>
public static class OutlookWords
{
    /// <summary>Below it a percent has a decimal.</summary>
    private const double Small = 0.02;

    /// <summary>Two sentences, one that says why there is no forecast, or none for a plan older than forecasts.</summary>
    public static IEnumerable<string> Describe(Plan plan)
    {
        if (plan.Outlook?.ToPublishedPrecision() is not { } outlook)
        {
            yield break;
        }

        if (outlook.Later is not { } later)
        {
            yield return outlook.Reason ?? "";
            yield break;
        }

        var (past, life) = NamePeriods(outlook, later.Weeks);
        yield return $"Equal within {Words.Percent(plan.Measures.MaxDeviation)} on the calls of {past}. "
            + $"{life}, expect beats some {Rough(later.Spread.Value)}% apart ({Range(later.Spread)}); chance alone would make {Rough(later.Chance)}%.";
        yield return $"Apart is the standard deviation over the mean, and in nine of ten cases it comes to lie in the brackets. The worst beat is then some {Rough(later.WorstBeat.Value)}% off the mean ({Range(later.WorstBeat)}).";
    }

    private static (string Past, string Life) NamePeriods(PlanOutlook outlook, int weeks)
    {
        // A file of a year often begins or ends a day or two within it.
        var isYear = outlook.From[..4] == outlook.To[..4]
            && string.CompareOrdinal(outlook.From[5..], "01-03") <= 0 && string.CompareOrdinal(outlook.To[5..], "12-29") >= 0;
        var life = weeks == LaterSpread.DefaultWeeks ? "In the year after" : $"In the {Words.Count(weeks)} weeks after";
        return isYear && weeks == LaterSpread.DefaultWeeks ? (outlook.From[..4], "On next year's") : ($"{outlook.From} to {outlook.To}", life);
    }

    private static string Range(Estimate estimate) => $"{Rough(estimate.Low)} to {Rough(estimate.High)}";

    private static string Rough(double fraction) => (fraction * 100).ToString(fraction < Small ? "0.#" : "0", CultureInfo.InvariantCulture);
}
