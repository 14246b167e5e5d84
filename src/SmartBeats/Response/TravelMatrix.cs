namespace SmartBeats.Response;

/// <summary>Travel times from any road router, area to area; directions may differ.</summary>
/// <remarks>Kept as single precision: 4 bytes a pair, 100 MB at the limit of 5,000 areas. Read by <see cref="TravelMatrixReader"/>.</remarks>
public sealed class TravelMatrix : ITravel
{
    /// <summary>More areas would need over 100 MB; a travel law needs no memory.</summary>
    public const int MaxAreas = 5_000;

    private readonly float[] _minutes;

    /// <param name="minutes">Row by row, from × to: τ_ij in minutes, finite, at least 0.</param>
    /// <param name="assumptions">How gaps were taken, a sentence each.</param>
    public TravelMatrix(int areaCount, float[] minutes, IReadOnlyList<string> assumptions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(minutes.Length, areaCount * areaCount);
        AreaCount = areaCount;
        _minutes = minutes;
        Assumptions = assumptions;
    }

    public int AreaCount { get; }

    public IReadOnlyList<string> Assumptions { get; }

    public double Minutes(int from, int to) => _minutes[from * AreaCount + to];
}
