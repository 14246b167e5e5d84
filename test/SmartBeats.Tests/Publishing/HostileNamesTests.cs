using System.Text.Json;
using System.Text.RegularExpressions;
using SmartBeats.Comparison;
using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Publishing;

/// <summary>Names, ids and notes of a city's files never become markup, formulas or code in any file that is written.</summary>
public partial class HostileNamesTests
{
    private static readonly string[] _hostile =
    [
        "</script><img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)",
        "-2+3", "\t=1", "＝1", "]]><b>x</b>", "&lt;img&gt;", "{{data}}",
    ];

    [Fact]
    public void Every_file_of_a_plan_keeps_names_as_text()
    {
        var material = SamplePlan.Of(index => _hostile[index], city: string.Concat(_hostile), notes: _hostile, request: new PlanRequest { Beats = 3, Also = ["sheets"] });
        material = material with { Context = [Draw(ContextKind.Roads, material.Map), Draw(ContextKind.Places, material.Map)] };
        var files = PlanPublisher.Files(material);
        files.Select(file => file.Name).ShouldContain("sheets.html");
        files.File("sheets.html").Text().ShouldContain("class=\"street\"");
        Check(files);
        // What a program reads is what the city wrote.
        using var geojson = JsonDocument.Parse(files.File("beats.geojson").Content);
        geojson.RootElement.GetProperty("features")[0].GetProperty("properties").GetProperty("CITY").GetString().ShouldBe(string.Concat(_hostile));
        PlanJson.Read(files.File("plan.json").Content, "plan.json").AreaIds.ShouldBe(_hostile);
    }

    [Fact]
    public void Every_file_of_a_comparison_keeps_names_as_text()
    {
        var material = SamplePlan.Of(index => _hostile[index]);
        var comparison = PlanComparison.Of(
            material.Map,
            material.Adjacency,
            material.Workload,
            new ComparedPlan(_hostile[0], _hostile[..3], material.Plan.BeatOfArea) { Notes = _hostile },
            new ComparedPlan(_hostile[3], _hostile[3..6], material.Plan.Alternatives[0].BeatOfArea) { Notes = _hostile });
        Check(ComparisonFiles.Of(comparison, string.Concat(_hostile), material.Plan.Request));
    }

    /// <summary>Streets across the city, or places in it, of these names.</summary>
    private static ContextLayer Draw(ContextKind kind, CityMap map)
    {
        var box = map.Areas[0].Shape.EnvelopeInternal.Copy();
        map.Areas.ToList().ForEach(area => box.ExpandToInclude(area.Shape.EnvelopeInternal));
        int At(double degrees) => (int)Math.Round(degrees * ContextLayer.PartsOfDegree);
        return new ContextLayer(kind, _hostile[0], [.. _hostile.Select((name, at) =>
        {
            var y = At(box.MinY + (box.Height * (at + 1) / (_hostile.Length + 1)));
            return new ContextFeature(name, 1, [kind == ContextKind.Roads ? [At(box.MinX), y, At(box.MaxX), y] : [At(box.Centre.X), y]]);
        })], _hostile);
    }

    private static void Check(IReadOnlyList<PublishedFile> files)
    {
        foreach (var file in files)
        {
            switch (Path.GetExtension(file.Name))
            {
                case ".html":
                    CheckPage(file);
                    break;
                case ".csv":
                    foreach (var cell in Cells(file.Text()).Where(cell => !double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _)))
                    {
                        cell.ShouldNotMatch("^[=+@\\t＝＋－＠-]", $"{file.Name} has a cell that runs");
                    }

                    break;
                case ".json" or ".geojson":
                    JsonDocument.Parse(file.Content).Dispose();
                    break;
                case ".zip":
                    var folder = Directory.CreateTempSubdirectory("smartbeats-hostile-");
                    File.WriteAllBytes(Path.Combine(folder.FullName, file.Name), file.Content);
                    Tool.Run("ogrinfo", folder.FullName, ["-al", "-geom=NO", "/vsizip/" + file.Name]).ShouldContain("PLAN_ID (String) = p0123456789abcdef");
                    Tool.Delete(folder);
                    break;
                default:
                    file.Name.ShouldBe("summary.txt", "a new kind of file is checked here too");
                    break;
            }
        }
    }

    private static void CheckPage(PublishedFile file)
    {
        var page = file.Text();
        page.ShouldContain("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
        foreach (var markup in (string[])[page, Browser.Dom(file.Content)])
        {
            markup.ShouldNotContain("<img");
            markup.ShouldNotContain("<svg onload");
            markup.ShouldNotContain("<b>x");
            // What stands between quotes is a value, not an attribute.
            foreach (var tag in Tags().Matches(markup).Select(tag => Quoted().Replace(tag.Value, "")))
            {
                tag.ShouldNotContain(" on");
            }
        }
    }

    private static IEnumerable<string> Cells(string csv) => Cell().Matches(csv).Select(cell => cell.Groups[1].Success ? cell.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : cell.Groups[2].Value);

    /// <summary>A start tag with its attributes, quoted values skipped.</summary>
    [GeneratedRegex("<[a-z][^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")]
    private static partial Regex Tags();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?:^|,|\\r\\n)(?:\"((?:[^\"]|\"\")*)\"|([^,\"\\r\\n]*))")]
    private static partial Regex Cell();
}
