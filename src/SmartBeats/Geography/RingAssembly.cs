using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace SmartBeats.Geography;

/// <summary>Puts a record's rings together to polygons with holes.</summary>
internal static class RingAssembly
{
    /// <summary>Point-in-ring work, in vertices visited, after which a record counts as hostile; a real one of 20,000 islands stays below 1 % of it.</summary>
    private const long WorkLimit = 400_000_000;

    /// <summary>Closes a ring that is open and drops points that repeat the one before.</summary>
    /// <returns>Null when fewer than three different corners are left.</returns>
    public static Coordinate[]? Close(Coordinate[] points)
    {
        var kept = 0;
        for (var i = 0; i < points.Length; i++)
        {
            // Adding 0 turns -0 into 0, so that equal places are equal bytes.
            points[i].X += 0.0;
            points[i].Y += 0.0;
            if (kept == 0 || !points[kept - 1].Equals2D(points[i]))
            {
                points[kept++] = points[i];
            }
        }

        var isClosed = kept > 1 && points[kept - 1].Equals2D(points[0]);
        if (kept - (isClosed ? 1 : 0) < 3)
        {
            return null;
        }

        if (isClosed)
        {
            return kept == points.Length ? points : points[..kept];
        }

        Array.Resize(ref points, kept + 1);
        points[kept] = points[0].Copy();
        return points;
    }

    /// <summary>Says of rings that they were closed.</summary>
    /// <param name="count">At least 1.</param>
    public static string DescribeOpenRings(int count) =>
        $"{Wording.Count(count, "ring")} that did not end where {(count == 1 ? "it" : "they")} began {(count == 1 ? "was" : "were")} closed.";

    /// <summary>
    /// Rings in an even number of other rings are outlines, the rest are holes in the smallest ring around them. The
    /// direction, which the format prescribes and half the exporters get wrong, is not asked.
    /// </summary>
    /// <exception cref="InputException">More nested rings than any real area has.</exception>
    public static IReadOnlyList<PolygonRings> ByNesting(List<Coordinate[]> rings, string where)
    {
        if (rings.Count <= 1)
        {
            return rings.Count == 0 ? [] : [new PolygonRings(rings[0], [])];
        }

        var boxes = rings.Select(CoordinateArrays.Envelope).ToArray();
        var tree = new STRtree<int>();
        for (var i = 0; i < rings.Count; i++)
        {
            tree.Insert(boxes[i], i);
        }

        var areas = rings.Select(ring => NetTopologySuite.Algorithm.Area.OfRing(ring)).ToArray();
        var work = 0L;
        var depth = new int[rings.Count];
        var parent = new int[rings.Count];
        for (var inner = 0; inner < rings.Count; inner++)
        {
            parent[inner] = -1;
            var around = tree.Query(boxes[inner]);
            work += 8L * around.Count;
            foreach (var outer in around)
            {
                if (outer == inner || !boxes[outer].Contains(boxes[inner]) || areas[outer] <= areas[inner])
                {
                    continue;
                }

                if (!IsInside(rings[inner], rings[outer], ref work, where))
                {
                    continue;
                }

                depth[inner]++;
                if (parent[inner] < 0 || areas[outer] < areas[parent[inner]] || (areas[outer] == areas[parent[inner]] && outer < parent[inner]))
                {
                    parent[inner] = outer;
                }
            }
        }

        var holes = Enumerable.Range(0, rings.Count).Where(i => depth[i] % 2 == 1).ToLookup(i => parent[i], i => rings[i]);
        return [.. Enumerable.Range(0, rings.Count).Where(i => depth[i] % 2 == 0).Select(i => new PolygonRings(rings[i], [.. holes[i]]))];
    }

    /// <summary>By the first corner that is not on the other ring; rings that share every corner are side by side, not nested.</summary>
    private static bool IsInside(Coordinate[] inner, Coordinate[] outer, ref long work, string where)
    {
        foreach (var corner in inner)
        {
            work += outer.Length;
            if (work > WorkLimit)
            {
                throw new InputException(where, "has too many rings inside each other to sort out", "Check this shape in a map program and simplify it.");
            }

            var location = PointLocation.LocateInRing(corner, outer);
            if (location != Location.Boundary)
            {
                return location == Location.Interior;
            }
        }

        return false;
    }
}
