using SmartBeats.Api;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Runs;

/// <summary>The run was cancelled: nothing of it may be published.</summary>
public sealed class RunCancelledException(string execution) : Exception($"Run {execution} was cancelled.");

/// <summary>How a run was decided: published or cancelled.</summary>
/// <param name="State">One of the constants.</param>
internal sealed record RunOutcome(string State)
{
    public const string Published = "published";
    public const string Cancelled = "cancelled";
}

/// <summary>
/// One small file a run that publishing and cancelling compete for by conditional write: whoever creates it has decided,
/// and the other finds out. So a function that comes late after a cancel publishes nothing, and a cancel that comes late
/// stops nothing.
/// </summary>
internal static class RunOutcomes
{
    /// <returns>What was decided, now or before; never null.</returns>
    public static async Task<string> DecideAsync(IObjectStore store, string execution, string state, CancellationToken cancellation = default)
    {
        var key = Keys.Outcome.For(execution);
        if (await store.TryCreateAsync(key, new RunOutcome(state), LambdaJson.Default.RunOutcome, cancellation))
        {
            return state;
        }

        return await FindAsync(store, execution, cancellation) ?? throw new InvalidOperationException($"{key} could not be written and is not there.");
    }

    public static async Task<string?> FindAsync(IObjectStore store, string execution, CancellationToken cancellation = default) =>
        (await store.FindAsync(Keys.Outcome.For(execution), LambdaJson.Default.RunOutcome, cancellation))?.State;

    /// <exception cref="RunCancelledException">It was.</exception>
    public static async Task ThrowIfCancelledAsync(IObjectStore store, string execution, CancellationToken cancellation = default)
    {
        if (await FindAsync(store, execution, cancellation) == RunOutcome.Cancelled)
        {
            throw new RunCancelledException(execution);
        }
    }
}
