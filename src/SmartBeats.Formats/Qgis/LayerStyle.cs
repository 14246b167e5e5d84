using System.Globalization;
using System.Text;
using System.Xml;
using SmartBeats.Publishing;

namespace SmartBeats.Formats.Qgis;

/// <summary>How QGIS draws a layer of a plan, in the colours of its page: in the GeoPackage, and beside layers of that name.</summary>
/// <remarks>QGIS takes <c>beats.qml</c> by itself for <c>beats.geojson</c> and an unpacked <c>beats.shp</c> in the same folder.</remarks>
/// <param name="Layer">Which layer it is for.</param>
/// <param name="Description">What it shows, in words.</param>
/// <param name="IsBeside">Whether a layer of that name is also a file of the plan.</param>
/// <param name="Qml">The style.</param>
internal sealed record LayerStyle(string Layer, string Description, bool IsBeside, string Qml)
{
    private const string Ink = "20,32,43,255";
    private const string Halo = "255,255,255,255";

    /// <summary>A style for each layer of a plan.</summary>
    public static IReadOnlyList<LayerStyle> CreateAll(ExportedPlan plan)
    {
        var name = plan.Plan.BeatNames is null ? "ZONE_ID" : "NAME";
        List<LayerStyle> styles =
        [
            new("beats", "Neighbouring beats in different colours", true, Write("11", name, xml => WriteBeats(xml, plan))),
            new("areas", "Areas by their calls", true, Write("7", "", xml => WriteAreas(xml, plan))),
        ];
        if (plan.Stations is not null)
        {
            styles.Add(new("stations", "Stations with their names", false, Write("9", "NAME", WriteStations)));
        }

        return styles;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(Qml);

    private static string Write(string fontSize, string labelField, Action<XmlWriter> writeRenderer) =>
        Encoding.UTF8.GetString(XmlText.Write(xml => WriteStyle(xml, fontSize, labelField, writeRenderer)));

    private static void WriteStyle(XmlWriter xml, string fontSize, string labelField, Action<XmlWriter> writeRenderer)
    {
        xml.WriteDocType("qgis", "http://mrcc.com/qgis.dtd", "SYSTEM", null);
        var hasLabels = labelField.Length > 0;
        xml.Begin("qgis", "version", "3.22.0", "styleCategories", "Symbology|Labeling", "labelsEnabled", hasLabels ? "1" : "0");
        writeRenderer(xml);
        if (hasLabels)
        {
            WriteLabels(xml, fontSize, labelField);
        }

        xml.WriteEndElement();
    }

    private static void WriteBeats(XmlWriter xml, ExportedPlan plan)
    {
        BeginRenderer(xml, "type", "categorizedSymbol", "attr", "ZONE_ID");
        xml.Begin("categories");
        foreach (var row in plan.Rows)
        {
            xml.WriteEmpty(
                "category",
                "value", XmlText.Number(row.Number), "type", "long", "symbol", XmlText.Number(row.Number - 1),
                "label", plan.Plan.NameOfBeat(row.Number), "render", "true");
        }

        xml.WriteEndElement();
        // QGIS takes each symbol for one category only.
        WriteFills(xml, [.. plan.Rows.Select(row => plan.FindColour(row.Number))], "0.7", "0.7");
        xml.WriteEndElement();
    }

    /// <summary>Classes as the page has them; areas without calls are white.</summary>
    private static void WriteAreas(XmlWriter xml, ExportedPlan plan)
    {
        double[] ends = [0, .. WorkloadClasses.UpperEnds(plan.Material.Workload.Calls.Select(calls => (double)calls))];
        BeginRenderer(xml, "type", "graduatedSymbol", "attr", "COUNT", "graduatedMethod", "GraduatedColor");
        xml.Begin("ranges");
        WriteRange(xml, 0, "0", "0", "no calls");
        for (var at = 1; at < ends.Length; at++)
        {
            var (lower, upper) = (ends[at - 1], ends[at]);
            var from = at == 1 ? 1 : Math.Floor(lower) + 1;
            // Half a call below the first count keeps classes apart, whichever end a reader counts in.
            var label = string.Create(CultureInfo.InvariantCulture, $"{from:#,##0} to {upper:#,##0.##} calls");
            WriteRange(xml, at, XmlText.Number(from - 0.5), XmlText.Number(upper), label);
        }

        xml.WriteEndElement();
        var colours = Enumerable.Range(0, ends.Length - 1).Select(at => FindClassColour(at, ends.Length - 1));
        WriteFills(xml, ["ffffff", .. colours], "0.2", "1");
        xml.WriteEndElement();
    }

    /// <summary>The light end of the scale stays, the dark end is always reached, however few classes there are: as on the page.</summary>
    private static string FindClassColour(int at, int classes)
    {
        var place = classes == 1 ? 3 : (int)Math.Floor(((double)at * (BeatColours.Classes.Length - 1) / (classes - 1)) + 0.5);
        return BeatColours.Classes[place];
    }

    private static void WriteStations(XmlWriter xml)
    {
        BeginRenderer(xml, "type", "singleSymbol");
        xml.Begin("symbols");
        xml.Begin("symbol", "name", "0", "type", "marker", "alpha", "1", "clip_to_extent", "1", "force_rhr", "0");
        WriteLayer(
            xml,
            "SimpleMarker",
            ("name", "square"), ("color", Ink), ("outline_color", Halo), ("outline_width", "0.4"), ("size", "3"), ("size_unit", "MM"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void BeginRenderer(XmlWriter xml, params string[] attributes) =>
        xml.Begin("renderer-v2", [.. attributes, "symbollevels", "0", "enableorderby", "0", "forceraster", "0"]);

    private static void WriteRange(XmlWriter xml, int symbol, string lower, string upper, string label) =>
        xml.WriteEmpty("range", "lower", lower, "upper", upper, "symbol", XmlText.Number(symbol), "label", label, "render", "true");

    private static void WriteFills(XmlWriter xml, IReadOnlyList<string> colours, string edgeMillimetres, string opacity)
    {
        xml.Begin("symbols");
        for (var at = 0; at < colours.Count; at++)
        {
            xml.Begin("symbol", "name", XmlText.Number(at), "type", "fill", "alpha", opacity, "clip_to_extent", "1", "force_rhr", "0");
            WriteLayer(
                xml,
                "SimpleFill",
                ("color", ToDecimal(colours[at])),
                ("style", "solid"),
                ("outline_color", Ink),
                ("outline_style", "solid"),
                ("outline_width", edgeMillimetres),
                ("outline_width_unit", "MM"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteLayer(XmlWriter xml, string kind, params (string Name, string Value)[] properties)
    {
        xml.Begin("layer", "class", kind, "enabled", "1", "locked", "0", "pass", "0");
        foreach (var (name, value) in properties)
        {
            xml.WriteEmpty("prop", "k", name, "v", value);
        }

        xml.WriteEndElement();
    }

    private static void WriteLabels(XmlWriter xml, string fontSize, string field)
    {
        xml.Begin("labeling", "type", "simple");
        xml.Begin("settings", "calloutType", "simple");
        xml.Begin(
            "text-style",
            "fieldName", field, "isExpression", "0", "fontSize", fontSize, "fontSizeUnit", "Point", "fontWeight", "75",
            "textColor", Ink, "textOpacity", "1");
        xml.WriteEmpty(
            "text-buffer", "bufferDraw", "1", "bufferSize", "1", "bufferSizeUnits", "MM", "bufferColor", Halo, "bufferOpacity", "1");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary><c>77aadd</c> as <c>119,170,221,255</c>.</summary>
    private static string ToDecimal(string colour)
    {
        var parts = Convert.FromHexString(colour);
        return string.Create(CultureInfo.InvariantCulture, $"{parts[0]},{parts[1]},{parts[2]},255");
    }
}
