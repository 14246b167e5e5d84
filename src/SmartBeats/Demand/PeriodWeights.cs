using SmartBeats.Requests;

namespace SmartBeats.Demand;

/// <summary>Days whose calls count by a weight.</summary>
/// <param name="Weight">Above 0 and at most 1,000, with at most three decimals.</param>
public sealed record WeightedPeriod(DayRange Days, decimal Weight);

/// <summary>What a call counts by when it came: calls of a plan's own season, or recent ones, may say more of its life than others.</summary>
/// <remarks>Off where whole years are given: then every season counts once and summing is all there is to gain.</remarks>
public sealed class PeriodWeights : IDemandEstimate
{
    /// <summary>What a weight of 1 is in whole units.</summary>
    public const int UnitsPerOne = 1000;

    /// <summary>Weights fall in steps of an eighth of the half-life: by 8 % from one to the next.</summary>
    private const int StepsPerHalfLife = 8;

    /// <summary>Steps until a call weighs a thousandth, the least there is.</summary>
    private const int MostSteps = 10 * StepsPerHalfLife;

    private const decimal MostWeight = 1000;
    private const int MonthsBefore = 4;
    private const int DaysPerMonth = 30;

    /// <summary>What the last month counts of the whole where it counts more.</summary>
    private const decimal LastMonthShare = 0.35m;

    /// <summary>A longer life sees another season than the last month was in.</summary>
    private const int LongestSeasonDays = 182;

    /// <summary>Earlier years whose season counts; more are another city.</summary>
    private const int YearsBefore = 5;

    private readonly Func<DatedLoads, DayRange, IReadOnlyList<WeightedPeriod>> _periods;

    private PeriodWeights(string name, Func<DatedLoads, DayRange, IReadOnlyList<WeightedPeriod>> periods) => (Name, _periods) = (name, periods);

    /// <summary>The same months of earlier years and the last four months before, each call counting 1.</summary>
    public static PeriodWeights Season { get; } = new("season", (_, life) => WeighSeason(life));

    /// <summary>The last month has 35 % of the weight, as when beats are drawn anew.</summary>
    public static PeriodWeights LastMonth { get; } = new("last month 35 %", (past, life) => WeighLastMonth([.. past.Days.Distinct()], life.Days));

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Calls count half as much for every so many days that they are older than the last day before the plan's life.</summary>
    /// <param name="days">At least 8.</param>
    public static PeriodWeights FromHalfLife(int days) => new($"half-life {days} d", (_, life) => WeighByAge(life.First - 1, days));

    /// <inheritdoc/>
    public long[] WeighAreas(DatedLoads past, int areas, DayRange life)
    {
        var periods = _periods(past, life);
        if (periods.Count == 0)
        {
            return past.SumByArea(areas);
        }

        var sums = new long[areas];
        for (var row = 0; row < past.Areas.Length; row++)
        {
            sums[past.Areas[row]] += past.Loads[row] * FindUnits(periods, past.Days[row]);
        }

        return sums;
    }

    /// <summary>The periods a request weighs calls by, ascending and apart from one another; empty where all count alike.</summary>
    /// <param name="request">With at most one of the fields that weigh periods.</param>
    public static IReadOnlyList<WeightedPeriod> FromRequest(PlanRequest request) => request switch
    {
        { WeighPeriods.Count: > 0 } => [.. request.WeighPeriods.OrderBy(period => period.Days.First)],
        { For: { } life } => WeighSeason(life),
        { HalfLifeDays: { } days, To: { } to } => WeighByAge(DayRange.ToDay(to.Date), days),
        _ => [],
    };

    /// <summary>What a day weighs, in thousandths; 0 in no period.</summary>
    /// <param name="periods">Not empty.</param>
    /// <param name="day">Days since 1970-01-01.</param>
    public static long FindUnits(IReadOnlyList<WeightedPeriod> periods, int day)
    {
        foreach (var period in periods)
        {
            if (period.Days.Contains(day))
            {
                return (long)(period.Weight * UnitsPerOne);
            }
        }

        return 0;
    }

    /// <summary>What the days of each week count on average, 1 for days of weight 1; null where no period is weighed.</summary>
    internal static double[]? FindWeekWeights(IReadOnlyList<WeightedPeriod> periods, BeatWeeks weeks) => periods.Count == 0 ? null :
    [
        .. weeks.Loads.Select((_, week) =>
            Enumerable.Range(BeatWeeks.ToMonday(weeks.FirstWeek + week), 7).Average(day => FindUnits(periods, day)) / UnitsPerOne),
    ];

    /// <summary>The last 30 days count so much that they have 35 % of the weight, days without calls left out.</summary>
    /// <param name="days">The days there are calls of, in days since 1970-01-01.</param>
    /// <param name="lifeDays">How long the plan is to live, from the end of these days on.</param>
    /// <returns>Empty, for all alike, where the life is longer than half a year, or the last month has as much of the weight anyway.</returns>
    public static IReadOnlyList<WeightedPeriod> WeighLastMonth(IReadOnlyCollection<int> days, int lifeDays)
    {
        if (days.Count == 0 || lifeDays > LongestSeasonDays)
        {
            return [];
        }

        var (first, last) = (days.Min(), days.Max());
        var month = new DayRange(last - DaysPerMonth + 1, last);
        var own = days.Count(month.Contains);
        var weight = Math.Round(LastMonthShare / (1 - LastMonthShare) * (days.Count - own) / own, 3);
        return weight > 1 ? [new(new DayRange(first, month.First - 1), 1), new(month, Math.Min(weight, MostWeight))] : [];
    }

    private static IReadOnlyList<WeightedPeriod> WeighSeason(DayRange life)
    {
        var (first, last) = (DayRange.ToDate(life.First), DayRange.ToDate(life.Last));
        var recent = new DayRange(DayRange.ToDay(first.PlusMonths(-MonthsBefore)), life.First - 1);
        var periods = new List<WeightedPeriod> { new(recent, 1) };
        for (var year = 1; year <= YearsBefore; year++)
        {
            // A season longer than eight months runs into the last four months: those days count once.
            var season = new DayRange(DayRange.ToDay(first.PlusYears(-year)), Math.Min(DayRange.ToDay(last.PlusYears(-year)), periods[^1].Days.First - 1));
            if (season.First <= season.Last)
            {
                periods.Add(new WeightedPeriod(season, 1));
            }
        }

        return [.. periods.OrderBy(period => period.Days.First)];
    }

    private static List<WeightedPeriod> WeighByAge(int lastDay, int halfLife)
    {
        var periods = new List<WeightedPeriod>();
        var end = lastDay;
        for (var step = 0; step < MostSteps; step++)
        {
            // The middle of the step says what all of it counts.
            var first = lastDay + 1 - (int)((step + 1L) * halfLife / StepsPerHalfLife);
            var weight = Math.Round((decimal)Math.Pow(0.5, (step + 0.5) / StepsPerHalfLife), 3);
            periods.Add(new WeightedPeriod(new DayRange(first, end), Math.Max(weight, 0.001m)));
            end = first - 1;
        }

        periods.Reverse();
        return periods;
    }
}
