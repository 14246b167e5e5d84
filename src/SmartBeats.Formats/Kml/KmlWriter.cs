using System.Globalization;
using System.Xml;
using NetTopologySuite.Geometries;
using SmartBeats.Publishing;

namespace SmartBeats.Formats.Kml;

/// <summary>
/// Writes a plan for globes and phones (KML 2.2, OGC 12-007r2): beats by name, with their figures and colours; areas hidden until asked
/// for.
/// </summary>
internal static class KmlWriter
{
    private const string Namespace = "http://www.opengis.net/kml/2.2";

    /// <summary>More areas than these are left out: globes become slow with them.</summary>
    private const int MostAreas = 2_000;

    /// <summary>Opacity of a beat's ground, before its colour.</summary>
    private const string Opacity = "99";

    public static byte[] Write(ExportedPlan plan) => XmlText.Write(xml =>
    {
        xml.WriteStartElement("kml", Namespace);
        xml.Begin("Document");
        xml.WriteText("name", $"Patrol beats of {plan.Plan.City.Name}");
        xml.WriteText("description", string.Join(", ", PlanLayers.Origin(plan.Plan).Select(field => $"{field.Key} {field.Value}")));
        WriteStyles(xml);
        WriteBeats(xml, plan);
        if (plan.Areas.Rows.Count <= MostAreas)
        {
            WriteFolder(xml, plan.Areas, "Areas", "areas", isSeen: false, nameField: "AREA_ID");
        }

        if (plan.Stations is { } stations)
        {
            WriteFolder(xml, stations, "Stations", "stations", isSeen: true, nameField: "NAME");
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void WriteStyles(XmlWriter xml)
    {
        for (var at = 0; at < BeatColours.Palette.Length; at++)
        {
            var colour = BeatColours.Palette[at];
            // KML writes opacity, blue, green, red.
            WriteStyle(xml, $"beat{at}", $"{Opacity}{colour[4..]}{colour[2..4]}{colour[..2]}", "2");
        }

        WriteStyle(xml, "areas", "00ffffff", "1");
    }

    private static void WriteStyle(XmlWriter xml, string id, string colour, string width)
    {
        xml.Begin("Style", "id", id);
        xml.Begin("LineStyle");
        xml.WriteText("color", "ff2b2014");
        xml.WriteText("width", width);
        xml.WriteEndElement();
        xml.Begin("PolyStyle");
        xml.WriteText("color", colour);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteBeats(XmlWriter xml, ExportedPlan plan)
    {
        var neighbours = BeatFacts.FindNeighbours(plan.Material.Adjacency, plan.Plan.BeatOfArea, plan.Rows.Count);
        xml.Begin("Folder");
        xml.WriteText("name", "Beats");
        foreach (var (row, beat) in plan.Beats.Rows.Zip(plan.Rows))
        {
            var facts = BeatFacts.Describe(plan.Material, beat, neighbours[beat.Number - 1]);
            xml.Begin("Placemark", "id", $"beat-{beat.Number}");
            xml.WriteText("name", $"Beat {plan.Plan.NameOfBeat(beat.Number)}");
            xml.WriteText("description", string.Join('\n', facts.Select(fact => $"{fact.Title}: {fact.Value}")));
            xml.WriteText("styleUrl", $"#beat{plan.Colours[beat.Number - 1] % BeatColours.Palette.Length}");
            WriteRest(xml, plan.Beats, row);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteFolder(XmlWriter xml, ExportedLayer layer, string title, string style, bool isSeen, string nameField)
    {
        var name = layer.Fields.ToList().FindIndex(field => field.Name == nameField);
        xml.Begin("Folder");
        xml.WriteText("name", title);
        xml.WriteText("visibility", isSeen ? "1" : "0");
        foreach (var row in layer.Rows)
        {
            xml.Begin("Placemark");
            xml.WriteText("name", (string)row.Values[name]!);
            xml.WriteText("visibility", isSeen ? "1" : "0");
            xml.WriteText("styleUrl", $"#{style}");
            WriteRest(xml, layer, row);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>A placemark's fields and its shape.</summary>
    private static void WriteRest(XmlWriter xml, ExportedLayer layer, ExportedRow row)
    {
        xml.Begin("ExtendedData");
        foreach (var (field, value) in layer.Fields.Zip(row.Values))
        {
            // The placemark's own name has it; readers that do not tell NAME from name would mix up the two.
            if (value is not null && field.Name != "NAME")
            {
                xml.Begin("Data", "name", field.Name);
                xml.WriteText("value", Convert.ToString(value, CultureInfo.InvariantCulture)!);
                xml.WriteEndElement();
            }
        }

        xml.WriteEndElement();
        if (row.Shape is Point point)
        {
            xml.Begin("Point");
            xml.WriteText("coordinates", Place(point.Coordinate));
            xml.WriteEndElement();
            return;
        }

        xml.Begin("MultiGeometry");
        for (var at = 0; at < row.Shape.NumGeometries; at++)
        {
            WritePolygon(xml, (Polygon)row.Shape.GetGeometryN(at));
        }

        xml.WriteEndElement();
    }

    private static void WritePolygon(XmlWriter xml, Polygon polygon)
    {
        xml.Begin("Polygon");
        WriteRing(xml, "outerBoundaryIs", polygon.Shell);
        foreach (var hole in polygon.Holes)
        {
            WriteRing(xml, "innerBoundaryIs", hole);
        }

        xml.WriteEndElement();
    }

    private static void WriteRing(XmlWriter xml, string side, LinearRing ring)
    {
        xml.Begin(side);
        xml.Begin("LinearRing");
        xml.WriteText("coordinates", string.Join(' ', ring.Coordinates.Select(Place)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>To 1e-8 degrees, a millimetre: equal corners stay equal.</summary>
    private static string Place(Coordinate corner) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(corner.X, 8):0.########},{Math.Round(corner.Y, 8):0.########}");
}
