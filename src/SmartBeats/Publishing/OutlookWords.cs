using System.Globalization;
using SmartBeats.Demand;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>Says how even a plan is expected to stay.</summary>
public static class OutlookWords
{
    /// <summary>Below it a percent has a decimal.</summary>
    private const double Small = 0.02;

    /// <summary>Nobody calls beats equal that are further off the mean.</summary>
    private const double MostEqual = 0.1;

    private const int MostTold = 3;

    /// <summary>Borders shorter by less are no saving worth a sentence.</summary>
    private const double LeastSaved = 0.01;

    /// <summary>Two sentences, a third where beats were drawn anew, one that says why there is no forecast, or none for a plan older than forecasts.</summary>
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
        var now = plan.Measures.MaxDeviation <= MostEqual
            ? $"Equal within {Words.Percent(plan.Measures.MaxDeviation)} on the calls of {past}."
            : $"On the calls of {past} beats are {Fine(plan.Measures.CoefficientOfVariation)}% apart.";
        yield return $"{now} {life}, expect beats some {Rough(later.Spread.Value)}% apart ({Range(later.Spread)}); chance alone would make {Rough(later.Chance)}%.";
        yield return $"Apart is the standard deviation over the mean, and in nine of ten cases it comes to lie in the brackets. The worst beat is then some {Rough(later.WorstBeat.Value)}% off the mean ({Range(later.WorstBeat)}).";
        if (outlook.AsToday is { } today)
        {
            yield return DescribeGain(outlook, today, plan.Wishes?.Change?.WorkloadShare ?? 0);
        }
    }

    /// <summary>What a wider tolerance would cost and save, a sentence; empty where no plan with shorter borders was met, or nothing is foretold.</summary>
    /// <param name="plan">Of which a run met others, less even, with shorter borders.</param>
    public static string DescribeTolerance(Plan plan)
    {
        var shorter = plan.Front.Where(point => point.MaxDeviationOfRest > plan.Measures.MaxDeviationOfRest && point.BoundaryKm < plan.Measures.BoundaryKm).ToList();
        if (plan.Outlook?.Later is not { } later || shorter.Count == 0)
        {
            return "";
        }

        var ifEqual = LastingTolerance.FindIfEqual(later);
        List<string> told = [];
        var km = plan.Measures.BoundaryKm;
        foreach (var point in shorter.OrderBy(point => point.MaxDeviationOfRest).Where(point => point.BoundaryKm <= plan.Measures.BoundaryKm * (1 - LeastSaved)))
        {
            if (told.Count < MostTold && point.BoundaryKm <= km * (1 - LeastSaved))
            {
                km = point.BoundaryKm;
                told.Add($"{Words.Percent(point.MaxDeviationOfRest)} would take the expected spread from {Fine(later.Spread.Value)} "
                    + $"to {Fine(LastingTolerance.Expect(ifEqual, point.MaxDeviationOfRest))}% and {Fine(1 - km / plan.Measures.BoundaryKm)}% off the borders");
            }
        }

        return told.Count == 0 ? "" : $"What a wider tolerance would cost and save: {Words.List(told)}.";
    }

    /// <summary>Which tolerance was found for a request that leaves it open.</summary>
    /// <param name="widest">The tolerance, a fraction.</param>
    /// <param name="ifEqual">Expected later spread of beats exactly equal on their past.</param>
    public static string DescribeWidest(double widest, double ifEqual) =>
        $"A tolerance of {Words.Percent(widest)} is the widest that raises the expected later spread by no more than a twentieth: "
        + $"from {Fine(ifEqual)}% of equal beats to {Fine(LastingTolerance.Expect(ifEqual, widest))}%, where beats use it to its full.";

    /// <summary>The change is paid for by points of spread: <see cref="RedrawRules.Price"/>.</summary>
    private static string DescribeGain(PlanOutlook outlook, double today, double changed)
    {
        var gain = RedrawRules.FindGain(outlook)!.Value;
        var worth = RedrawRules.FindNet(outlook, changed) > 0
            ? "drawing anew is worth it"
            : $"drawing anew costs more than it brings (a point of workload that changes beat is to bring {Words.Count(RedrawRules.Price)} points), so keep today's beats";
        return $"Left as they are, today's beats are expected some {Fine(today)}% apart in the same time; {worth}: {Fine(today)} to {Fine(today - gain)}% by moving {Fine(changed)}% of the workload.";
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

    private static string Fine(double fraction) => (fraction * 100).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Rough(double fraction) => (fraction * 100).ToString(fraction < Small ? "0.#" : "0", CultureInfo.InvariantCulture);
}
