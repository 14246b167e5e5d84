namespace SmartBeats.Calls.Streets;

/// <summary>House numbers along one side of a segment; both 0 for a side without any.</summary>
/// <param name="From">At the line's beginning.</param>
/// <param name="To">At its end; smaller than <paramref name="From"/> where numbers fall along the line.</param>
public readonly record struct HouseRange(int From, int To)
{
    /// <summary>Whether the side has numbers.</summary>
    public bool HasNumbers => From > 0 || To > 0;

    /// <summary>The smaller end.</summary>
    public int Low => Math.Min(From, To);

    /// <summary>The larger end.</summary>
    public int High => Math.Max(From, To);

    /// <summary>Whether a number lies in the range, and is even or odd as its ends are where these agree.</summary>
    /// <param name="number">A house number.</param>
    public bool Contains(int number) =>
        HasNumbers && number >= Low && number <= High && ((From - To) % 2 != 0 || (number - From) % 2 == 0);
}

/// <summary>A piece of a street between two crossings.</summary>
/// <param name="FullName">With direction and kind, as the layer writes it.</param>
/// <param name="Left">Numbers to the left of the line as drawn.</param>
/// <param name="Right">Numbers to the right.</param>
/// <param name="Line">At least two points, degrees (EPSG:4326).</param>
public sealed record StreetSegment(string FullName, HouseRange Left, HouseRange Right, IReadOnlyList<(double Longitude, double Latitude)> Line);
