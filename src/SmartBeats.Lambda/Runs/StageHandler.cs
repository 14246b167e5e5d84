using Amazon.Lambda.Core;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Runs;

/// <summary>The stage's function has no time left. Nothing of the stage is kept.</summary>
public sealed class StageTimedOutException(string stage, Exception inner) : Exception($"{stage} did not end within its function's time.", inner);

/// <summary>The one handler of all stages: its entry in <see cref="Stages"/> says what a stage is handed, and <see cref="StageMethods"/> how it is run.</summary>
/// <remarks>
/// What the cloud does beside: a stage that knows of the run's outcome asks first whether the run was cancelled, and the last
/// word before a plan is published is whether it was meanwhile; a request's first stage looks whether its plan is there.
/// </remarks>
internal static class StageHandler
{
    public static Handler For(Stage stage, IReadOnlyDictionary<string, StageMethod> methods) => async (cloud, input, context) =>
    {
        var given = await LambdaJson.ReadAsync(input, LambdaJson.Default.StageInput);
        given.ThrowIfShort(stage);
        using var deadline = Deadline(context);
        var cancellation = stage.EndsByItself ? CancellationToken.None : deadline.Token;
        var begun = cloud.Time.GetTimestamp();
        try
        {
            if (stage.TellsPeople)
            {
                await RunNotices.TellAsync(cloud, given, cancellation);
                return Write(StageAnswer.Nothing);
            }

            var (answer, runId) = await RunAsync(stage, methods[stage.Name], cloud, given, cancellation);
            Log.StageDone(stage.Name, runId, (long)cloud.Time.GetElapsedTime(begun).TotalMilliseconds, answer.CountItems());
            return Write(answer);
        }
        catch (OperationCanceledException cancelled)
        {
            throw new StageTimedOutException(stage.Name, cancelled);
        }
    };

    private static async Task<(StageAnswer Answer, string RunId)> RunAsync(
        Stage stage, StageMethod method, Cloud cloud, StageInput given, CancellationToken cancellation)
    {
        var (state, store) = (given.ToState(), cloud.Store);
        var execution = given.Execution ?? ExecutionName.OfRun(state.Ticket.RunId);
        if (stage.Reads.Contains(Keys.Outcome))
        {
            await RunOutcomes.ThrowIfCancelledAsync(store, execution, cancellation);
        }

        await using var calls = stage.ReadsCalls ? cloud.Calls(Patience.OfStages) : null;
        var files = new RunFiles(store);
        if (method.IsAskedFor is { } isAskedFor && !isAskedFor(await files.ReadRequestAsync(state.Ticket, cancellation)))
        {
            return (StageAnswer.Nothing, state.Ticket.RunId);
        }

        var tools = new RunTools(files, calls, stage.Threads) { LastWord = () => DecideAsync(store, execution, cancellation) };
        var ran = await method.RunAsync(tools, state, cancellation);
        return (await StageAnswer.CreateAsync(stage, ran, store, cancellation), ran.Ticket.RunId);
    }

    private static async Task DecideAsync(IObjectStore store, string execution, CancellationToken cancellation)
    {
        if (await RunOutcomes.DecideAsync(store, execution, RunOutcome.Published, cancellation) == RunOutcome.Cancelled)
        {
            throw new RunCancelledException(execution);
        }
    }

    /// <summary>Ends 5 s before the service would end the function, so that a fault still has time to be told.</summary>
    private static CancellationTokenSource Deadline(ILambdaContext context)
    {
        var left = context.RemainingTime - TimeSpan.FromSeconds(5);
        var source = new CancellationTokenSource();
        if (left > TimeSpan.Zero)
        {
            source.CancelAfter(left);
        }
        else
        {
            source.Cancel();
        }

        return source;
    }

    private static Stream Write(StageAnswer answer) => LambdaJson.Write(answer, LambdaJson.Default.StageAnswer);
}
