using System.Text.Json;
using Amazon.Lambda.Core;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Runs;

/// <summary>What a state hands to its function: pointers and small numbers, never data.</summary>
/// <param name="City">Of <c>ValidateRequest</c> and <c>Notify</c>.</param>
/// <param name="Request">The canonical request; of <c>ValidateRequest</c> only.</param>
/// <param name="Execution">The execution's name; of <c>ValidateRequest</c> and <c>Notify</c>.</param>
/// <param name="Restarts">How often this execution was begun again because the data changed.</param>
/// <param name="Parts">The parts, or how many there are.</param>
/// <param name="Starts">The starts, or how many there are.</param>
/// <param name="Error">What a Catch wrote; of <c>Notify</c> after a failure.</param>
internal sealed record StageInput(
    string? City, JsonElement? Request, string? Execution, int? Restarts, RunTicket? Ticket, CallPart? Part, JsonElement? Parts, int? Start, JsonElement? Starts, StateFault? Error)
{
    /// <exception cref="InvalidOperationException">The state machine passed no ticket: a fault of its definition.</exception>
    public RunTicket NeedTicket() => Ticket ?? throw Missing("ticket");

    public static T Need<T>(T? value, string name)
        where T : struct => value ?? throw Missing(name);

    public static string Need(string? value, string name) => value ?? throw Missing(name);

    public CallPart NeedPart() => Part ?? throw Missing("part");

    /// <summary>A number, or the length of an array: so that a state needs no arithmetic.</summary>
    public static int Count(JsonElement? value, string name) => value switch
    {
        { ValueKind: JsonValueKind.Array } items => items.GetArrayLength(),
        { ValueKind: JsonValueKind.Number } number => number.GetInt32(),
        _ => throw Missing(name),
    };

    private static InvalidOperationException Missing(string name) => new($"The state passed no \"{name}\".");
}

/// <summary>As a Catch writes it.</summary>
internal sealed record StateFault(string? Error, string? Cause);

internal sealed record ValidateOutput(RunTicket Ticket, bool Known);

internal sealed record PartitionOutput(IReadOnlyList<CallPart> Parts);

internal sealed record MergeOutput(int[] Starts);

internal sealed record NothingMore;

/// <summary>The stage's function has no time left. Nothing of the stage is kept.</summary>
public sealed class StageTimedOutException(string stage, Exception inner) : Exception($"{stage} did not end within its function's time.", inner);

/// <summary>What every stage's handler does around its one call.</summary>
internal static class Stage
{
    public static Task<StageInput> ReadAsync(Stream input) => LambdaJson.ReadAsync(input, LambdaJson.Default.StageInput);

    public static Stream Nothing() => LambdaJson.Write(new NothingMore(), LambdaJson.Default.NothingMore);

    /// <summary>Ends 5 s before the service would end the function, so that a fault still has time to be told.</summary>
    public static CancellationTokenSource Deadline(ILambdaContext context)
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

    /// <summary>Runs a stage and logs what it took.</summary>
    /// <exception cref="StageTimedOutException">Its <see cref="Deadline"/> came, or a service let it wait too long.</exception>
    public static async Task<T> MeasureAsync<T>(Cloud cloud, string stage, string runId, Func<Task<T>> work, Func<T, long> items)
    {
        var begun = cloud.Time.GetTimestamp();
        T result;
        try
        {
            result = await work();
        }
        catch (OperationCanceledException cancelled)
        {
            throw new StageTimedOutException(stage, cancelled);
        }

        Log.StageDone(stage, runId, (long)cloud.Time.GetElapsedTime(begun).TotalMilliseconds, items(result));
        return result;
    }

    public static Task MeasureAsync(Cloud cloud, string stage, string runId, Func<Task> work) =>
        MeasureAsync(cloud, stage, runId, async () =>
        {
            await work();
            return true;
        }, _ => 1);
}
