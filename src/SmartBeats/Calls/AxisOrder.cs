namespace SmartBeats.Calls;

/// <summary>A city's extent: the smallest rectangle of degrees (EPSG:4326) round its map.</summary>
public readonly record struct CityBox(double MinLongitude, double MinLatitude, double MaxLongitude, double MaxLatitude)
{
    public bool Contains(double longitude, double latitude) =>
        longitude >= MinLongitude && longitude <= MaxLongitude && latitude >= MinLatitude && latitude <= MaxLatitude;
}

/// <summary>Whether a file writes latitude before longitude, and what becomes of the single row that does.</summary>
/// <remarks>
/// Judged once, on the first <see cref="SampleRows"/> readable rows: of those inside the city's box one way only, at least
/// 95 % must lie there with the axes swapped. Without a box only the ranges are checked.
/// </remarks>
internal sealed class AxisOrder(CityBox? box)
{
    public const int SampleRows = 10_000;

    private long _asWritten, _swapped;

    /// <summary>Whether the whole file is read with its axes exchanged.</summary>
    public bool Swapped => _swapped > 0 && _swapped >= 0.95 * (_swapped + _asWritten);

    /// <summary>Takes rows into the judgement, as they are written.</summary>
    public void Sample(ReadOnlySpan<Call> calls)
    {
        foreach (ref readonly var call in calls)
        {
            Sample(call.Longitude, call.Latitude);
        }
    }

    /// <summary>Takes one place into the judgement, as it is written.</summary>
    public void Sample(double longitude, double latitude)
    {
        var asWritten = box?.Contains(longitude, latitude) == true;
        var swapped = box?.Contains(latitude, longitude) == true;
        _asWritten += asWritten && !swapped ? 1 : 0;
        _swapped += swapped && !asWritten ? 1 : 0;
    }

    /// <summary>Exchanges the axes where the file is swapped; says why a place is rejected, or null.</summary>
    public string? Place(ref Call call)
    {
        if (Swapped)
        {
            call = call with { Longitude = call.Latitude, Latitude = call.Longitude };
        }

        return FindFault(call.Longitude, call.Latitude);
    }

    /// <summary>Why a place is rejected, the file's axes in their right order; null where it is not.</summary>
    public string? FindFault(double longitude, double latitude)
    {
        if (box is { } city && !city.Contains(longitude, latitude) && city.Contains(latitude, longitude))
        {
            return RowFaults.Swapped;
        }

        return Math.Abs(longitude) > 180 ? RowFaults.Longitude
            : Math.Abs(latitude) > 90 ? RowFaults.Latitude
            : null;
    }
}
