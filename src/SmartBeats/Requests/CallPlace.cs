namespace SmartBeats.Requests;

/// <summary>A place whose calls are left out: what lies within <see cref="HalfWidth"/> of it in both coordinates, some ten metres across.</summary>
/// <param name="Longitude">Degrees east, EPSG:4326.</param>
/// <param name="Latitude">Degrees north.</param>
public sealed record CallPlace(double Longitude, double Latitude)
{
    /// <summary>Degrees: a place is given to four decimals, and stands for all coordinates that round to it.</summary>
    public const double HalfWidth = 0.00005;

    /// <summary>Least and most longitude, then latitude, all included. Every store compares with these very numbers.</summary>
    public (double West, double East, double South, double North) Box =>
        (Longitude - HalfWidth, Longitude + HalfWidth, Latitude - HalfWidth, Latitude + HalfWidth);

    /// <summary>Whether a coordinate is of the place.</summary>
    public bool Contains(double longitude, double latitude)
    {
        var (west, east, south, north) = Box;
        return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
    }

    /// <summary>The place a coordinate is of, as requests write it.</summary>
    public static CallPlace Around(double longitude, double latitude) => new(Math.Round(longitude, 4), Math.Round(latitude, 4));

    /// <summary><c>-112.1234,33.5678</c>, as the command takes it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Longitude:0.0000##},{Latitude:0.0000##}");
}
