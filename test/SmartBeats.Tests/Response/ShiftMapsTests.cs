using SmartBeats.Districting;
using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class ShiftMapsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(.1)]
    [InlineData(.4)]
    public void No_two_shifts_differ_by_more_than_the_budget_and_none_is_less_even_on_its_own_calls_than_the_common_map(double budget)
    {
        var (problem, plan, shifts) = City();
        var maps = ShiftMaps.Design(problem, plan, shifts, budget, 2);
        double total = problem.Graph.Weights.Sum();
        foreach (var (map, shift) in maps.Zip(shifts))
        {
            map.ChangedShare.ShouldBeLessThanOrEqualTo(budget / 2);
            map.BeatOfArea.Distinct().Count().ShouldBe(problem.Beats);
            var common = WorstDeviation(shift.Weights, plan);
            WorstDeviation(shift.Weights, map.BeatOfArea).ShouldBeInRange(map.LowerBound, Math.Max(problem.Tolerance, common) + 1e-9);
            foreach (var other in maps)
            {
                var changed = Enumerable.Range(0, plan.Length).Where(area => map.BeatOfArea[area] != other.BeatOfArea[area]).Sum(area => problem.Graph.Weights[area]);
                (changed / total).ShouldBeLessThanOrEqualTo(budget);
            }
        }

        if (budget == 0)
        {
            maps.ShouldAllBe(map => map.BeatOfArea.SequenceEqual(plan));
        }
        else
        {
            maps[0].After.CoefficientOfVariation.ShouldBeLessThan(maps[0].Before.CoefficientOfVariation);
        }
    }

    [Theory]
    [InlineData(Goal.Compact)]
    [InlineData(Goal.Tightest)]
    public void Map_of_a_shift_is_balanced_on_the_calls_of_the_shift_where_the_budget_allows(Goal goal)
    {
        var (problem, plan, shifts) = City();
        foreach (var (map, shift) in ShiftMaps.Design(problem with { Tolerance = .04, Goal = goal }, plan, shifts, 1, 2).Zip(shifts))
        {
            WorstDeviation(shift.Weights, plan).ShouldBeGreaterThan(.3);
            WorstDeviation(shift.Weights, map.BeatOfArea).ShouldBeLessThanOrEqualTo(.04);
        }
    }

    [Fact]
    public void Budget_outside_zero_to_one_is_refused()
    {
        var (problem, plan, shifts) = City();
        Should.Throw<InputException>(() => ShiftMaps.Design(problem, plan, shifts, 1.5, 1)).Message
            .ShouldBe("shift budget: 1.5 is no share of the workload. Give a fraction from 0 to 1: 0.1 lets a tenth of the work change beat between shifts.");
    }

    [Fact]
    public void Shift_with_more_calls_than_its_units_can_answer_is_named()
    {
        var (problem, plan, shifts) = City();
        var flood = shifts[0].Demand with { MinutesPerOfficer = [6000, 6000] };
        Should.Throw<InputException>(() => ShiftMaps.Design(problem, plan, [shifts[1], shifts[0] with { Demand = flood }], .1, 1)).Message.ShouldStartWith("shift 6-18: ");
    }

    private static double WorstDeviation(long[] weights, int[] plan)
    {
        var loads = weights.Zip(plan).GroupBy(area => area.Second, area => area.First).Select(beat => (double)beat.Sum()).ToArray();
        return loads.Max(load => Math.Abs(load / loads.Average() - 1));
    }

    private static (ResponseDesignProblem Problem, int[] Plan, ShiftDemand[] Shifts) City()
    {
        var problem = ResponseDesignTests.Problem() with { Effort = 1_500_000 };
        DemandSlice Leaning(Func<int, double> by) => problem.Demand with
        {
            CallsPerHour = [.. problem.Demand.CallsPerHour.Select((rate, area) => rate * by(area))],
            CallsPerHourByPriority = [.. problem.Demand.CallsPerHourByPriority.Select(rates => rates.Select((rate, area) => rate * by(area)).ToArray())],
        };
        ShiftDemand Shift(int from, int to, Func<int, double> by) => new(
            WeekSlice.Shift(from, to),
            Leaning(by),
            [.. problem.Graph.Weights.Select((weight, area) => (long)Math.Round(10 * weight * by(area)))]);
        return (problem, ResponseDesignTests.Squares(),
        [
            Shift(6, 18, area => area % 12 < 6 ? 1.4 : .6),
            Shift(18, 6, area => area % 12 < 6 ? .6 : 1.4),
        ]);
    }
}
