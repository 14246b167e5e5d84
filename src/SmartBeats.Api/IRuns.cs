using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Api;

/// <summary>Runs that make plans: executions of a state machine in the cloud, work of this process on a laptop.</summary>
public interface IRuns
{
    /// <summary>Begins an attempt at a plan, or finds it under way.</summary>
    /// <param name="city">Its id.</param>
    /// <param name="record">The plan, the attempt and the canonical request.</param>
    /// <param name="sides">Files the plan is made with beside map and calls.</param>
    /// <param name="cancellation">Of asking, not of the run.</param>
    /// <returns>False where this attempt has ended: the next one is to be tried.</returns>
    Task<bool> TryStartAsync(string city, PlanRecord record, IReadOnlyList<SideFile> sides, CancellationToken cancellation);

    /// <summary>Where an attempt stands; null where it has not begun.</summary>
    /// <param name="city">Its id.</param>
    /// <param name="record">The plan, the attempt and the canonical request.</param>
    /// <param name="cancellation">Of asking.</param>
    Task<RunStanding?> FindAsync(string city, PlanRecord record, CancellationToken cancellation);

    /// <summary>Cancels an attempt that has not ended, begun or not: nothing of it is published after.</summary>
    /// <param name="city">Its id.</param>
    /// <param name="record">The plan and the attempt.</param>
    /// <param name="cancellation">Of asking.</param>
    /// <returns>False where it comes too late: the plan is just being published.</returns>
    Task<bool> TryCancelAsync(string city, PlanRecord record, CancellationToken cancellation);
}

/// <summary>How far a run is, or how it ended.</summary>
/// <param name="Status">What it is doing, or did.</param>
public sealed record RunStanding(RunStatus Status)
{
    /// <summary>The stage it is in, by its name in <c>Stages.All</c>; null where it is in none.</summary>
    public string? Stage { get; init; }

    /// <summary>What is going on, in a few words; null where nothing is.</summary>
    public string? Doing { get; init; }

    /// <summary>The share of the work that is done, in [0, 1], rough; null where nothing is going on.</summary>
    public double? Progress { get; init; }

    /// <summary>Seconds until it ends, rough; null while nobody knows.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Why it failed, for people; null where it did not, or nobody knows.</summary>
    public string? Reason { get; init; }

    /// <summary>The plan it ended with, which may be another than it was begun for: data changed under way. Null while unknown.</summary>
    public string? PlanId { get; init; }
}

/// <summary>What a run is doing, or did.</summary>
public enum RunStatus
{
    /// <summary>Waits for another run to end.</summary>
    Queued,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Ended with a plan.</summary>
    Published,

    /// <summary>Ended without one.</summary>
    Failed,

    /// <summary>Stopped by a caller.</summary>
    Cancelled,
}
