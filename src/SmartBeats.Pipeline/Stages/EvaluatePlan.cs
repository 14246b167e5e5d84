using SmartBeats.Districting;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Says what the chosen plan and the others mean for patrols and callers; where the goal is response, designs on it first.</summary>
/// <remarks>
/// Runs between <see cref="ChoosePlan"/> and <see cref="PublishPlan"/>, and does nothing for a request that asks for no evaluation. One
/// unit a beat, on duty for all the hours the request counts. By the model: simulations with intervals take single calls, which stay in
/// their store. Run twice it writes the same bytes.
/// </remarks>
public static class EvaluatePlan
{
    /// <exception cref="InputException">The calls outrun the units.</exception>
    /// <exception cref="DataChangedException">The calls are no longer those the plan was made from.</exception>
    public static async Task RunAsync(IObjectStore store, ICallStore calls, RunTicket ticket, int threads, CancellationToken cancellation = default)
    {
        var request = await ValidateRequest.LoadAsync(store, ticket, cancellation);
        if (request.Response is null && request.Goal != Goal.Response)
        {
            return;
        }

        var assumed = request.Response ?? new ResponseRequest();
        var map = await IngestMap.LoadAsync(store, ticket.City, ticket.MapVersion, cancellation);
        var problem = (await store.GetAsync<ProblemDocument>(Keys.Problem(ticket), cancellation)).ToProblem();
        var demand = await RequestDemand.ReadAsync(calls, ticket.City, request, map, assumed.Defaults, cancellation);
        await MergeWorkload.ThrowIfChangedAsync(store, calls, ticket, cancellation);
        var travel = new TravelLaw(AreaPlace.Of(map), assumed.Travel);
        var result = await store.GetAsync<DesignResult>(Keys.Chosen(ticket), cancellation);
        if (request.Goal == Goal.Response)
        {
            result = Design(problem, demand, travel, result, threads, cancellation);
        }

        var evaluated = new EvaluatedPlan(result, Evaluate(result.Chosen), [.. result.Alternatives.Select(Evaluate)]);
        await store.PutAsync(Keys.Evaluated(ticket), evaluated, cancellation);

        ResponseEvaluation Evaluate(DesignedPlan plan)
        {
            // As the plan will be numbered when published.
            int[] beats = [.. BeatNumbers.FromNorthWest(map, plan.BeatOfArea, problem.Beats).Select(number => number - 1)];
            return ResponseEvaluator.Evaluate(demand, travel, beats, problem.Beats, assumed.OtherShare);
        }
    }

    /// <summary>The plan on response, with the engine's own beside it: the compact one is what it was before.</summary>
    private static DesignResult Design(
        DistrictingProblem problem, DemandSlice demand, TravelLaw travel, DesignResult engine, int threads, CancellationToken cancellation)
    {
        DesignedPlan[] others = [engine.Chosen, .. engine.Alternatives];
        var designed = ResponseDesign.Improve(
            new ResponseDesignProblem(problem.Graph, problem.Beats, demand, travel, problem.Tolerance, problem.Seed, problem.Effort),
            [.. others.Select(plan => plan.BeatOfArea)],
            threads,
            cancellation);
        return engine with
        {
            Chosen = new DesignedPlan(Goal.Response, designed.BeatOfArea),
            Alternatives = others,
            Truncated = engine.Truncated || designed.Truncated,
        };
    }
}
