using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Tests.Response;

public class MeasuredResponseTests
{
    [Fact]
    public void Response_is_measured_by_priority_and_split_into_dispatch_and_travel()
    {
        // 1 to 100 minutes; every other says when a unit was sent: a minute after the call.
        var calls = Enumerable.Range(1, 100).Select(minute => At(1) with
        {
            Response = minute * 60,
            Dispatch = minute % 2 == 0 ? 60 : null,
            Travel = minute % 2 == 0 ? (minute - 1) * 60 : null,
        }).Concat(Enumerable.Range(0, 29).Select(_ => At(2) with { Response = 5 }));
        var measured = MeasuredResponse.Measure(calls)!;
        measured.Priorities.ShouldBe([new MeasuredPriority(1, 100, 50.5, 50, 90, 50, 1, 50)], "29 calls make no figure");
        measured.OwnBeat.ShouldBeNull();
        measured.Describe([new PriorityEvaluation(1, 2, new Estimate(6.04, 6, 6.1), null)]).Single().ShouldBe(
            "Priority 1 calls were answered in 50.5 minutes on average by the stamps of 100, by the model of this plan in 6.0; half within 50.0, nine of ten within 90.0. Of 50 that say when a unit was sent, it took 1.0 until then and 50.0 on the way.");
        measured.Describe([]).Single().ShouldNotContain("model");
    }

    [Fact]
    public void Own_beat_is_the_one_a_unit_answers_most_and_units_with_few_calls_are_left_out()
    {
        var calls = Enumerable.Range(0, 40).Select(i => At(1) with { Unit = "1A", Beat = i < 30 ? "K1" : "K2" })
            .Concat(Enumerable.Range(0, 60).Select(i => At(1) with { Unit = "2A", Beat = i < 33 ? "K2" : "K1" }))
            .Concat(Enumerable.Range(0, 29).Select(_ => At(1) with { Unit = "3A", Beat = "K3" }))
            .Append(At(1) with { Unit = "1A" });
        var measured = MeasuredResponse.Measure(calls)!;
        measured.OwnBeat.ShouldBe(new OwnBeatShare(100, 2, 0.63));
        measured.Describe([]).Single().ShouldBe("Of 100 calls that name unit and beat, 63% were answered by a unit in its own beat: the one where it answered most often (2 units with at least 30 calls).");
    }

    [Fact]
    public void Without_stamps_units_and_beats_nothing_is_measured()
    {
        MeasuredResponse.Measure([]).ShouldBeNull();
        MeasuredResponse.Measure(Enumerable.Range(0, 100).Select(_ => At(1) with { Dispatch = 5, Unit = "1A" })).ShouldBeNull();
        At(1).TellsSomething.ShouldBeFalse();
        (At(1) with { Unit = "1A" }).TellsSomething.ShouldBeFalse();
        (At(1) with { Unit = "1A", Beat = "K1" }).TellsSomething.ShouldBeTrue();
    }

    private static MeasuredCall At(int priority) => new(0, 0, priority, null, null, null, "", "");
}
