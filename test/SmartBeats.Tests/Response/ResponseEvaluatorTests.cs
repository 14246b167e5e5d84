using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class ResponseEvaluatorTests
{
    private static readonly RandomCity City = RandomCity.Of(6, 60, .4, 4);

    private static readonly DemandSlice Calls = new(
        WeekSlice.Whole, 168, City.System.CallsPerHour, [1, 3],
        [[.. City.System.CallsPerHour.Select(rate => rate * .25)], [.. City.System.CallsPerHour.Select(rate => rate * .75)]], [30, 30], [1, 1], ["Said."]);

    [Fact]
    public void Model_and_simulation_tell_the_same_story()
    {
        var model = ResponseEvaluator.Evaluate(Calls, City.Travel, City.Beats, 6);
        var setup = new SimulationSetup(6, City.Beats, City.System.Preferences, City.Travel) { Presence = City.Presence, WarmUpMinutes = 6000, BatchMinutes = 60_000, Batches = 30, Confidence = .999 };
        var played = ResponseEvaluator.Evaluate(Calls, City.Travel, City.Beats, 6, .2, PatrolSimulation.Run(setup, SimulatedCalls.Steady(Calls, 1_806_000, 5)));
        model.Method.ShouldBe("exact hypercube model");
        played.Method.ShouldBe("simulation of calls");
        model.MeanUtilisation.ShouldBe(.4, 1e-9);
        played.Imbalance.Contains(model.Imbalance.Value).ShouldBeTrue();
        played.Priorities.Select(priority => priority.Priority).ShouldBe([1, 3]);
        for (var at = 0; at < 2; at++)
        {
            played.Priorities[at].MeanMinutes.Contains(model.Priorities[at].MeanMinutes.Value).ShouldBeTrue($"{at}: {played.Priorities[at].MeanMinutes} {model.Priorities[at].MeanMinutes.Value}");
        }

        (played.Time.OnCalls + played.Time.Other + played.Time.Free).ShouldNotBeNull().ShouldBe(1, 1e-9);
        played.Assumptions[0].ShouldBe("Said.");
    }

    [Fact]
    public void Chief_reads_percent_and_minutes()
    {
        Estimate Point(double value) => new(value, value, value);
        var evaluation = new ResponseEvaluation(
            "simulation of calls",
            [new BeatResponse(1, Point(.31), 3), new BeatResponse(2, Point(.352), 3)],
            .331, Point(.042), .06,
            [new PriorityEvaluation(1, 2, new Estimate(5.81, 5.6, 6), Point(9.76)), new PriorityEvaluation(3, 4, Point(8), null)],
            Point(7), Point(.334), .012, new TimeOnDuty(.331, .25, .419), [])
        {
            FirstFromElsewhereShare = Point(.121),
            OfficersPerCall = 1.38,
        };
        ResponseWords.Describe(evaluation).ShouldBe(
        [
            "A patrol unit spends 33.1% of its time on calls; the busiest (beat 2) 35.2%, the idlest (beat 1) 31%.",
            "Between the two lie 4.2 points; units differ from their mean by 6% of it (one standard deviation).",
            "Priority 1 calls are answered in 5.8 minutes (5.6 to 6.0) on average, nine of ten within 9.8 minutes.",
            "Priority 3 calls are answered in 8.0 minutes on average.",
            "12.1% of calls are answered first by another beat's unit.",
            "A call draws 1.38 officers on average: of all officers sent, 33.4% come from another beat.",
            "1.2% of calls find every unit busy and wait.",
            "Of an hour on duty 20 minutes go to calls, 15 to other duties, and 25 are free for patrol.",
        ]);
        PriorityEvaluation[] alike = [.. new[] { 1, 2, 3, PatrolCall.NoPriority }.Select(priority => new PriorityEvaluation(priority, 1, Point(priority == 3 ? 4 : 3.3), null))];
        ResponseWords.Describe(evaluation with { Priorities = alike }).Skip(2).Take(2).ShouldBe(
        [
            "Priority 1 and 2 calls and calls without a priority are answered in 3.3 minutes on average.",
            "Priority 3 calls are answered in 4.0 minutes on average.",
        ]);
        ResponseWords.Describe(evaluation with { Time = new TimeOnDuty(.331, null, .669), DelayProbability = 1e-5 }).TakeLast(2).ShouldBe(
        [
            "Hardly ever is every unit busy when a call comes.",
            "Of an hour on duty 20 minutes go to calls; the other 40 are patrol, reports and all other duties, which nobody measured here.",
        ]);
        ResponseWords.Describe(evaluation with { OfficersPerCall = 1 }).ShouldNotContain(sentence => sentence.Contains("officers sent"));
        ResponseWords.Describe(evaluation with { FirstFromElsewhereShare = null })[4].ShouldBe("Of all officers sent, 33.4% come from another beat.", "as plans of older versions say");
    }

    [Fact]
    public void First_units_share_is_of_calls_and_the_sent_share_of_officers()
    {
        // Two beats side by side, two officers a call, hardly any calls: the own unit comes first, always, and the other one second.
        AreaPlace[] places = [new(0, 0, 4), new(2000, 0, 4)];
        var travel = new TravelLaw(places, new TravelLawOptions());
        var demand = new DemandSlice(WeekSlice.Whole, 168, [.0001, .0002], [1], [[.0001, .0002]], [30], [2], []);
        var evaluation = ResponseEvaluator.Evaluate(demand, travel, [0, 1], 2);
        evaluation.FirstFromElsewhereShare!.Value.Value.ShouldBe(0, 1e-3);
        evaluation.OutOfBeatShare.Value.ShouldBe(.5, 1e-3);
        evaluation.OfficersPerCall.ShouldBe(2);
    }

    [Fact]
    public void Range_over_draws_of_weeks_is_that_of_each_draw_played_by_itself()
    {
        // Half a year of calls in bursts: two hours of rain, then a day of hardly any.
        var random = new SeededRandom(3);
        PatrolCall[] calls = [.. Enumerable.Range(0, 4000).Select(at => new PatrolCall(
            random.Next(60), at / 40 * 151_200L + random.Next(14_400), 1, 30, 1))];
        HeldOutEvaluation Draw(ulong seed) => new(calls, 60, WeekSlice.Whole, 1.0 / 3, seed);
        var evaluated = Evaluate(Draw(5));
        double[] alone = [.. Enumerable.Range(5, HeldOutEvaluation.Draws).Select(seed => Evaluate(Draw((ulong)seed)).FirstFromElsewhereShare!.Value.Value)];
        evaluated.HeldOut.ShouldNotBeNull();
        evaluated.HeldOut.Draws.ShouldBe(5);
        evaluated.HeldOut.Least.ShouldBe(alone.Min());
        evaluated.HeldOut.Most.ShouldBe(alone.Max());
        evaluated.HeldOut.Most.ShouldBeGreaterThan(evaluated.HeldOut.Least);
        var weeks = HeldOutWeeks.Split(CallPeriod.Covering(calls), 1.0 / 3, 5);
        var model = ResponseEvaluator.Evaluate(PatrolDemand.Of(calls, 60, weeks.Design, WeekSlice.Whole, ServiceDefaults.Standard), City.Travel, City.Beats, 6);
        evaluated.HeldOut.ByModel.ShouldBe(model.FirstFromElsewhereShare!.Value.Value);
        // Bursts are what a steady rate does not know.
        evaluated.HeldOut.ByModel.ShouldBeLessThan(evaluated.HeldOut.Least);
        ResponseWords.Describe(evaluated).ShouldContain(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Over 5 draws of the weeks held out it is {alone.Min() * 100:0.#}% to {alone.Max() * 100:0.#}%; the model, to which calls come at a steady rate and not in bursts, says {model.FirstFromElsewhereShare.Value.Value * 100:0.#}%."));
        Evaluate(new HeldOutEvaluation(calls, 60, WeekSlice.Whole, 0, 5)).HeldOut.ShouldBeNull();

        ResponseEvaluation Evaluate(HeldOutEvaluation weeks) => weeks.Of(City.Beats, 6, City.Travel, ServiceDefaults.Standard, null);
    }
}
