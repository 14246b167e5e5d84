using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Geometries;
using SmartBeats.Geography;

namespace SmartBeats.Publishing;

/// <summary>The whole-number grid a page's map is drawn on: x to the east, y to the south, the city's box at the origin.</summary>
/// <remarks>
/// The longer side has <see cref="LongestSide"/> steps: one metre for a city of 33 km, a quarter of a screen's pixel at
/// eight-fold zoom. Areas are placed one by one; a vertex two areas share lands on the same step for both, so shared
/// edges stay shared.
/// </remarks>
internal sealed class MapGrid
{
    public const int LongestSide = 32_768;

    private static readonly GeometryFactory Plane = new();

    private readonly LocalMetres _metres;
    private readonly double _west;
    private readonly double _north;

    public MapGrid(CityMap map)
    {
        _metres = LocalMetres.For(map);
        var box = new Envelope();
        foreach (var area in map.Areas)
        {
            foreach (var corner in area.Shape.Coordinates)
            {
                var (east, north) = _metres.ToPlane(corner.X, corner.Y);
                box.ExpandToInclude(east, north);
            }
        }

        (_west, _north) = (box.MinX, box.MaxY);
        MetresPerStep = Math.Max(box.Width, box.Height) is > 0 and var longest ? longest / LongestSide : 1;
        Width = Math.Max(1, (int)Math.Round(box.Width / MetresPerStep));
        Height = Math.Max(1, (int)Math.Round(box.Height / MetresPerStep));
    }

    public int Width { get; }

    public int Height { get; }

    public double MetresPerStep { get; }

    public (int X, int Y) Place(double longitude, double latitude)
    {
        var (x, y) = Exactly(longitude, latitude);
        return ((int)Math.Round(x), (int)Math.Round(y));
    }

    /// <summary>A shape's rings, shells one way round and holes the other, without repeated or needless points.</summary>
    /// <remarks>Rings that shrink to a line are left out, unless nothing else is left of the shape.</remarks>
    public List<(int X, int Y)[]> Rings(Geometry shape)
    {
        var rings = new List<(int X, int Y)[]>();
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is Polygon polygon)
            {
                Add(rings, polygon.ExteriorRing, counterClockwise: true, keepAnyway: rings.Count == 0 && i == shape.NumGeometries - 1);
                foreach (var hole in polygon.InteriorRings)
                {
                    Add(rings, hole, counterClockwise: false, keepAnyway: false);
                }
            }
        }

        return rings;
    }

    /// <summary>Where a beat's number goes: the centre of the largest circle inside its largest part, and that circle's radius, in steps.</summary>
    public (int X, int Y, int Radius) Label(Geometry outline) => LabelPlaced(ToGrid(outline));

    /// <summary>The shape in steps of the grid, not rounded to whole ones.</summary>
    public Geometry ToGrid(Geometry shape)
    {
        var placed = Plane.CreateGeometry(shape);
        placed.Apply(new Placing(this));
        return placed;
    }

    /// <summary>As <see cref="Label"/>, of a shape in steps of the grid.</summary>
    public static (int X, int Y, int Radius) LabelPlaced(Geometry placed)
    {
        var polygon = Enumerable.Range(0, placed.NumGeometries).Select(placed.GetGeometryN).MaxBy(part => part.Area)!;
        var circle = new MaximumInscribedCircle(polygon, Math.Max(4, Math.Sqrt(polygon.Area) / 50));
        return ((int)Math.Round(circle.GetCenter().X), (int)Math.Round(circle.GetCenter().Y), (int)Math.Round(circle.GetRadiusLine().Length));
    }

    /// <summary>The degrees of a label.</summary>
    public (double Longitude, double Latitude) ToDegrees((int X, int Y, int Radius) label) =>
        _metres.ToDegrees(_west + (label.X * MetresPerStep), _north - (label.Y * MetresPerStep));

    private (double X, double Y) Exactly(double longitude, double latitude)
    {
        var (east, north) = _metres.ToPlane(longitude, latitude);
        return ((east - _west) / MetresPerStep, (_north - north) / MetresPerStep);
    }

    private void Add(List<(int X, int Y)[]> rings, LineString ring, bool counterClockwise, bool keepAnyway)
    {
        var source = ring.CoordinateSequence;
        var reverse = Orientation.IsCCW(source) != counterClockwise;
        var points = new List<(int X, int Y)>(source.Count);
        for (var i = 0; i < source.Count - 1; i++)
        {
            var from = reverse ? source.Count - 1 - i : i;
            Append(points, Place(source.GetX(from), source.GetY(from)));
        }

        while (points.Count > 2 && (points[^1] == points[0] || Straight(points[^2], points[^1], points[0])))
        {
            points.RemoveAt(points.Count - 1);
        }

        if (points.Count >= 3 || (keepAnyway && rings.Count == 0))
        {
            rings.Add([.. points]);
        }
    }

    private static void Append(List<(int X, int Y)> points, (int X, int Y) next)
    {
        while (points.Count > 1 && Straight(points[^2], points[^1], next))
        {
            points.RemoveAt(points.Count - 1);
        }

        if (points.Count == 0 || points[^1] != next)
        {
            points.Add(next);
        }
    }

    private static bool Straight((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) =>
        (long)(b.X - a.X) * (c.Y - b.Y) == (long)(b.Y - a.Y) * (c.X - b.X)
        && (long)(b.X - a.X) * (c.X - b.X) + (long)(b.Y - a.Y) * (c.Y - b.Y) >= 0;

    private sealed class Placing(MapGrid grid) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var (x, y) = grid.Exactly(sequence.GetX(i), sequence.GetY(i));
            sequence.SetX(i, x);
            sequence.SetY(i, y);
        }
    }
}
