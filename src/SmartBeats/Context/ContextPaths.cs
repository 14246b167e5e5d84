using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Linemerge;
using NetTopologySuite.Simplify;

namespace SmartBeats.Context;

/// <summary>Cuts, joins and simplifies paths. Pure; points are degrees.</summary>
internal static class ContextPaths
{
    private static readonly GeometryFactory _factory = new();

    /// <summary>The parts of an open path in a box, and the steps across its edge.</summary>
    public static IEnumerable<Coordinate[]> CutLine(Coordinate[] path, Envelope box)
    {
        var part = new List<Coordinate>();
        for (var i = 0; i + 1 < path.Length; i++)
        {
            if (box.Intersects(path[i], path[i + 1]))
            {
                if (part.Count == 0)
                {
                    part.Add(path[i]);
                }

                part.Add(path[i + 1]);
            }
            else if (part.Count > 0)
            {
                yield return [.. part];
                part = [];
            }
        }

        if (part.Count > 0)
        {
            yield return [.. part];
        }
    }

    /// <summary>A ring cut to a box, closed; empty where nothing of it is inside.</summary>
    /// <remarks>One side of the box after the other (Sutherland and Hodgman 1974): parts that fall apart stay joined along the box's edge.</remarks>
    public static Coordinate[] CutRing(Coordinate[] ring, Envelope box)
    {
        IReadOnlyList<Coordinate> points = ring.Length > 1 && ring[0].Equals2D(ring[^1]) ? ring[..^1] : ring;
        points = CutSide(points, point => point.X - box.MinX);
        points = CutSide(points, point => box.MaxX - point.X);
        points = CutSide(points, point => point.Y - box.MinY);
        points = CutSide(points, point => box.MaxY - point.Y);
        return points.Count < 3 ? [] : [.. points, points[0]];
    }

    /// <summary>Joins paths that end where one other begins, in a fixed order.</summary>
    public static IEnumerable<Coordinate[]> Join(IEnumerable<Coordinate[]> paths)
    {
        var merger = new LineMerger();
        foreach (var path in paths)
        {
            merger.Add(_factory.CreateLineString(path));
        }

        return merger.GetMergedLineStrings().Select(line => line.Coordinates)
            .OrderBy(path => path[0].X).ThenBy(path => path[0].Y).ThenBy(path => path[^1].X).ThenBy(path => path[^1].Y).ThenBy(path => path.Length);
    }

    /// <summary>A path within a tolerance (Douglas and Peucker 1973), in whole parts of a degree without repeated points; null where it shrinks to a point.</summary>
    public static int[]? Simplify(Coordinate[] path, double toleranceDegrees)
    {
        if (path.Length == 1)
        {
            return [Round(path[0].X), Round(path[0].Y)];
        }

        var kept = DouglasPeuckerLineSimplifier.Simplify(path, toleranceDegrees);
        var points = new List<int>(2 * kept.Length);
        foreach (var point in kept)
        {
            var (x, y) = (Round(point.X), Round(point.Y));
            if (points.Count == 0 || x != points[^2] || y != points[^1])
            {
                points.Add(x);
                points.Add(y);
            }
        }

        return points.Count >= 4 ? [.. points] : null;
    }

    private static int Round(double degrees) => (int)Math.Round(degrees * ContextLayer.PartsOfDegree);

    private static List<Coordinate> CutSide(IReadOnlyList<Coordinate> points, Func<Coordinate, double> inside)
    {
        var kept = new List<Coordinate>();
        for (var i = 0; i < points.Count; i++)
        {
            var (from, to) = (points[i], points[(i + 1) % points.Count]);
            var (atFrom, atTo) = (inside(from), inside(to));
            if (atFrom >= 0)
            {
                kept.Add(from);
            }

            if ((atFrom >= 0) != (atTo >= 0))
            {
                var share = atFrom / (atFrom - atTo);
                kept.Add(new Coordinate(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y))));
            }
        }

        return kept;
    }
}
