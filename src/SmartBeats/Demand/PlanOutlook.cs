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

    /// <summary>What the current beats would come to in the same time if they were left as they are, a fraction; only where beats were drawn anew.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AsToday { get; init; }

    /// <summary>Calls of the past a beat needs on average: fewer leave chance of more than 18 % by themselves.</summary>
    public const int FewestCallsPerBeat = 30;

    private const int DaysPerYear = 365;
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

        past = past.WithoutStrays();

        var outlook = new PlanOutlook(DayRange.PrintDay(past.Days.Min()), DayRange.PrintDay(past.Days.Max()));
        var balanced = BalancedBeats.Find(beatOfArea, beats, apart ?? []);
        var weeks = BeatWeeks.Count(past, balanced.BeatOfArea, balanced.Numbers.Length);
        if (FindReason(weeks, balanced.Numbers.Length, workload.Calls.Sum()) is { } reason)
        {
            return outlook with { Reason = reason };
        }

        var periods = request is null ? [] : PeriodWeights.FromRequest(request);
        var units = FindUnits(workload, periods);
        var measured = Measure(weeks, units);
        var (life, gap) = FindLife(request, weeks);
        var weights = PeriodWeights.FindWeekWeights(periods, weeks);
        if (weights?.Sum() == 0)
        {
            return outlook with { Reason = $"{NotForetold}: no week of the calls counts." };
        }

        if (request is { For: not null } or { LifeDays: not null } && FindThinLife(workload, weeks, weights, life) is { } thin)
        {
            return outlook with { Reason = thin };
        }

        var later = LaterSpread.Foretell(weeks, measured, life, weights, null, gap);
        return outlook with { Later = later with { LoadPerBeat = later.LoadPerBeat / units, Dispersion = later.Dispersion / units } };
    }

    /// <summary>The same outlook, with what the current beats would come to if they were left as they are.</summary>
    /// <param name="past">The calls the plan was made from, those since the current beats were drawn among them.</param>
    /// <param name="drawn">The plan's beats.</param>
    /// <param name="today">The current ones, as many.</param>
    /// <param name="workload">Of the same calls, as they were balanced.</param>
    /// <param name="request">Of the plan.</param>
    /// <remarks>Both plans live on the same calls, with the same chance and drift to come: they differ by what is known of their beats already.</remarks>
    public PlanOutlook SetBesideToday(DatedLoads past, BalancedBeats drawn, BalancedBeats today, AreaWorkload workload, PlanRequest request)
    {
        if (Later is null)
        {
            return this;
        }

        past = past.WithoutStrays();
        var weeks = BeatWeeks.Count(past, drawn.BeatOfArea, drawn.Numbers.Length);
        var measured = Measure(weeks, FindUnits(workload, PeriodWeights.FromRequest(request)));
        var (life, gap) = FindLife(request, weeks);
        var todaysWeeks = BeatWeeks.Count(past, today.BeatOfArea, today.Numbers.Length);
        var more = BeatForecast.FindMeanSquare(todaysWeeks, measured, life, gap) - BeatForecast.FindMeanSquare(weeks, measured, life, gap);
        return this with { AsToday = Math.Sqrt(Math.Max(0, Later.Spread.Value * Later.Spread.Value + more)) };
    }

    /// <summary>Rounded for print, once: fractions to four decimals, loads to one.</summary>
    public PlanOutlook ToPublishedPrecision() => Later is null ? this : this with
    {
        AsToday = AsToday is { } today ? Fraction(today) : null,
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

    /// <summary>Whole units of a call, or minute, before its period's weight.</summary>
    private static int FindUnits(AreaWorkload workload, IReadOnlyList<WeightedPeriod> periods) =>
        periods.Count > 0 ? workload.UnitsPerOne / PeriodWeights.UnitsPerOne : workload.UnitsPerOne;

    private static DriftEstimate Measure(BeatWeeks weeks, long units)
    {
        var measured = DriftEstimate.Measure(weeks);

        // Calls that came more regularly than by chance are a small sample's luck.
        return units == 1 ? measured with { Dispersion = Math.Max(1, measured.Dispersion) } : measured;
    }

    /// <summary>Weeks of the plan's life, and weeks between its past and them.</summary>
    private static (int Life, int Gap) FindLife(PlanRequest? request, BeatWeeks weeks) => request switch
    {
        { For: { } season } => (ToWeeks(season.Days), Math.Max(0, BeatWeeks.ToWeek(season.First) - weeks.FirstWeek - weeks.Loads.Length)),
        { LifeDays: { } days } when days != DaysPerYear => (ToWeeks(days), 0),
        _ => (LaterSpread.DefaultWeeks, 0),
    };

    private static int ToWeeks(int days) => (days + 6) / 7;

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

    /// <summary>A beat's shift on one day is one call or two, which no method foretells.</summary>
    private static string? FindThinLife(AreaWorkload workload, BeatWeeks weeks, double[]? weights, int life)
    {
        var counted = Enumerable.Range(0, weeks.Loads.Length).Count(week => weeks.Loads[week].Sum() > 0 && weights?[week] != 0);
        var coming = (double)workload.Calls.Sum() / counted * life / weeks.Beats;
        return coming < FewestCallsPerBeat
            ? Text($"{NotForetold}: {life} {(life == 1 ? "week brings" : "weeks bring")} a beat some {coming:0.#} calls, and no method foretells fewer than {FewestCallsPerBeat}. Ask for a longer time.")
            : null;
    }

    private static double Fraction(double value) => Math.Round(value, 4);

    private static Estimate Fraction(Estimate value) => new(Fraction(value.Value), Fraction(value.Low), Fraction(value.High));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
