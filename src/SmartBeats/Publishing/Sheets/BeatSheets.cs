using System.Net;
using System.Text;
using NetTopologySuite.Geometries;

namespace SmartBeats.Publishing.Sheets;

/// <summary>Writes <c>sheets.html</c>: a sheet of paper for each beat, standing or lying as the beat does, with its figures, areas and neighbours.</summary>
/// <remarks>Drawn as SVG, without a script: it prints from any browser, offline. Every text is escaped, and the page's own policy runs nothing.</remarks>
internal static class BeatSheets
{
    /// <summary>Up to so many areas of a beat are named on its sheet: more names would cover the map.</summary>
    private const int MostNamed = 40;

    public static byte[] Write(PlanMaterial material, IReadOnlyList<BeatRow> rows, IReadOnlyList<Geometry> outlines)
    {
        var plan = material.Plan;
        var map = new SheetMap(material, outlines);
        var style = Style();
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{Hash(style)}'; base-uri 'none'; form-action 'none'\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n")
            .Append($"<title>Beat sheets for {Text(plan.City.Name)}</title>\n<style>{style}</style>\n</head>\n<body>\n")
            .Append($"<div class=\"intro\"><h1>Beat sheets for {Text(plan.City.Name)}</h1><p>A sheet for each beat, to print: each on its own page, standing or lying as the beat does.</p><ul>")
            .AppendJoin("", rows.Select(row => $"<li><a href=\"#sheet-{row.Number}\">Beat {Text(plan.NameOfBeat(row.Number))}</a></li>"))
            .Append("</ul></div>\n<main>\n");
        var neighbours = BeatFacts.FindNeighbours(material.Adjacency, plan.BeatOfArea, rows.Count);
        foreach (var row in rows)
        {
            AddSheet(html, material, map, row, neighbours[row.Number - 1]);
        }

        return Encoding.UTF8.GetBytes(html.Append("</main>\n</body>\n</html>\n").ToString());
    }

    private static void AddSheet(StringBuilder html, PlanMaterial material, SheetMap map, BeatRow row, SortedSet<int> neighbours)
    {
        var plan = material.Plan;
        var name = Text(plan.NameOfBeat(row.Number));
        var frame = map.FrameOf(row.Number);
        html.Append($"<section class=\"sheet {(frame.IsWide ? "wide" : "tall")}\" id=\"sheet-{row.Number}\" aria-labelledby=\"title-{row.Number}\">\n")
            .Append($"<header><div><h2 id=\"title-{row.Number}\">Beat {name}</h2><p class=\"city\">{Text(plan.City.Name)}</p></div>{map.Where(row.Number)}</header>\n{(row.Number == 1 ? map.Definitions() : "")}<dl>");
        foreach (var (title, value) in BeatFacts.Describe(material, row, neighbours))
        {
            html.Append($"<div><dt>{title}</dt><dd>{Text(value)}</dd></div>");
        }

        html.Append("</dl>\n").Append(map.Draw(row.Number, frame, neighbours, isNamed: row.Areas <= MostNamed))
            .Append($"<footer>SmartBeats, engine version {Text(plan.EngineVersion)}. Plan {Text(plan.PlanId)}. The sheet shows areas and beats{(material.Context.Count > 0 ? "" : ", no streets")}.</footer>\n</section>\n");
    }

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Hash(string text) => Convert.ToBase64String(Sha256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Style()
    {
        using var stream = typeof(BeatSheets).Assembly.GetManifestResourceStream("sheets/sheets.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
