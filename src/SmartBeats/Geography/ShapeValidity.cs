using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using NetTopologySuite.Operation.Valid;

namespace SmartBeats.Geography;

/// <summary>Whether a shape is valid (OGC Simple Features), with a bound on the work.</summary>
/// <remarks>
/// A shape of a million corners that cross each other everywhere would keep a check busy for days. Large shapes are
/// counted first: how many pairs of segments lie close enough to be looked at, and how many of them meet.
/// </remarks>
internal static class ShapeValidity
{
    /// <summary>Below this no shape can be tangled enough to matter.</summary>
    private const int SmallShapeCorners = 500;

    /// <summary>A tenth of a micrometre: what is narrower is no ground, and lengths in it are lost in rounding.</summary>
    private const double HairDegrees = 1e-12;

    private const long MostPairs = 20_000_000;
    private const int MostCrossings = 20_000;

    /// <exception cref="InputException">Too tangled.</exception>
    public static bool IsValid(Geometry shape, string where)
    {
        if (shape.NumPoints > SmallShapeCorners)
        {
            CountCrossings(shape, where);
        }

        return new IsValidOp(shape).IsValid;
    }

    /// <summary>How many pairs of segments cross: what a repair's work and memory grow with.</summary>
    /// <exception cref="InputException">Too many to count, or to repair.</exception>
    public static int CountCrossings(Geometry shape, string where)
    {
        var count = new PairCounter();
        var noder = new MCIndexNoder(count);
        noder.ComputeNodes([.. Rings(shape).Select(ring => (ISegmentString)new BasicSegmentString(ring.Coordinates, null))]);
        return !count.IsDone ? count.Crossings : throw TooTangled(shape, where);
    }

    public static InputException TooTangled(Geometry shape, string where) =>
        new(where, $"has an outline of {shape.NumPoints} points that crosses itself too often to be repaired", "Check this shape in a map program and draw it again.");

    public static InputException Irreparable(string where, Exception? inner = null) =>
        new(where, "has an invalid outline that cannot be repaired", "Check this shape in a map program and draw it again.", inner);

    /// <summary>Whether a shape's box has no width or no height to speak of.</summary>
    public static bool IsThinnerThanAHair(Geometry shape) =>
        Math.Min(shape.EnvelopeInternal.Width, shape.EnvelopeInternal.Height) < HairDegrees;

    private static IEnumerable<LineString> Rings(Geometry shape) =>
        Enumerable.Range(0, shape.NumGeometries).Select(i => (Polygon)shape.GetGeometryN(i)).SelectMany(polygon => polygon.Holes.Prepend(polygon.Shell));

    private sealed class PairCounter : ISegmentIntersector
    {
        private readonly NetTopologySuite.Algorithm.RobustLineIntersector _intersector = new();
        private long _pairs;

        public int Crossings { get; private set; }

        public bool IsDone => _pairs > MostPairs || Crossings > MostCrossings;

        public void ProcessIntersections(ISegmentString a, int aIndex, ISegmentString b, int bIndex)
        {
            if (a == b && Math.Abs(aIndex - bIndex) <= 1)
            {
                return;
            }

            _pairs++;
            _intersector.ComputeIntersection(a.Coordinates[aIndex], a.Coordinates[aIndex + 1], b.Coordinates[bIndex], b.Coordinates[bIndex + 1]);
            Crossings += _intersector.IsProper ? 1 : 0;
        }
    }
}
