using System.Collections.Concurrent;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Metrics;

namespace SmartBeats.Editing;

/// <summary>What all drafts on one plan have in common: the map, what areas weigh, what is wished.</summary>
/// <remarks>Safe for several drafts at a time. Cost of the first measure: a sort of the map's edges, and the plan's bounds.</remarks>
public sealed class DraftGround
{
    private readonly ConcurrentDictionary<int, (double LowerBound, IReadOnlyList<int> ForcedAreas)> _bounds = new();
    private readonly ConcurrentDictionary<int, IReadOnlyList<int>> _forced = new();
    private readonly ConcurrentDictionary<int, double[]> _criteria = new();
    /// <param name="map">The areas.</param>
    /// <param name="adjacency">Which of them touch, as in the plan.</param>
    /// <param name="workload">What they weigh.</param>
    /// <param name="problem">As the plan's search had it; its number of beats is no matter.</param>
    public DraftGround(CityMap map, AreaAdjacency adjacency, AreaWorkload workload, DistrictingProblem problem)
    {
        (Map, Outlines, Workload, Problem) = (new MeasuredMap(map, adjacency), new BeatOutlines(map), workload, problem);
    }

    /// <summary>What areas weigh.</summary>
    public AreaWorkload Workload { get; }

    /// <summary>What is wished, and what figures on it are called by; null for nothing.</summary>
    public (PlanWishes Wishes, WishNames Names)? Wishes { get; init; }

    /// <summary>Beats that are left out of all figures on workload, by name.</summary>
    public IReadOnlyCollection<string> BeatsApart { get; init; } = [];

    /// <summary>Beats that the plan's request keeps as they are, by name: who edits may not touch them either.</summary>
    public IReadOnlyCollection<string> LockedBeats { get; init; } = [];

    /// <summary>Areas that the plan's request keeps in their beat, by index.</summary>
    public IReadOnlyCollection<int> LockedAreas { get; init; } = [];

    /// <summary>Per area the name of the beat it has today, null for none; null where the plan did not begin with beats of today.</summary>
    public IReadOnlyList<string?>? Today { get; init; }

    /// <summary>Takes what a published plan says of every plan of as many beats, which then is not found anew.</summary>
    /// <param name="measures">Of a plan on the same calls.</param>
    public void KnowBounds(PlanMeasures measures) => KnowBounds(measures.Beats.Count, measures.LowerBound, measures.ForcedAreas);

    /// <summary>What plans of so many beats are measured by.</summary>
    internal void KnowBounds(int beats, double lowerBound, IReadOnlyList<int> forcedAreas) => _bounds[beats] = (lowerBound, forcedAreas);

    /// <summary>As the plan's search had it.</summary>
    internal DistrictingProblem Problem { get; }

    internal MeasuredMap Map { get; }

    internal BeatOutlines Outlines { get; }

    /// <summary>What no plan of so many beats can beat, and the areas heavier than a fair share.</summary>
    internal (double LowerBound, IReadOnlyList<int> ForcedAreas) FindBounds(int beats) => _bounds.GetOrAdd(beats, count =>
    {
        var judged = BeatEngine.Judge(Problem.ForBeats(count), []);
        return (judged.LowerBound, judged.ForcedAreas);
    });

    /// <summary>The areas heavier than a fair share of so many beats: no search is needed for them, as the bound needs one.</summary>
    internal IReadOnlyList<int> FindForced(int beats) => _bounds.TryGetValue(beats, out var known) ? known.ForcedAreas
        : _forced.GetOrAdd(beats, count => BeatEngine.FindHeavyAreas(Problem.ForBeats(count)));

    /// <summary>What figures on wishes are called by for beats of these names.</summary>
    internal WishNames NameWishes(WishNames names, IReadOnlyList<string> beats) => names.ForBeats(beats) with
    {
        Bounds = names.Bounds.Length == 0 ? names.Bounds : _criteria.GetOrAdd(beats.Count, BoundCriteria),
    };

    private double[] BoundCriteria(int beats)
    {
        IEnumerable<IReadOnlyList<long>> criteria = [Problem.Graph.Weights, .. Workload.Others.Select(other => other.Weights)];
        return [.. criteria.Select(weights => PlanBounds.Deviation(new AreaGraph(weights, Problem.Graph.Edges), beats))];
    }
}
