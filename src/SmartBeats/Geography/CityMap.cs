using NetTopologySuite.Geometries;
using SmartBeats.Calls;
using SmartBeats.Geography.Columns;

namespace SmartBeats.Geography;

/// <summary>One polygon of a city's map.</summary>
/// <param name="Index">0-based place in the map.</param>
/// <param name="Id">As the map's owner wrote it: text, leading zeros kept.</param>
/// <param name="Shape">Polygon or MultiPolygon in EPSG:4326 (x = longitude, y = latitude, degrees), valid, two-dimensional, never empty.</param>
public sealed record Area(int Index, string Id, Geometry Shape);

/// <summary>What a map was read from.</summary>
/// <param name="Layer">The file, and the layer in it (<c>city.zip/areas.shp</c>).</param>
/// <param name="Fields">Its attributes' names, in the order of the file.</param>
/// <param name="ReferenceSystem">What its coordinates refer to, as the file says; null where it does not.</param>
/// <param name="Converted">Whether coordinates were converted to longitude and latitude; otherwise they were taken as they are.</param>
public sealed record MapOrigin(string Layer, IReadOnlyList<string> Fields, string? ReferenceSystem, bool Converted);

/// <summary>A city's areas, checked and ready.</summary>
/// <param name="Areas">In the order of the file; <see cref="Area.Index"/> is the place in this list.</param>
/// <param name="IdField">The attribute the ids came from; null when they are row numbers (<c>row-00001</c>).</param>
/// <param name="Version">Content hash of the ids and shapes: equal maps have equal versions, whatever file they came in.</param>
/// <param name="Notes">What was met and done on reading (repairs, skipped shapes, the id rule), a sentence each.</param>
public sealed record CityMap(IReadOnlyList<Area> Areas, string? IdField, string Version, IReadOnlyList<string> Notes)
{
    /// <summary>What was skipped or repaired on reading, a line for each kind; <see cref="Notes"/> has the sentences of those met.</summary>
    public IReadOnlyList<MapFinding> Findings { get; init; } = [];

    /// <summary>The areas' attributes; not part of <see cref="Version"/>.</summary>
    public MapColumns Columns { get; init; } = MapColumns.None;

    /// <summary>What the map was read from; null for one that comes from a store.</summary>
    public MapOrigin? Origin { get; init; }

    /// <summary>The smallest box round all areas, in degrees. Cost: O(areas).</summary>
    public CityBox Box()
    {
        var box = new Envelope();
        foreach (var area in Areas)
        {
            box.ExpandToInclude(area.Shape.EnvelopeInternal);
        }

        return new CityBox(box.MinX, box.MinY, box.MaxX, box.MaxY);
    }
}
