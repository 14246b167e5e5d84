using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace SmartBeats.Geography;

/// <summary>Two areas that cover common ground. <paramref name="A"/> is below <paramref name="B"/>.</summary>
/// <param name="SquareMetres">What they have in common, above 1.</param>
/// <param name="Duplicate">True when each lies in the other to one part in a thousand.</param>
public readonly record struct AreaOverlap(int A, int B, double SquareMetres, bool Duplicate);

/// <summary>Finds pairs of areas that overlap, and where snapping has not closed the overlap.</summary>
/// <remarks>
/// How many areas cover a point changes only across an edge with more areas on one side than on the other. So overlaps
/// exist only where such an edge runs through or along a further area; from there they are followed area by area. A clean
/// map costs one look-up per edge of its rim. Areas of exactly the same shape have no such edge and are paired without
/// measuring. Work is bounded: after <see cref="MostOverlaps"/> overlaps the search ends, and says so.
/// </remarks>
internal static class OverlapFinder
{
    private const double LeastSquareMetres = 1;

    /// <summary>Overlaps measured on one map; a real map has tens, and whoever reads of a thousand mends the map.</summary>
    internal const int MostOverlaps = 1_000;

    private const int MostMeasured = 50_000;

    /// <param name="uneven">Sides of edges with more areas on one side, after snapping.</param>
    /// <returns>The overlaps, ascending, and whether they are all there are.</returns>
    public static (List<AreaOverlap> Overlaps, bool IsComplete) Find(
        CityMap map, IReadOnlyList<Coordinate> vertices, IReadOnlyList<Side> uneven, CancellationToken cancellation)
    {
        var overlaps = new SortedDictionary<(int A, int B), AreaOverlap>();
        foreach (var pair in TwinShapes.Find([.. map.Areas.Select(area => area.Shape)]).Pairs())
        {
            overlaps.Add(pair, new AreaOverlap(pair.A, pair.B, LocalMetres.Area(map.Areas[pair.A].Shape), true));
        }

        var index = AreaIndex.Build(map);
        var candidates = new SortedSet<(int A, int B)>();
        var met = new HashSet<int>();
        foreach (var side in uneven)
        {
            cancellation.ThrowIfCancellationRequested();
            met.Clear();
            var (from, to) = (vertices[side.From], vertices[side.To]);
            index.AddAreasMet(from.X, from.Y, to.X, to.Y, met);
            candidates.UnionWith(met.Where(other => other != side.Area).Select(other => InOrder(side.Area, other)));
            if (candidates.Count > MostMeasured)
            {
                break;
            }
        }

        var isComplete = candidates.Count == 0 || Follow(map, candidates, overlaps, cancellation);
        return ([.. overlaps.Values], isComplete);
    }

    private static bool Follow(
        CityMap map, SortedSet<(int A, int B)> candidates, SortedDictionary<(int A, int B), AreaOverlap> overlaps, CancellationToken cancellation)
    {
        var tree = new STRtree<int>();
        foreach (var area in map.Areas)
        {
            tree.Insert(area.Shape.EnvelopeInternal, area.Index);
        }

        var measured = new HashSet<(int, int)>(overlaps.Keys);
        var followed = new HashSet<int>();
        var waiting = new Queue<(int A, int B)>(candidates);
        for (var found = 0; waiting.TryDequeue(out var pair);)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!measured.Add(pair) || Measure(map.Areas[pair.A], map.Areas[pair.B]) is not { } overlap)
            {
                continue;
            }

            overlaps.Add(pair, overlap);
            if (++found == MostOverlaps || measured.Count > MostMeasured)
            {
                return false;
            }

            foreach (var area in new[] { pair.A, pair.B }.Where(followed.Add))
            {
                foreach (var other in tree.Query(map.Areas[area].Shape.EnvelopeInternal).Where(other => other != area).Order())
                {
                    waiting.Enqueue(InOrder(area, other));
                }
            }
        }

        return true;
    }

    private static AreaOverlap? Measure(Area a, Area b)
    {
        var common = LocalMetres.Area(OverlayNGRobust.Overlay(a.Shape, b.Shape, SpatialFunction.Intersection));
        if (common <= LeastSquareMetres) return null;
        var larger = Math.Max(LocalMetres.Area(a.Shape), LocalMetres.Area(b.Shape));
        return new AreaOverlap(a.Index, b.Index, common, common >= 0.999 * larger);
    }

    private static (int A, int B) InOrder(int a, int b) => a < b ? (a, b) : (b, a);
}
