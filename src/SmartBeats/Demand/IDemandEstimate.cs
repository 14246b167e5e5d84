namespace SmartBeats.Demand;

/// <summary>What areas are expected to weigh in a plan's life, reckoned from past calls: what beats are balanced on.</summary>
/// <remarks>Tried on later calls by the benchmark <c>lasting</c>; one more idea is one more class.</remarks>
public interface IDemandEstimate
{
    /// <summary>As tables name it.</summary>
    string Name { get; }

    /// <summary>Weight of every area, in any whole unit, not all zero.</summary>
    /// <param name="past">Calls to reckon from.</param>
    /// <param name="areas">How many areas the map has.</param>
    /// <param name="life">Days the plan is for.</param>
    long[] WeighAreas(DatedLoads past, int areas, DayRange life);
}

/// <summary>Every past call counts the same.</summary>
public sealed class CallCounts : IDemandEstimate
{
    /// <inheritdoc/>
    public string Name => "counts";

    /// <inheritdoc/>
    public long[] WeighAreas(DatedLoads past, int areas, DayRange life) => past.SumByArea(areas);
}
