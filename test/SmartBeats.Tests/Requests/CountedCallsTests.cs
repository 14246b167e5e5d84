using NodaTime;
using SmartBeats.Districting;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Requests;

public class CountedCallsTests
{
    [Fact]
    public void Every_field_of_a_request_either_filters_and_weighs_or_builds() =>
        CountedCalls.FilterAndWeigh.Concat(CountedCalls.Build).Order()
            .ShouldBe(typeof(PlanRequest).GetProperties().Select(field => field.Name).Order());

    [Fact]
    public void Requests_that_only_build_something_else_count_the_same_calls()
    {
        var plain = new PlanRequest { Beats = 5 };
        var built = new PlanRequest
        {
            City = "glendale",
            WorkloadPerBeat = 100,
            Tolerance = .2,
            Goal = Goal.Response,
            Seed = 7,
            Effort = 1,
            Bridges = false,
            Response = new ResponseRequest(),
            Shifts = [new HourRange(6, 14)],
            ShiftBudget = .3,
            Rank = 200,
            EqualArea = .5,
            ChangeBudget = .1,
            LockBeats = ["3"],
            WithoutBeats = ["4"],
            StationWeight = 2,
            Anew = true,
            LifeDays = 90,
            AutoTolerance = true,
        };
        CountedCalls.AreAlike(plain, built).ShouldBeTrue();
    }

    [Fact]
    public void Each_filter_and_weight_makes_a_difference()
    {
        var plain = new PlanRequest { Beats = 5 };
        PlanRequest[] others =
        [
            plain with { Data = CallData.Incidents },
            plain with { Priorities = [1] },
            plain with { Dispositions = ["6"] },
            plain with { Natures = ["NOISE"] },
            plain with { Sources = [CallOrigin.Citizen] },
            plain with { WithoutPlaces = [new CallPlace(-112.1, 33.1)] },
            plain with { Diversion = new SortedDictionary<string, decimal> { ["NOISE"] = 0.5m } },
            plain with { From = new LocalDateTime(2024, 1, 1, 0, 0) },
            plain with { To = new LocalDateTime(2024, 1, 1, 0, 0) },
            plain with { Weekdays = [IsoDayOfWeek.Friday] },
            plain with { Hours = new HourRange(22, 6) },
            plain with { Workload = WorkloadKind.ServiceMinutes },
            plain with { Workload = WorkloadKind.PriorityWeights, PriorityWeights = new SortedDictionary<int, decimal> { [1] = 3 } },
            plain with { WeighPeriods = [new(new(18_300, 18_330), 1)] },
            plain with { HalfLifeDays = 90, To = new LocalDateTime(2024, 1, 1, 0, 0) },
            plain with { For = new(18_300, 18_330) },
        ];
        others.Length.ShouldBe(CountedCalls.FilterAndWeigh.Length);
        others.ShouldAllBe(other => !CountedCalls.AreAlike(plain, other));
    }
}
