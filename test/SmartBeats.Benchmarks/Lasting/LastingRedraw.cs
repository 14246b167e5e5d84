using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Requests;

namespace SmartBeats.Benchmarks.Lasting;

/// <summary>Beats drawn anew some months after they were drawn: what was expected and what came, left as they were and anew.</summary>
/// <param name="Name">Of the split whose plan is drawn anew.</param>
/// <param name="Changed">Share of the workload that changed beat.</param>
/// <param name="AsItWas">Later spread of the plan left as it was.</param>
/// <param name="Anew">Later spread of the plan drawn anew.</param>
/// <param name="Chance">What chance alone makes of so many calls.</param>
/// <param name="ExpectedAsItWas">Foretold of the plan left as it was.</param>
/// <param name="Expected">Foretold of the plan drawn anew.</param>
internal sealed record LastingRedraw(
    string Name, double Changed, double AsItWas, double Anew, double Chance, double ExpectedAsItWas, double Expected)
{
    private const int DaysPerWeek = 7;

    /// <summary>Draws the split's plan anew on calls of two months more, and judges both on the two months after.</summary>
    /// <param name="estimate">What areas weigh when beats are drawn anew.</param>
    /// <param name="keep">As in <see cref="LastingCase.Run"/>.</param>
    public static LastingRedraw Run(LastingSplit split, LastingCity city, IDemandEstimate estimate, double budget, ulong seed, string? keep)
    {
        var plan = LastingCase.Draw(split, city, new CallCounts(), seed, keep);
        var middle = split.Future.First + split.Future.Days / 2;
        var known = city.Calls.Within([.. split.Past, new DayRange(split.Future.First, middle - 1)]);
        var life = new DayRange(middle, split.Future.Last);
        var weights = estimate.WeighAreas(known, city.Areas, life);
        var anew = LastingCase.Recall(
            keep is null ? null : Path.Combine(keep, FormattableString.Invariant($"anew-{estimate.Name}-{budget}-{split.Name}-{seed}.json")),
            () => BeatEngine.Design(
                city.ToProblem(weights, split.Beats, seed) with { Wishes = new PlanWishes { Current = new CurrentPlan(plan, budget, [], []) } }, 2).Chosen.BeatOfArea);

        // As PublishPlan reckons it.
        var workload = new AreaWorkload(known.SumByArea(city.Areas), weights, PeriodWeights.UnitsPerOne, "calls", 0);
        var days = known.Days.Distinct().ToList();
        var request = RedrawRules.FillIn(new PlanRequest { Beats = split.Beats, Anew = true, LifeDays = life.Days / DaysPerWeek * DaysPerWeek }, days);
        request = estimate is CallCounts ? request with { WeighPeriods = [] } : request;
        workload = estimate is CallCounts ? workload with { UnitsPerOne = 1 } : workload;
        var outlook = PlanOutlook.Foretell(known, [.. anew.Select(beat => beat + 1)], split.Beats, workload, request)!
            .SetBesideToday(known, Balanced(anew, split), Balanced(plan, split), workload, request);
        var later = city.Calls.Within([life]);
        return new LastingRedraw(
            split.Name,
            Enumerable.Range(0, city.Areas).Where(area => anew[area] != plan[area]).Sum(area => weights[area]) / (double)weights.Sum(),
            Calibration.Score(later, plan, split.Beats).Spread,
            Calibration.Score(later, anew, split.Beats).Spread,
            outlook.Later!.Chance,
            outlook.AsToday!.Value,
            outlook.Later.Spread.Value);
    }

    /// <summary>The same in a simulated city, where beats are drawn afresh: whether what is foretold of beats left as they are comes true.</summary>
    public static LastingRedraw Play(ulong seed)
    {
        var city = new SimulatedCity(seed);
        var calls = city.PlayCalls();
        var cut = city.FirstDayOfLife;
        var end = cut + city.LifeWeeks * DaysPerWeek;
        var middle = cut + city.LifeWeeks / 2 * DaysPerWeek;
        var plan = city.DrawBeats(calls.Within([new DayRange(int.MinValue / 2, cut - 1)]).SumByArea(city.Areas));
        var known = calls.Within([new DayRange(int.MinValue / 2, middle - 1)]);
        var anew = city.DrawBeats(known.SumByArea(city.Areas));
        var workload = new AreaWorkload(known.SumByArea(city.Areas), known.SumByArea(city.Areas), 1, "calls", 0);
        var request = new PlanRequest { Beats = city.Beats, LifeDays = end - middle };
        var outlook = PlanOutlook.Foretell(known, [.. anew.Select(beat => beat + 1)], city.Beats, workload, request)!
            .SetBesideToday(known, new BalancedBeats([.. Enumerable.Range(1, city.Beats)], anew), new BalancedBeats([.. Enumerable.Range(1, city.Beats)], plan), workload, request);
        var later = calls.Within([new DayRange(middle, end - 1)]);
        return new LastingRedraw(
            "", 0, Calibration.Score(later, plan, city.Beats).Spread, Calibration.Score(later, anew, city.Beats).Spread,
            outlook.Later!.Chance, outlook.AsToday!.Value, outlook.Later.Spread.Value);
    }

    private static BalancedBeats Balanced(int[] beatOfArea, LastingSplit split) => new([.. Enumerable.Range(1, split.Beats)], beatOfArea);
}
