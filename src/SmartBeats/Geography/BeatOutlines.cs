using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.OverlayNG;

namespace SmartBeats.Geography;

/// <summary>The outlines of beats: their areas with the edges between them dissolved.</summary>
public sealed class BeatOutlines
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    private readonly CityMap _map;
    private readonly BoundaryNetwork _network;
    private readonly double _tolerance = new AdjacencyOptions().ToleranceMetres;

    /// <summary>Prepares to outline the beats of several plans of one map.</summary>
    /// <remarks>Cost: a sort of the map's edges. Safe for several threads afterwards.</remarks>
    public BeatOutlines(CityMap map)
    {
        _map = map;
        _network = BoundaryNetwork.Read(map).Snap(LocalMetres.For(map), _tolerance);
    }

    /// <summary>One outline a beat, a valid Polygon or MultiPolygon in EPSG:4326; empty for a beat without areas.</summary>
    /// <param name="beatOfArea">Per area the 0-based number of its beat; a negative number leaves the area out.</param>
    /// <param name="beats">Number of beats, above every number in <paramref name="beatOfArea"/>.</param>
    /// <remarks>
    /// Edges that lie between two areas of a beat cancel, after the snapping of <see cref="AreaAdjacencyBuilder"/>, so that
    /// neighbouring beats share the vertices of their common boundary. A beat whose areas overlap by more is united instead.
    /// Holes no wider than the tolerance of 1 m are slivers between areas and are filled. Deterministic. Cost: a sort of the
    /// map's edges.
    /// </remarks>
    /// <exception cref="ArgumentException">As many numbers as areas are needed, each below <paramref name="beats"/>.</exception>
    public static Geometry[] Dissolve(CityMap map, IReadOnlyList<int> beatOfArea, int beats)
    {
        ThrowIfUnfit(map, beatOfArea, beats);
        return [.. new BeatOutlines(map).Dissolve(beatOfArea, [.. Enumerable.Repeat(true, beats)])];
    }

    /// <summary>The outlines of some beats, each as <see cref="Dissolve(CityMap, IReadOnlyList{int}, int)"/> gives it.</summary>
    /// <param name="beatOfArea">Per area the 0-based number of its beat; a negative number leaves the area out.</param>
    /// <param name="wanted">Per beat whether its outline is asked for.</param>
    /// <returns>By number; an empty shape where none is asked for.</returns>
    /// <remarks>Cost: one look at each edge of the map, and a sort of the edges of the beats asked for.</remarks>
    /// <exception cref="ArgumentException">As many numbers as areas are needed, each below the number of beats.</exception>
    public Geometry[] Dissolve(IReadOnlyList<int> beatOfArea, bool[] wanted)
    {
        ThrowIfUnfit(_map, beatOfArea, wanted.Length);
        RingBuilder[] rings = [.. wanted.Select(_ => new RingBuilder(_network.Vertices))];
        var sides = _network.Sides;
        var present = new List<int>();
        for (int start = 0, end; start < sides.Length; start = end)
        {
            end = BoundaryNetwork.GroupEnd(sides, start);
            AddOutlines(sides[start..end], beatOfArea, wanted, rings, present);
        }

        var areasOfBeat = Enumerable.Range(0, _map.Areas.Count).ToLookup(area => beatOfArea[area], area => _map.Areas[area]);
        var outlines = new Geometry[wanted.Length];
        for (var beat = 0; beat < outlines.Length; beat++)
        {
            outlines[beat] = wanted[beat] ? FillSlivers(rings[beat].Build(Factory) ?? Unite([.. areasOfBeat[beat]]), _tolerance) : Factory.CreatePolygon();
        }

        return outlines;
    }

    private static void ThrowIfUnfit(CityMap map, IReadOnlyList<int> beatOfArea, int beats)
    {
        if (beatOfArea.Count != map.Areas.Count || beatOfArea.Any(beat => beat >= beats))
        {
            throw new ArgumentException($"{beatOfArea.Count} beat numbers below {beats} are needed for {map.Areas.Count} areas.", nameof(beatOfArea));
        }
    }

    /// <summary>Per beat on the edge, the direction in which more of its sides run; none where they cancel.</summary>
    private static void AddOutlines(ReadOnlySpan<Side> group, IReadOnlyList<int> beatOfArea, bool[] wanted, RingBuilder[] rings, List<int> present)
    {
        present.Clear();
        foreach (var side in group)
        {
            var beat = beatOfArea[side.Area];
            if (beat < 0 || !wanted[beat] || present.Contains(beat)) continue;
            present.Add(beat);
            var turns = 0;
            foreach (var other in group)
            {
                if (beatOfArea[other.Area] == beat) turns += other.From < other.To ? 1 : -1;
            }

            if (turns == 0) continue;
            var (low, high) = side.From < side.To ? (side.From, side.To) : (side.To, side.From);
            rings[beat].Add(turns > 0 ? low : high, turns > 0 ? high : low, Math.Abs(turns));
        }
    }

    private static Geometry Unite(Area[] areas)
    {
        if (areas.Length == 0) return Factory.CreatePolygon();
        var union = OverlayNGRobust.Union(Factory.BuildGeometry([.. areas.Select(a => Factory.CreateGeometry(a.Shape))]));
        return Gather([.. PolygonExtracter.GetPolygons(union).Cast<Polygon>()]);
    }

    /// <summary>Without the holes whose mean width, twice the area over the length of the rim, is at most the given one.</summary>
    private static Geometry FillSlivers(Geometry outline, double widthMetres)
    {
        var polygons = PolygonExtracter.GetPolygons(outline).Cast<Polygon>().ToArray();
        if (polygons.All(p => p.NumInteriorRings == 0)) return outline;
        var filled = Gather([.. polygons.Select(p => Factory.CreatePolygon((LinearRing)p.ExteriorRing, [.. p.InteriorRings.Cast<LinearRing>().Where(hole =>
            2 * LocalMetres.Area(Factory.CreatePolygon(hole)) > widthMetres * LocalMetres.Length(hole))]))]);
        // A part of the beat may lie within such a hole; then the holes stay.
        return filled.NumPoints == outline.NumPoints || filled.IsValid ? filled : outline;
    }

    private static Geometry Gather(Polygon[] polygons) => polygons.Length == 1 ? polygons[0] : Factory.CreateMultiPolygon(polygons);
}
