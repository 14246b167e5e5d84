using System.Globalization;
using System.Text.Json.Serialization;
using SmartBeats.Calls;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Demand;

/// <summary>What is to be expected of a plan on calls that are still to come, or why that cannot be said.</summary>
/// <param name="From">First day with a call the plan was made from, as yyyy-MM-dd.</param>
/// <param name="To">Last such day.</param>
public sealed record PlanOutlook(string From, string To)
{
    /// <summary>The forecast; null where <see cref="Reason"/> says why there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LaterSpread? Later { get; init; }

    /// <summary>Why there is no forecast, a sentence; null where there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Calls of the past a beat needs on average: fewer leave chance of more than 18 % by themselves.</summary>
    public const int FewestCallsPerBeat = 30;

    private const string NotForetold = "How even the beats will stay is not foretold";

    /// <summary>Foretells a plan's year after its past, where the past allows it.</summary>
    /// <param name="past">The calls the plan was made from; null where nobody kept when they came.</param>
    /// <param name="beatOfArea">Per area, its beat, from 1.</param>
    /// <param name="beats">How many.</param>
    /// <param name="workload">Of the same calls, as they were balanced.</param>
    /// <param name="request">Which periods counted by what, and what season the plan is for; null for all alike and a year.</param>
    /// <param name="apart">Numbers of beats that are left out of the balance; null for none.</param>
    /// <returns>Null without <paramref name="past"/>.</returns>
    public static PlanOutlook? Foretell(
        DatedLoads? past, int[] beatOfArea, int beats, AreaWorkload workload, PlanRequest? request = null, IReadOnlyCollection<int>? apart = null)
    {
        if (past is null || past.Days.Length == 0)
        {
            return null;
        }

        var outlook = new PlanOutlook(DayRange.PrintDay(past.Days.Min()), DayRange.PrintDay(past.Days.Max()));
        var balanced = BalancedBeats.Find(beatOfArea, beats, apart ?? []);
        var weeks = BeatWeeks.Count(past, balanced.BeatOfArea, balanced.Numbers.Length);
        if (FindReason(weeks, balanced.Numbers.Length, workload.Calls.Sum()) is { } reason)
        {
            return outlook with { Reason = reason };
        }

        var measured = DriftEstimate.Measure(weeks);
        var periods = request is null ? [] : PeriodWeights.FromRequest(request);
        var units = periods.Count > 0 ? workload.UnitsPerOne / PeriodWeights.UnitsPerOne : workload.UnitsPerOne;
        if (units == 1)
        {
            // Calls that came more regularly than by chance are a small sample's luck.
            measured = measured with { Dispersion = Math.Max(1, measured.Dispersion) };
        }

        var (life, gap) = request?.For is { } season
            ? ((season.Days + 6) / 7, Math.Max(0, BeatWeeks.ToWeek(season.First) - weeks.FirstWeek - weeks.Loads.Length))
            : (LaterSpread.DefaultWeeks, 0);
        var weights = PeriodWeights.FindWeekWeights(periods, weeks);
        if (weights?.Sum() == 0)
        {
            return outlook with { Reason = $"{NotForetold}: no week of the calls counts." };
        }

        var later = LaterSpread.Foretell(weeks, measured, life, weights, null, gap);
        return outlook with { Later = later with { LoadPerBeat = later.LoadPerBeat / units, Dispersion = later.Dispersion / units } };
    }

    /// <summary>Rounded for print, once: fractions to four decimals, loads to one.</summary>
    public PlanOutlook ToPublishedPrecision() => Later is null ? this : this with
    {
        Later = Later with
        {
            LoadPerBeat = Math.Round(Later.LoadPerBeat, 1),
            PastSpread = Fraction(Later.PastSpread),
            Chance = Fraction(Later.Chance),
            PastChance = Fraction(Later.PastChance),
            Drift = Fraction(Later.Drift),
            Dispersion = Math.Round(Later.Dispersion, 3),
            Spread = Fraction(Later.Spread),
            WorstBeat = Fraction(Later.WorstBeat),
        },
    };

    private static string? FindReason(BeatWeeks past, int beats, long calls)
    {
        if (beats < 2)
        {
            return $"{NotForetold}: there is only one.";
        }

        int[] weeks = [.. Enumerable.Range(0, past.Loads.Length).Where(week => past.Loads[week].Sum() > 0)];
        if (weeks.Length < DriftEstimate.FewestWeeks || !weeks.Zip(weeks.Skip(1)).Any(pair => pair.Second == pair.First + 1))
        {
            return Text($"{NotForetold}: that takes calls of {DriftEstimate.FewestWeeks} weeks, some of them in a row, and these lie in {weeks.Length}. Load calls of a longer time.");
        }

        return calls < (long)FewestCallsPerBeat * beats
            ? Text($"{NotForetold}: that takes {FewestCallsPerBeat} calls a beat, and these are {(double)calls / beats:0.#}. Load calls of a longer time, or count more of them.")
            : null;
    }

    private static double Fraction(double value) => Math.Round(value, 4);

    private static Estimate Fraction(Estimate value) => new(Fraction(value.Value), Fraction(value.Low), Fraction(value.High));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
