using SmartBeats.Pipeline.Stages;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Run;

/// <summary>How a stage of <see cref="Stages.All"/> is run.</summary>
/// <param name="RunAsync">Answers with what is handed on.</param>
/// <param name="IsAskedFor">On what condition; null for always.</param>
public sealed record StageMethod(
    Func<RunTools, RunState, CancellationToken, Task<RunState>> RunAsync,
    Func<PlanRequest, bool>? IsAskedFor = null);

/// <summary>Binds a method to each stage that is run on a laptop as in the cloud.</summary>
public static class StageMethods
{
    /// <summary>By the stage's name.</summary>
    public static IReadOnlyDictionary<string, StageMethod> All { get; } = new Dictionary<string, StageMethod>(StringComparer.Ordinal)
    {
        [nameof(ValidateRequest)] = new(async (tools, state, cancellation) =>
            state with { Ticket = await ValidateRequest.RunAsync(tools.Files, tools.Calls, state.Order, cancellation) }),
        [nameof(PartitionCalls)] = new(async (tools, state, cancellation) =>
            state with { Parts = await PartitionCalls.RunAsync(tools.Files, tools.Calls, state.Ticket, cancellation) }),
        [nameof(JoinCalls)] = Only((tools, state, cancellation) =>
            JoinCalls.RunAsync(tools.Files, tools.Calls, state.Ticket, state.Parts.Single(), cancellation)),
        [nameof(MergeWorkload)] = new(async (tools, state, cancellation) =>
            state with
            {
                Starts = [.. Enumerable.Range(0, await MergeWorkload.RunAsync(tools.Files, tools.Calls, state.Ticket, state.Parts.Count, cancellation))],
            }),
        [nameof(SeedBeats)] = Only((tools, state, cancellation) =>
            SeedBeats.RunAsync(tools.Files, state.Ticket, state.Starts.Single(), tools.Meter, cancellation)),
        [nameof(BalanceBeats)] = Only((tools, state, cancellation) =>
            BalanceBeats.RunAsync(tools.Files, state.Ticket, state.Starts.Single(), tools.Meter, cancellation)),
        [nameof(ChoosePlan)] = Only((tools, state, cancellation) =>
            ChoosePlan.RunAsync(tools.Files, state.Ticket, state.Starts.Count, tools.Threads, tools.Meter, cancellation)),
        [nameof(EvaluatePlan)] = Only(
            (tools, state, cancellation) => EvaluatePlan.RunAsync(tools.Files, tools.Calls, state.Ticket, tools.Threads, cancellation),
            EvaluatePlan.IsAskedFor),
        [nameof(RankPlan)] = Only(
            (tools, state, cancellation) => RankPlan.RunAsync(tools.Files, state.Ticket, tools.Threads, cancellation),
            RankPlan.IsAskedFor),
        [nameof(BacktestPlan)] = Only(
            (tools, state, cancellation) => BacktestPlan.RunAsync(tools, state.Ticket, cancellation),
            BacktestPlan.IsAskedFor),
        [nameof(PublishPlan)] = new(async (tools, state, cancellation) =>
            state with { Published = await PublishPlan.RunAsync(tools.Files, state.Ticket, tools.LastWord, cancellation) }),
    };

    /// <summary>The stages that answer a request, in order. Nobody is told among them: that follows only where nobody watches.</summary>
    public static IReadOnlyList<Stage> FindAsked(PlanRequest request) => FindAsked(Stages.All, All, request);

    internal static IReadOnlyList<Stage> FindAsked(IReadOnlyList<Stage> stages, IReadOnlyDictionary<string, StageMethod> methods, PlanRequest request) =>
        [.. stages.Where(stage => !stage.TellsPeople && methods[stage.Name].IsAskedFor?.Invoke(request) != false)];

    /// <summary>A method that hands on what it was handed.</summary>
    private static StageMethod Only(Func<RunTools, RunState, CancellationToken, Task> runAsync, Func<PlanRequest, bool>? isAskedFor = null) => new(
        async (tools, state, cancellation) =>
        {
            await runAsync(tools, state, cancellation);
            return state;
        },
        isAskedFor);
}
