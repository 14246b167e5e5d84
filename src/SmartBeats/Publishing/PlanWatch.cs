using NodaTime.Text;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>Judges beats on the whole weeks since they were drawn.</summary>
public static class PlanWatch
{
    private const int DaysPerWeek = 7;

    /// <summary>What a plan counted, of whatever time: weights by when calls came are a matter of its past.</summary>
    /// <param name="plan">That is watched.</param>
    public static PlanRequest CountAnyTime(Plan plan) =>
        plan.Request with { From = null, To = null, WeighPeriods = [], HalfLifeDays = null, For = null, Anew = false };

    /// <summary>The first Monday after the calls a plan was made from, in days since 1970-01-01.</summary>
    /// <param name="plan">That is watched.</param>
    /// <exception cref="InputException">It does not say which these were.</exception>
    public static int FindStart(Plan plan)
    {
        if (plan.Shares.Count > 0)
        {
            throw new InputException(
                "PLAN", $"it is balanced on the {ShareWords.NameWorkload(plan)}, and newer calls alone do not tell whether that still holds", "Watch a plan that is balanced on calls.");
        }

        var last = plan.Outlook?.To is { } to
            ? Parse(to)
            : plan.Request.To is { } asked ? DayRange.ToDay(asked.Date) : throw new InputException(
                "PLAN", "it does not say which days it was made from", "Design it again: plans say so since they foretell how even they stay.");
        return BeatWeeks.ToMonday(BeatWeeks.ToWeek(last) + 1);
    }

    /// <summary>The whole weeks, Monday to Sunday, since a day.</summary>
    /// <param name="days">All newer calls by day, whatever is counted of them; a mistyped year in the future is no week.</param>
    /// <param name="counted">Those that count, at most as old as <paramref name="since"/>.</param>
    /// <param name="since">A Monday, in days since 1970-01-01.</param>
    /// <param name="where">The calls' file, as messages name it.</param>
    /// <exception cref="InputException">No call is newer, or there is no whole week of them.</exception>
    public static DatedLoads CutToWholeWeeks(IReadOnlyList<DayTally> days, DatedLoads counted, int since, string where)
    {
        DayTally[] newer = [.. days.Where(day => day.Day >= since)];
        if (newer.Length == 0)
        {
            throw new InputException(
                where,
                $"none of its {Words.Count(days.Sum(day => day.Calls))} calls is of {DayRange.PrintDay(since)} or later, the first Monday after those the plan was made from",
                "Give the calls since then.");
        }

        var covered = CoveredTime.Find(newer);
        var (first, last) = (DayRange.ToDay(covered.Spans[0].From), DayRange.ToDay(covered.Spans[^1].End - 1));
        var end = BeatWeeks.ToMonday(BeatWeeks.ToWeek(last + 1));
        var start = BeatWeeks.ToMonday(BeatWeeks.ToWeek(first + DaysPerWeek - 1));
        var whole = start < end ? counted.Within([new DayRange(start, end - 1)]) : counted.Within([]);
        return whole.Days.Length > 0
            ? whole
            : throw new InputException(where, $"it holds no whole week, Monday to Sunday, since {DayRange.PrintDay(since)} that counts", "Give more calls.");
    }

    /// <summary>A plan's beats that are balanced.</summary>
    /// <param name="plan">That is watched.</param>
    public static BalancedBeats FindBalanced(Plan plan) =>
        BalancedBeats.Find(plan.BeatOfArea, plan.BeatCount, [.. plan.Measures.Beats.Where(beat => beat.Apart).Select(beat => beat.Number)]);

    /// <summary>A plan as it is compared with the beats before it.</summary>
    /// <param name="plan">That is watched.</param>
    /// <param name="firstDay">On which it is patrolled, in days since 1970-01-01.</param>
    /// <param name="before">The beats before, on the plan's map; null where nobody knows them.</param>
    /// <param name="changes">Days on which beats changed.</param>
    public static PatrolledBeats DescribePatrolled(Plan plan, int firstDay, BalancedBeats? before, IReadOnlyList<int> changes)
    {
        var units = new CallFilter(CountAnyTime(plan)).UnitsPerOne;
        var (workload, calls) = (plan.Measures.Beats.Sum(beat => beat.Workload), plan.Measures.Beats.Sum(beat => beat.Calls));
        var perCall = workload > 0 && calls > 0 ? workload * units / calls : units;
        return new PatrolledBeats(firstDay, FindBalanced(plan), before, changes, units, perCall)
        {
            BalancedFrom = FindStart(plan),
        };
    }

    /// <summary>The days whose calls a plan was made from; null where it does not say which.</summary>
    /// <param name="plan">Any.</param>
    public static DayRange? FindDrawnOn(Plan plan) =>
        plan.Outlook is { } outlook ? new DayRange(Parse(outlook.From), Parse(outlook.To)) : null;

    private static int Parse(string day) => DayRange.ToDay(LocalDatePattern.Iso.Parse(day).GetValueOrThrow());

    /// <summary>Judges a plan.</summary>
    /// <param name="file">The plan.</param>
    /// <param name="newer">Whole weeks since it was drawn, by the areas of its map.</param>
    /// <exception cref="InputException">A beat without workload, or only one beat.</exception>
    public static MonitorVerdict Judge(PlanFile file, DatedLoads newer)
    {
        var plan = file.Plan;
        var balanced = FindBalanced(plan);
        var units = new CallFilter(CountAnyTime(plan)).UnitsPerOne;
        double[] drawnOn = [.. balanced.Numbers.Select(number => plan.Measures.Beats[number - 1].Workload * units)];
        if (PeriodWeights.FromRequest(plan.Request).Count > 0 && plan.Request.Workload == WorkloadKind.Calls)
        {
            // Weights change what a beat's share is, not by how many calls it is known.
            var perCall = balanced.Numbers.Sum(number => plan.Measures.Beats[number - 1].Calls) / drawnOn.Sum();
            drawnOn = Array.ConvertAll(drawnOn, load => load * perCall);
        }

        return Judge(balanced, drawnOn, newer, plan.Outlook?.Later?.Dispersion ?? 1, units);
    }

    /// <summary>Judges beats by what they carried in a past of their own.</summary>
    /// <param name="beats">Those that are watched.</param>
    /// <param name="drawnOn">What each carried, in whole units.</param>
    /// <param name="newer">Whole weeks since then.</param>
    /// <param name="dispersion">Variance over mean of a beat's weekly workload.</param>
    /// <param name="units">Whole units that one of the workload is.</param>
    /// <exception cref="InputException">A beat without workload, or only one beat.</exception>
    public static MonitorVerdict Judge(BalancedBeats beats, double[] drawnOn, DatedLoads newer, double dispersion, int units)
    {
        if (drawnOn.Length < 2 || drawnOn.Min() <= 0)
        {
            throw new InputException(
                "PLAN", "it has a beat without workload, or only one: there is no share that could change", "Monitor a plan of at least 2 beats with calls in each.");
        }

        var weeks = BeatWeeks.Count(newer, beats.BeatOfArea, beats.Numbers.Length);
        double[] came = [.. weeks.SumByBeat(0, weeks.Loads.Length).Select(load => (double)load)];
        int[] empty = [.. Coverage.FindEmpty(Array.ConvertAll(drawnOn, load => load / units), Array.ConvertAll(came, load => load / units))];
        if (empty.Length > 0)
        {
            throw new InputException(
                "NEWCALLS",
                $"there is no call in {(empty.Length == 1 ? "beat" : "beats")} {Words.List([.. empty.Select(beat => $"{beats.Numbers[beat]}")], 5)}, where chance does not explain that: they do not cover the ground of the plan",
                "Give the calls of the whole city.");
        }

        var verdict = PlanMonitor.Judge(weeks, drawnOn, dispersion * units);
        return verdict with
        {
            Load = verdict.Load / units,
            Beats = [.. verdict.Beats.Select(drift => drift with { Beat = beats.Numbers[drift.Beat - 1] })],
        };
    }
}
