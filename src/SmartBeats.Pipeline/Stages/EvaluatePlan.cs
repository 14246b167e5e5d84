using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Says what the chosen plan and the others mean for patrols and callers; where the goal is response, designs on it first.</summary>
/// <remarks>
/// Only where it is asked for. One unit a beat, on duty for all the hours the request counts. By the model: simulations with
/// intervals take single calls, which stay in their store. Run twice it writes the same bytes.
/// </remarks>
public static class EvaluatePlan
{
    /// <summary>Whether a request has anything for this stage to do.</summary>
    public static bool IsAskedFor(PlanRequest request) =>
        request.Response is not null || request.Goal == Goal.Response || request.Shifts.Count > 0;

    /// <exception cref="InputException">The calls outrun the units, or a shift has none.</exception>
    /// <exception cref="DataChangedException">The calls are no longer those the plan was made from.</exception>
    public static async Task RunAsync(RunFiles files, ICallSource calls, RunTicket ticket, int threads, CancellationToken cancellation = default)
    {
        var request = await files.ReadRequestAsync(ticket, cancellation);
        var assumed = request.Response ?? new ResponseRequest();
        var map = await files.ReadMapAsync(ticket, cancellation);
        var index = await files.ReadIndexAsync(ticket, cancellation);
        var document = await files.ReadProblemAsync(ticket, cancellation);
        var problem = document.ToProblem();
        var demand = await RequestDemand.ReadAsync(calls, ticket.City, request, index, map.Areas.Count, assumed.Defaults, cancellation);
        var travel = new TravelLaw(AreaPlace.Of(map), assumed.Travel) { Lengths = (await files.ReadCityAsync(ticket.City, cancellation)).Lengths };
        var result = await files.ReadChosenAsync(ticket, cancellation);
        var onResponse = new ResponseDesignProblem(problem.Graph, problem.Beats, demand, travel, problem.Tolerance, problem.Seed, problem.Effort)
        {
            Goal = problem.Goal,
            Locks = problem.Wishes?.Current,
            Anchor = problem.Wishes?.Current is { ChangeBudget: { } share } current
                ? new ChangeBudget(current.BeatOfArea, Math.Max(0, share - (double)current.SpentWorkload / Math.Max(1, problem.Graph.Weights.Sum())))
                : null,
        };
        if (request.Goal == Goal.Response && document.Edited is null)
        {
            result = Design(onResponse, result, threads, cancellation);
        }

        var shifts = await ShiftsAsync(calls, ticket.City, request, document, map, index, assumed, onResponse, result.Chosen.BeatOfArea, threads, cancellation);
        await files.ThrowIfChangedAsync(calls, ticket, cancellation);
        var evaluated = new EvaluatedPlan(result, Evaluate(result.Chosen), [.. result.Alternatives.Select(Evaluate)], shifts);
        await files.WriteEvaluatedAsync(ticket, evaluated, cancellation);

        ResponseEvaluation Evaluate(DesignedPlan plan)
        {
            // As the plan will be numbered when published.
            int[] beats = [.. BeatNumbers.Of(document, map, plan.BeatOfArea).Select(number => number - 1)];
            return ResponseEvaluator.Evaluate(demand, travel, beats, problem.Beats, assumed.OtherShare);
        }
    }

    /// <summary>The plan on response, with the engine's own beside it: the compact one is what it was before.</summary>
    private static DesignResult Design(ResponseDesignProblem problem, DesignResult engine, int threads, CancellationToken cancellation)
    {
        DesignedPlan[] others = [engine.Chosen, .. engine.Alternatives];
        var designed = ResponseDesign.Improve(problem, [.. others.Select(plan => plan.BeatOfArea)], threads, cancellation);
        return engine with
        {
            Chosen = new DesignedPlan(Goal.Response, designed.BeatOfArea),
            Alternatives = others,
            Truncated = engine.Truncated || designed.Truncated,
        };
    }

    private static async Task<EvaluatedShift[]> ShiftsAsync(
        ICallSource calls, string city, PlanRequest request, ProblemDocument document, CityMap map, AreaIndex index, ResponseRequest assumed,
        ResponseDesignProblem common, int[] commonPlan, int threads, CancellationToken cancellation)
    {
        var demands = new List<ShiftDemand>();
        var workloads = new List<AreaWorkload>();
        foreach (var hours in request.Shifts)
        {
            var shift = request with { Hours = hours };
            var filter = new CallFilter(shift);
            var sums = await AreaSums.ReadAsync(calls, city, shift, CallPart.Everything, index, map.Areas.Count, cancellation);
            if (sums.Weight.All(weight => weight == 0))
            {
                throw new InputException(
                    $"shift {hours.From}-{hours.To}",
                    "no call that counts falls into it and lies in the map",
                    "Leave the shift out, or widen dates and filters.");
            }

            workloads.Add(new AreaWorkload(sums.Calls, sums.Weight, filter.UnitsPerOne, filter.Unit, sums.Outside));
            var demand = await RequestDemand.ReadAsync(calls, city, shift, index, map.Areas.Count, assumed.Defaults, cancellation);
            demands.Add(new ShiftDemand(shift.Slice(), demand, sums.Weight));
        }

        // A beat's unit has the same number in both: what is evaluated is numbered as the plan given.
        return [.. ShiftMaps.Design(common, commonPlan, demands, request.ShiftBudget, threads, cancellation).Select((made, at) => new EvaluatedShift(
            $"{request.Shifts[at].From}-{request.Shifts[at].To}",
            made.BeatOfArea,
            made.ChangedShare,
            workloads[at],
            made.LowerBound,
            [.. made.ForcedAreas],
            Evaluate(commonPlan, at),
            Evaluate(made.BeatOfArea, at)))];

        ResponseEvaluation Evaluate(int[] plan, int at)
        {
            var number = new int[common.Beats];
            var numbered = BeatNumbers.Of(document, map, commonPlan);
            for (var area = 0; area < numbered.Length; area++)
            {
                number[commonPlan[area]] = numbered[area] - 1;
            }

            return ResponseEvaluator.Evaluate(demands[at].Demand, common.Travel, [.. plan.Select(beat => number[beat])], common.Beats, assumed.OtherShare);
        }
    }
}
