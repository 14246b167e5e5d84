using NodaTime;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

public class DatedSumsTests
{
    private static readonly WorkloadKind[] _workloads = [WorkloadKind.Calls, WorkloadKind.ServiceMinutes, WorkloadKind.PriorityWeights];

    [Fact]
    public async Task One_reading_gives_every_workload_what_a_reading_of_its_own_gives_whatever_periods_weigh()
    {
        await using var city = await SampleCity.LoadAsync();
        var (index, areas) = (AreaIndex.Build(city.Map), city.Map.Areas.Count);
        foreach (var request in Requests())
        {
            var unweighed = request with { WeighPeriods = [], HalfLifeDays = null, For = null };
            var sums = await DatedSums.ReadAsync(city.Calls, SampleCity.City.Id, unweighed, _workloads, CallPart.Everything, index, areas, CancellationToken.None);
            foreach (var workload in _workloads)
            {
                var alone = await AreaSums.ReadAsync(city.Calls, SampleCity.City.Id, request with { Workload = workload }, CallPart.Everything, index, areas, CancellationToken.None);
                var together = sums.SumByArea(workload, PeriodWeights.FromRequest(request));
                together.Calls.ShouldBe(alone.Calls, request.ToString());
                together.Weight.ShouldBe(alone.Weight, $"{workload} of {request}");
                (together.Outside, together.WithoutMinutes).ShouldBe((alone.Outside, alone.WithoutMinutes));
                alone.Calls.Sum().ShouldBePositive();
            }

            sums.ToLoads(WorkloadKind.Calls).SumByArea(areas).ShouldBe(
                (await AreaSums.ReadAsync(city.Calls, SampleCity.City.Id, unweighed, CallPart.Everything, index, areas, CancellationToken.None)).Calls);
        }
    }

    private static IEnumerable<PlanRequest> Requests()
    {
        var summer = new DayRange(DayRange.ToDay(new LocalDate(2024, 5, 1)), DayRange.ToDay(new LocalDate(2024, 8, 31)));
        var everything = new PlanRequest { Beats = 1, PriorityWeights = new Dictionary<int, decimal> { [1] = 3.5m, [2] = 0m } };
        yield return everything;
        yield return everything with { WeighPeriods = [new(summer, 2.5m), new(new DayRange(summer.Last + 30, summer.Last + 60), 0.001m)] };
        yield return everything with { HalfLifeDays = 30, To = new LocalDateTime(2024, 9, 30, 23, 59, 59), Priorities = [1, 2] };
    }
}
