using NetTopologySuite.Geometries;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography;

/// <summary>What a layer's shapes are read for.</summary>
internal enum ShapeUse
{
    /// <summary>Ground that is counted and divided: polygons, nothing else.</summary>
    Areas,

    /// <summary>Something to draw: a path a part, whatever the shape is; a point is a path of one place.</summary>
    Paths,
}

/// <summary>A polygon as files hold it: one outer ring and the holes in it, closed, in no particular direction. Of <see cref="ShapeUse.Paths"/> the shell is a path.</summary>
internal readonly record struct PolygonRings(Coordinate[] Shell, IReadOnlyList<Coordinate[]> Holes);

/// <summary>One record or feature of a map file.</summary>
/// <param name="Number">1-based place in the file, deleted and empty ones counted.</param>
/// <param name="Row">Row of the attribute table.</param>
/// <param name="Polygons">Empty for a null shape.</param>
internal readonly record struct MapShape(int Number, int Row, IReadOnlyList<PolygonRings> Polygons);

/// <summary>The attributes of a layer, read a column at a time because most columns are never looked at.</summary>
internal interface IAttributeTable
{
    IReadOnlyList<AttributeField> Fields { get; }

    /// <summary>The values of one field, a row each, as text; null where there is none.</summary>
    string?[] Column(int field);
}

/// <summary>What kind of values a field holds, as far as choosing ids goes.</summary>
internal enum AttributeKind
{
    Text,
    WholeNumber,
    Other,
}

/// <summary>A field of a layer.</summary>
internal readonly record struct AttributeField(string Name, AttributeKind Kind);

/// <summary>What a map file holds, before ids, coordinates and validity are judged.</summary>
/// <param name="Where">The file as messages name it (<c>city.zip/areas.shp</c>).</param>
/// <param name="Unit">What the file calls an entry: <c>record</c> or <c>feature</c>.</param>
/// <param name="Conversion">The ogr2ogr command that turns this very layer into degrees.</param>
/// <param name="Notes">What was met on reading, a sentence each.</param>
internal sealed record MapLayer(
    string Where,
    string Unit,
    string Conversion,
    IReadOnlyList<MapShape> Shapes,
    IAttributeTable Attributes,
    ReferenceSystem Reference,
    List<string> Notes)
{
    /// <summary>Where the file says what its coordinates are, as messages name it.</summary>
    public string ReferencePlace { get; init; } = ".prj";
}
