using System.Globalization;
using NetTopologySuite.Geometries;
using SmartBeats.Geography.Columns;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography;

/// <summary>Makes a checked map of a layer: coordinates to degrees, shapes valid, ids unique.</summary>
internal static class MapBuilder
{
    public static CityMap Build(MapLayer layer, string fileName, CityMapOptions options)
    {
        var notes = new List<string>(layer.Notes);
        var conversion = MapCoordinates.ToDegrees(layer);
        notes.AddRange(conversion);

        var shapes = new List<MapShape>();
        var geometries = new List<Geometry>();
        var repair = new ShapeRepair(layer);
        foreach (var shape in layer.Shapes)
        {
            if (repair.Check(shape) is { } geometry)
            {
                shapes.Add(shape);
                geometries.Add(geometry);
            }
        }

        if (shapes.Count == 0)
        {
            throw new InputException(
                layer.Where,
                layer.Shapes.Count == 0 ? "holds no areas" : $"holds {Wording.Count(layer.Shapes.Count, layer.Unit)} and not one with a shape",
                "Give the layer whose shapes are the city's areas (polygons).");
        }

        var twins = TwinShapes.Find(geometries);
        if (!options.SameShapesOnce)
        {
            twins.RefuseTooMany(layer.Where);
        }

        var once = options.SameShapesOnce ? twins.RemoveFrom(shapes, geometries) : null;
        var (ids, idField, idNote) = AreaIdRule.Choose(layer, shapes, options.IdField);
        var findings = repair.Findings(layer.Unit, shapes, ids);
        notes.AddRange(findings.Where(finding => finding.Count > 0).Select(finding => finding.Sentence));
        if ((once ?? twins.Describe(ids)) is { } sentence)
        {
            notes.Add(sentence);
        }

        notes.Insert(0, string.Create(CultureInfo.InvariantCulture, $"{fileName}: {Wording.Count(shapes.Count, "area")}, {geometries.Sum(geometry => geometry.NumPoints):N0} points."));
        notes.Insert(1, idNote);

        var areas = new Area[shapes.Count];
        for (var i = 0; i < areas.Length; i++)
        {
            areas[i] = new Area(i, ids[i], geometries[i]);
        }

        var converted = conversion.Count > 0 && layer.Reference.Kind != ReferenceKind.Unstated;
        return new CityMap(areas, idField, MapVersion.Of(areas), notes)
        {
            Findings = findings,
            Columns = MapColumns.Read(layer.Attributes, [.. shapes.Select(shape => shape.Row)], options.IsOfPlan),
            Origin = new MapOrigin(layer.Where, [.. layer.Attributes.Fields.Select(field => field.Name)], layer.Reference.Name, converted),
        };
    }
}
