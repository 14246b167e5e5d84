using System.Numerics;

namespace SmartBeats.Districting;

/// <summary>A set of areas of a map of at most 128, as bits. Area 0 is the lowest.</summary>
internal readonly struct AreaSet(ulong low, ulong high) : IEquatable<AreaSet>
{
    public const int MostAreas = 128;

    private readonly ulong _low = low;
    private readonly ulong _high = high;

    public bool IsEmpty => (_low | _high) == 0;

    public int Count => BitOperations.PopCount(_low) + BitOperations.PopCount(_high);

    /// <summary>The lowest area; the set must not be empty.</summary>
    public int First => _low != 0 ? BitOperations.TrailingZeroCount(_low) : 64 + BitOperations.TrailingZeroCount(_high);

    public AreaSet WithoutFirst => _low != 0 ? new(_low & (_low - 1), _high) : new(0, _high & (_high - 1));

    public static AreaSet Of(int area) => area < 64 ? new(1UL << area, 0) : new(0, 1UL << area);

    public static AreaSet operator |(AreaSet a, AreaSet b) => new(a._low | b._low, a._high | b._high);

    public static AreaSet operator &(AreaSet a, AreaSet b) => new(a._low & b._low, a._high & b._high);

    /// <summary>Areas in one of the two only.</summary>
    public static AreaSet operator ^(AreaSet a, AreaSet b) => new(a._low ^ b._low, a._high ^ b._high);

    public static bool operator ==(AreaSet a, AreaSet b) => a.Equals(b);

    public static bool operator !=(AreaSet a, AreaSet b) => !a.Equals(b);

    public AreaSet Except(AreaSet other) => new(_low & ~other._low, _high & ~other._high);

    public bool Overlaps(AreaSet other) => ((_low & other._low) | (_high & other._high)) != 0;

    public bool Contains(int area) => ((area < 64 ? _low : _high) >> area & 1) != 0;

    public bool Equals(AreaSet other) => ((_low ^ other._low) | (_high ^ other._high)) == 0;

    public override bool Equals(object? obj) => obj is AreaSet other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_low, _high);
}
