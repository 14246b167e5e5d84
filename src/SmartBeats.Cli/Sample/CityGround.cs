using NetTopologySuite.Geometries;

namespace SmartBeats.Cli.Sample;

/// <summary>A point of the drawing board, in metres: u along the river, v across it, both before the river bends.</summary>
internal readonly record struct BoardPoint(int U, int V);

/// <summary>Bends the straight drawing board onto the ground: the river meanders, and the streets beside it with it.</summary>
/// <remarks>
/// Only + - * / and rounding to a millionth of a degree, so that every machine writes the same coordinates. The bend moves
/// points across the river only, by at most 570 m, fading with the distance from it, and never folds: v stays in order.
/// </remarks>
internal static class CityGround
{
    // In the desert of western Arizona, where there is no town.
    private const double CentreLongitude = -113.42;
    private const double CentreLatitude = 33.24;

    // Lengths of a degree at that latitude, in metres, near enough for an invented city.
    private const double MetresPerLongitudeDegree = 93_150;
    private const double MetresPerLatitudeDegree = 110_910;

    /// <summary>Degrees in EPSG:4326, whole millionths.</summary>
    public static Coordinate Place(BoardPoint point)
    {
        double u = point.U;
        double v = point.V;
        var fade = 1 / (1 + (v / 2600 * (v / 2600)));
        var bend = (450 * Wave(u / 5000)) + (120 * Wave((u + 700) / 2100));
        var east = u + (0.06 * v);
        var north = v + (bend * fade) - (0.03 * u);
        return new Coordinate(
            Math.Round((CentreLongitude + (east / MetresPerLongitudeDegree)) * 1e6) / 1e6,
            Math.Round((CentreLatitude + (north / MetresPerLatitudeDegree)) * 1e6) / 1e6);
    }

    /// <summary>A smooth wave of parabolas, period 2, height 1: what a sine looks like without one.</summary>
    private static double Wave(double t)
    {
        var phase = t - (2 * Math.Floor((t + 1) / 2));
        return 4 * phase * (1 - Math.Abs(phase));
    }
}
