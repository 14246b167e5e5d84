using System.Globalization;
using System.Xml;
using NetTopologySuite.Geometries;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography.Forms;

/// <summary>Reads the polygons of KML's placemarks with their names and extended data.</summary>
/// <remarks>OGC 12-007r2. Degrees on WGS 84 always; heights are left out; what is linked (NetworkLink) is not fetched.</remarks>
internal sealed class KmlReader(string where, string conversion)
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };

    private readonly List<MapShape> _shapes = [];
    private readonly TextAttributes _attributes = new();
    private int _others;
    private int _links;

    /// <exception cref="InputException">Broken, or without areas.</exception>
    public MapLayer Read(Stream content)
    {
        try
        {
            using var xml = XmlReader.Create(content, Settings);
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Placemark")
                {
                    ReadPlacemark(xml);
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "NetworkLink")
                {
                    _links++;
                }
            }
        }
        catch (XmlException fault)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{where}:{fault.LineNumber}"), string.Create(CultureInfo.InvariantCulture, $"is broken XML at character {fault.LinePosition} of the line"), "Export or download the file again.", fault);
        }

        if (_shapes.Count == 0)
        {
            throw new InputException(
                where,
                _others > 0 ? $"holds {Wording.Count(_others, "placemark")} and none with an area" : _links > 0 ? "only links to KML elsewhere, which is not fetched" : "is KML without placemarks",
                "Give the KML with the city's areas (Polygon).");
        }

        var notes = new List<string>();
        if (_others > 0)
        {
            notes.Add($"{Wording.Count(_others, "placemark")} without an area (points, lines) {(_others == 1 ? "was" : "were")} left out.");
        }

        return new MapLayer(where, "placemark", conversion, _shapes, _attributes, ReferenceSystem.Degrees("WGS 84"), notes);
    }

    private void ReadPlacemark(XmlReader xml)
    {
        var row = _shapes.Count;
        var name = string.Create(CultureInfo.InvariantCulture, $"{where} placemark {row + _others + 1}");
        var polygons = new List<PolygonRings>();
        var values = new List<(string Name, string Value)>();
        if (xml.GetAttribute("id") is { } id)
        {
            values.Add(("id", id));
        }

        var depth = xml.Depth;
        string? data = null;
        if (xml.IsEmptyElement)
        {
            _others++;
            return;
        }

        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
                continue;
            }

            switch (xml.LocalName)
            {
                case "Polygon":
                    ReadPolygon(xml, name, polygons);
                    break;
                case "name" when xml.Depth == depth + 1:
                    values.Add(("name", xml.ReadElementContentAsString()));
                    break;
                case "Data":
                    data = xml.GetAttribute("name");
                    xml.Read();
                    break;
                case "value" when data is not null:
                    values.Add((data, xml.ReadElementContentAsString()));
                    break;
                case "SimpleData" when xml.GetAttribute("name") is { } field:
                    values.Add((field, xml.ReadElementContentAsString()));
                    break;
                case "description" or "Style" or "StyleMap":
                    xml.Skip();
                    break;
                default:
                    xml.Read();
                    break;
            }
        }

        if (polygons.Count == 0)
        {
            _others++;
            return;
        }

        foreach (var (field, value) in values)
        {
            _attributes.Set(row, field, value);
        }

        _shapes.Add(new MapShape(row + 1, row, polygons));
        _attributes.RowCount = row + 1;
    }

    private static void ReadPolygon(XmlReader xml, string name, List<PolygonRings> polygons)
    {
        Coordinate[]? shell = null;
        var holes = new List<Coordinate[]>();
        var depth = xml.Depth;
        var inner = false;
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return;
        }

        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "coordinates")
            {
                var ring = RingAssembly.Close(Points(xml.ReadElementContentAsString(), name));
                if (ring is not null && inner)
                {
                    holes.Add(ring);
                }
                else
                {
                    shell = inner ? shell : ring;
                }

                continue;
            }

            inner = xml.NodeType == XmlNodeType.Element && xml.LocalName is "outerBoundaryIs" or "innerBoundaryIs" ? xml.LocalName == "innerBoundaryIs" : inner;
            xml.Read();
        }

        if (shell is not null)
        {
            polygons.Add(new PolygonRings(shell, holes));
        }
    }

    /// <summary>Places as <c>longitude,latitude[,height]</c> with white space between them.</summary>
    private static Coordinate[] Points(string text, string name)
    {
        var points = new List<Coordinate>();
        foreach (var place in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = place.Split(',');
            if (parts.Length < 2 || !Number(parts[0], out var x) || !Number(parts[1], out var y))
            {
                throw new InputException(name, "has a place that is not \"longitude,latitude\"", "Export or download the file again.");
            }

            points.Add(new Coordinate(x, y));
        }

        return [.. points];
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
