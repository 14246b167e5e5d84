namespace SmartBeats.Districting;

/// <summary>What a plan is judged by first, once it is contiguous and has its exact number of beats.</summary>
public enum Goal
{
    /// <summary>Within the tolerance, the shortest boundaries between beats.</summary>
    Compact,

    /// <summary>The smallest deviation from the mean load; boundaries break ties.</summary>
    Tightest,

    /// <summary>Half way: deviation and boundaries both count.</summary>
    Compromise,

    /// <summary>Even work on duty and short response times, within a wider tolerance; the engine lays the plan that <see cref="Response.ResponseDesign"/> improves.</summary>
    Response,
}

/// <summary>Two areas that may share a beat directly.</summary>
/// <param name="Cost">What separating them costs: shared boundary in decimetres, at least 1; 1 everywhere where lengths are unknown.</param>
public readonly record struct GraphEdge(int A, int B, int Cost);

/// <summary>Areas as nodes with workload, and which of them touch. No geography inside.</summary>
public sealed class AreaGraph
{
    /// <param name="weights">Workload per area in whole units, 0 to 10^12.</param>
    /// <param name="edges">Each pair once; no loops.</param>
    public AreaGraph(IReadOnlyList<long> weights, IReadOnlyList<GraphEdge> edges)
    {
        Weights = weights;
        Edges = edges;
    }

    public IReadOnlyList<long> Weights { get; }

    public IReadOnlyList<GraphEdge> Edges { get; }
}

/// <summary>One districting task: the graph and what is wanted of it. Serialisable, so that starts can run on other machines.</summary>
/// <param name="Beats">1 to the number of areas, and at least the number of connected parts.</param>
/// <param name="Tolerance">Largest accepted |load - mean| / mean, as a fraction in (0, 1].</param>
/// <param name="Effort">Work budget over all starts and their recombination, counted in moves looked at; never in seconds.</param>
public sealed record DistrictingProblem(AreaGraph Graph, int Beats, Goal Goal, double Tolerance, ulong Seed, long Effort)
{
    /// <summary>What is asked beside; null for nothing.</summary>
    public PlanWishes? Wishes { get; init; }

    /// <summary>
    /// Whether beats are balanced about the mean of their own part of the map where its separate parts, such as given sectors, are no whole number of fair
    /// shares. Left aside where there are wishes.
    /// </summary>
    public bool EvenWithinParts { get; init; }

    /// <summary>The same asked of another number of beats: today's beats that are not as many are left aside, as no search could begin with them.</summary>
    /// <param name="beats">How many.</param>
    public DistrictingProblem ForBeats(int beats) => this with
    {
        Beats = beats,
        Wishes = Wishes?.Current is { } current && current.BeatOfArea.Max() + 1 != beats ? Wishes with { Current = null } : Wishes,
    };
}

/// <summary>A plan on its way: one start, seeded or improved.</summary>
/// <param name="Start">Which start, 0-based: its randomness derives from the problem's seed and this.</param>
/// <param name="BeatOfArea">Per area, its beat, 0-based. Contiguous and exact at every step.</param>
/// <param name="Truncated">Whether a clock or a cancellation ended it before its effort was spent.</param>
public sealed record StartPlan(int Start, int[] BeatOfArea, bool Truncated)
{
    /// <summary>Plans met on the way that no other beats, each like <see cref="BeatOfArea"/>; null for none.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public int[][]? Met { get; init; }

    /// <summary>Of plans that begin with today's beats, those for which no other is as even and changes as little; null for none.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public int[][]? Curve { get; init; }
}

/// <summary>A finished plan under one goal.</summary>
public sealed record DesignedPlan(Goal Goal, int[] BeatOfArea)
{
    /// <summary>Whether the preferences (equal area, stations) were left aside, to show what they cost.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool WithoutPreferences { get; init; }
}

/// <summary>What the engine delivers.</summary>
/// <param name="Chosen">The plan under the goal asked for.</param>
/// <param name="Alternatives">The other goals' plans, in the order of <see cref="Goal"/>; then, where there are preferences, the chosen goal's plan without them.</param>
/// <param name="LowerBound">No contiguous plan with this many beats has a smaller max |load - mean| / mean. A fraction.</param>
/// <param name="LowerBoundReason">Which argument gave the bound, in words.</param>
/// <param name="ForcedAreas">Areas heavier than a fair share: each forces its beat's excess. Ascending.</param>
/// <param name="Truncated">Whether a clock or a cancellation cut the work short.</param>
public sealed record DesignResult(
    DesignedPlan Chosen,
    IReadOnlyList<DesignedPlan> Alternatives,
    double LowerBound,
    string LowerBoundReason,
    IReadOnlyList<int> ForcedAreas,
    bool Truncated)
{
    /// <summary>What no plan can bring near a fair share though it is not heavier than one, counted out like the forced areas.</summary>
    public IReadOnlyList<StuckBeat> Stuck { get; init; } = [];

    /// <summary>Of all plans the run met those that no other beats on deviation and border, the most even first; at most twelve, the goals' plans among them.</summary>
    public IReadOnlyList<int[]> Front { get; init; } = [];

    /// <summary>Where the plan begins with today's beats: what other change budgets would buy, plans from little change to much, with or beyond the budget; else empty.</summary>
    public IReadOnlyList<int[]> Curve { get; init; } = [];
}

/// <summary>How far a design has come, for a progress bar.</summary>
/// <param name="Fraction">0 to 1.</param>
/// <param name="Stage">What is being done, in a few words.</param>
public readonly record struct DesignProgress(double Fraction, string Stage, double Deviation, long BoundaryCost);
