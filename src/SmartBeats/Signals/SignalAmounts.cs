namespace SmartBeats.Signals;

/// <summary>What a part of the workload is added up from.</summary>
public enum SignalKind
{
    /// <summary>Calls for service, as the request filters and weighs them.</summary>
    Calls,

    /// <summary>A column of the map.</summary>
    Column,

    /// <summary>A layer of its own: points, lines or polygons.</summary>
    Layer,
}

/// <summary>What each area of a map has of one signal.</summary>
/// <param name="Name">As a request names it.</param>
/// <param name="Unit">What one is, in print: <c>calls</c>, <c>of POP</c>, <c>km of bars</c>.</param>
/// <param name="UnitsPerOne">How many of the whole units below make one.</param>
/// <param name="Units">By area index: never negative, exact.</param>
public sealed record SignalAmounts(string Name, SignalKind Kind, string Unit, int UnitsPerOne, long[] Units);

/// <summary>A signal's part of a workload that is weighed from several.</summary>
/// <param name="Name">As the request names it.</param>
/// <param name="Unit">Of <paramref name="Amounts"/>, in print.</param>
/// <param name="Share">Of the city's workload, in (0, 1]; the shares of a workload add up to 1.</param>
/// <param name="UnitsPerOne">Units of <paramref name="Amounts"/> in one.</param>
/// <param name="Amounts">What each area has of the signal.</param>
/// <param name="Weights">What that weighs, in units of the workload; the parts of an area add up to its weight.</param>
public sealed record WorkloadShare(string Name, SignalKind Kind, string Unit, double Share, int UnitsPerOne, long[] Amounts, long[] Weights);
