using SmartBeats.Districting;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Run;

/// <summary>What a run is asked for.</summary>
/// <param name="RunId">Letters, digits and hyphens, not used before in the store.</param>
/// <param name="Sides">As <see cref="SideFiles"/> gave them, at most one of a role.</param>
public sealed record RunOrder(string City, PlanRequest Request, string RunId, IReadOnlyList<SideFile> Sides);

/// <summary>What the stages of a run hand on to one another: pointers and small numbers, never data.</summary>
public sealed record RunState
{
    private readonly RunTicket? _ticket;
    private readonly RunOrder? _order;

    /// <summary>Of the first stage.</summary>
    /// <exception cref="InvalidOperationException">It was not handed on.</exception>
    public RunOrder Order { get => _order ?? throw Missing("request"); init => _order = value; }

    /// <summary>Written by the first stage.</summary>
    /// <exception cref="InvalidOperationException">It was not handed on.</exception>
    public RunTicket Ticket { get => _ticket ?? throw Missing("ticket"); init => _ticket = value; }

    /// <summary>The parts of the calls; where a stage is run for each, the one.</summary>
    public IReadOnlyList<CallPart> Parts { get; init; } = [];

    /// <summary>Numbers of the starts; where a stage is run for each, the one.</summary>
    public IReadOnlyList<int> Starts { get; init; } = [];

    /// <summary>What was published; within one process only.</summary>
    public PlanFile? Published { get; init; }

    /// <summary>A state for each of the items that a stage is run for.</summary>
    public IReadOnlyList<RunState> Split(FanOut items) => items.Items switch
    {
        "parts" => [.. Parts.Select(part => this with { Parts = [part] })],
        "starts" => [.. Starts.Select(start => this with { Starts = [start] })],
        var other => throw new InvalidOperationException($"A run has no \"{other}\" to run a stage for."),
    };

    private static InvalidOperationException Missing(string name) => new($"The state passed no \"{name}\".");
}

/// <summary>What a stage works with.</summary>
/// <param name="calls">Null for a stage whose entry does not say that it reads calls.</param>
/// <param name="threads">Its work may be divided among so many; the result is the same.</param>
public sealed class RunTools(RunFiles files, ICallSource? calls, int threads)
{
    public RunFiles Files => files;

    /// <exception cref="InvalidOperationException">The stage's entry does not say that it reads calls.</exception>
    public ICallSource Calls => calls ?? throw new InvalidOperationException("This stage is given no calls: its entry does not say that it reads them.");

    public int Threads => threads;

    /// <summary>Told by a stage that searches what it spends; null for nobody.</summary>
    public SearchMeter? Meter { get; init; }

    /// <summary>Told how far the stage is, of itself; null for nobody.</summary>
    public IProgress<DesignProgress>? Progress { get; init; }

    /// <summary>Asked when all of a plan's files but the last are written; what it throws leaves the plan unpublished.</summary>
    public Func<Task> LastWord { get; init; } = () => Task.CompletedTask;
}
