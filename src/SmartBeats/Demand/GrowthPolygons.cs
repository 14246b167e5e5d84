using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using SmartBeats.Geography;
using SmartBeats.Geography.Columns;

namespace SmartBeats.Demand;

/// <summary>Spreads changes that are drawn as polygons over the areas of a map, by the ground they cover.</summary>
internal static class GrowthPolygons
{
    private const string Form = "Give polygons (GeoJSON, a GeoPackage or another form of map), each with one of the columns factor, calls, or dwellings and calls_per_dwelling.";

    /// <summary>Shares of a polygon or an area below this are edges drawn twice.</summary>
    private const double LeastShare = 1e-6;

    /// <param name="fileName">As messages name it.</param>
    /// <param name="content">In any form a map may have.</param>
    /// <param name="map">The areas they are spread over.</param>
    /// <param name="notes">Gets what is to be known about ground outside the map.</param>
    /// <remarks>
    /// A factor holds for the covered share of an area's calls; added calls are spread by ground. Those of ground outside the map, such as
    /// the city is about to annex, go to the area nearest to it.
    /// </remarks>
    public static List<(GrowthChange Change, string Where)> Spread(string fileName, ReadOnlyMemory<byte> content, CityMap map, List<string> notes)
    {
        var options = new CityMapOptions { UsualNames = ["growth"] };
        var layer = CityMapReader.ReadLayer(fileName, content.ToArray(), options);
        var drawn = MapBuilder.Build(layer, fileName, options);
        if (layer.Shapes.Count != drawn.Areas.Count)
        {
            throw new InputException(
                fileName, string.Create(CultureInfo.InvariantCulture, $"{drawn.Areas.Count} of its {layer.Shapes.Count} {layer.Unit}s are polygons"), Form);
        }

        var tree = new STRtree<Area>();
        foreach (var area in map.Areas)
        {
            tree.Insert(area.Shape.EnvelopeInternal, area);
        }

        var changes = new List<(GrowthChange, string)>();
        foreach (var polygon in drawn.Areas)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{fileName} polygon {polygon.Index + 1}");
            var change = GrowthList.Create(where, "", field => FindText(drawn.Columns, field, polygon.Index));
            changes.AddRange(Spread(change, polygon.Shape, tree.Query(polygon.Shape.EnvelopeInternal), map, where, notes).Select(one => (one, where)));
        }

        return changes;
    }

    private static string? FindText(MapColumns columns, string field, int polygon) =>
        (columns.Find(field) ?? columns.Find(field.Replace("_", "", StringComparison.Ordinal)))?.Values[polygon];

    private static IEnumerable<GrowthChange> Spread(GrowthChange change, Geometry polygon, IList<Area> near, CityMap map, string where, List<string> notes)
    {
        var ground = polygon.Area;
        var shares = near.OrderBy(area => area.Index)
            .Select(area => (Area: area, Covered: area.Shape.Intersection(polygon).Area))
            .Where(part => part.Covered > LeastShare * Math.Min(ground, part.Area.Shape.Area)).ToList();
        if (change.CallsPerYear == 0)
        {
            if (shares.Count == 0)
            {
                throw new InputException(where, "lies outside the map, where there are no calls that a factor could change", "Say calls or dwellings for ground that the city is about to annex.");
            }

            foreach (var (area, covered) in shares)
            {
                yield return change with { Area = area.Id, Factor = 1 + ((change.Factor - 1) * Math.Min(1, covered / area.Shape.Area)) };
            }

            yield break;
        }

        var outside = Math.Max(0, 1 - (shares.Sum(part => part.Covered) / ground));
        var nearest = outside <= 0.01 ? null : map.Areas.MinBy(area => area.Shape.Distance(polygon) + (area.Shape.Centroid.Distance(polygon.Centroid) * 1e-9));
        var inside = 1 - (nearest is null ? 0 : outside);
        if (nearest is not null)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{where} lies outside the map with {outside * 100:0.#}% of its ground; its calls there are counted to the nearest area, {nearest.Id}."));
        }

        var covering = shares.Sum(part => part.Covered);
        var added = shares.Select(part => (part.Area.Id, Calls: change.CallsPerYear * inside * part.Covered / covering)).ToList();
        if (nearest is not null)
        {
            added.Add((nearest.Id, change.CallsPerYear * outside));
        }

        foreach (var area in added.GroupBy(part => part.Id, StringComparer.Ordinal))
        {
            yield return change with { Area = area.Key, CallsPerYear = area.Sum(part => part.Calls) };
        }
    }
}
