using System.Text.Json.Serialization;
using SmartBeats.Signals;

namespace SmartBeats.Calls;

/// <summary>What each area of a map weighs in one request.</summary>
/// <param name="Calls">Per area, calls that passed the request's filters.</param>
/// <param name="Weights">Per area, the workload in whole units: never negative, exact, so sums do not depend on their order.</param>
/// <param name="UnitsPerOne">Units in one call (1, or 1000 with weights per priority) or in one officer-minute (100).</param>
/// <param name="Unit">What one is, in print: <c>calls</c>, <c>officer-minutes</c>, <c>weighted calls</c>.</param>
/// <param name="CallsOutside">Calls that passed the filters and lie in no area: reported, in no weight.</param>
public sealed record AreaWorkload(long[] Calls, long[] Weights, int UnitsPerOne, string Unit, long CallsOutside)
{
    /// <summary>What areas weigh in the further criteria of the request; empty for the workload alone.</summary>
    public IReadOnlyList<AreaCriterion> Others { get; init; } = [];

    /// <summary>What the workload is weighed from, in the order of their shares' names, calls first; null where it is the calls alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WorkloadShare>? Shares { get; init; }

    /// <summary>How the calls counted in areas were resolved; null where no call says.</summary>
    public CallsByValue? Dispositions { get; init; }
}

/// <summary>What each area weighs in one further criterion.</summary>
/// <param name="Name">As the request calls it.</param>
/// <param name="Weight">How much its deviation counts beside the workload's own, which counts 1.</param>
public sealed record AreaCriterion(string Name, string Unit, int UnitsPerOne, double Weight, long[] Weights);
