using SmartBeats.Geography;

namespace SmartBeats.Response;

/// <summary>Where an area is, on a plane.</summary>
/// <param name="EastMetres">From any origin the city's areas share.</param>
/// <param name="AreaKm2">Its size, 0 or more: gives the trip within the area.</param>
public readonly record struct AreaPlace(double EastMetres, double NorthMetres, double AreaKm2)
{
    private const double MetresPerDegree = 6_371_008.8 * Math.PI / 180;

    /// <summary>The areas' centroids on a plane that is true at the middle latitude of the city's box.</summary>
    /// <remarks>Equirectangular on the sphere of mean radius: distances within a city of 60 km are good to about 0.5 %, far inside what a travel law knows.</remarks>
    public static AreaPlace[] Of(CityMap map)
    {
        var south = map.Areas.Min(area => area.Shape.EnvelopeInternal.MinY);
        var north = map.Areas.Max(area => area.Shape.EnvelopeInternal.MaxY);
        var west = map.Areas.Min(area => area.Shape.EnvelopeInternal.MinX);

        // Rounded, so that the last digit of a platform's cosine decides nothing.
        var shrink = Math.Round(Math.Cos((south + north) / 2 * Math.PI / 180), 9);
        return [.. map.Areas.Select(area =>
        {
            var centre = area.Shape.Centroid;
            return new AreaPlace(
                (centre.X - west) * MetresPerDegree * shrink,
                (centre.Y - south) * MetresPerDegree,
                area.Shape.Area * MetresPerDegree * MetresPerDegree * shrink / 1e6);
        })];
    }
}
