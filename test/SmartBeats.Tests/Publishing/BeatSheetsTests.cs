using System.Globalization;
using System.Text.RegularExpressions;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Publishing;

public class BeatSheetsTests
{
    private static readonly PlanRequest _request = new() { Beats = 3, Also = ["sheets"] };

    [Fact]
    public void Every_beat_has_a_sheet_with_the_figures_of_the_table()
    {
        var files = PlanPublisher.Files(SamplePlan.Of(request: _request));
        var sheets = files.File("sheets.html").Text();
        var table = files.File("beats.csv").Text().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToArray();
        var sections = sheets.Split("<section ").Skip(1).ToArray();
        sections.Length.ShouldBe(3);
        foreach (var (section, row) in sections.Zip(table))
        {
            section.ShouldContain($">Beat {row[0]}</h2>");
            Fact(section, "Calls").ShouldBe(double.Parse(row[2], CultureInfo.InvariantCulture).ToString("#,##0", CultureInfo.InvariantCulture));
            Fact(section, "Areas").ShouldBe(row[1]);
            // A square mile is 1.609344² square kilometres.
            var squareMiles = double.Parse(row[5], CultureInfo.InvariantCulture) / (1.609344 * 1.609344);
            Fact(section, "Ground").ShouldBe(squareMiles.ToString("0.#", CultureInfo.InvariantCulture) + " sq mi");
        }

        PlanPublisher.Files(SamplePlan.Of()).Select(file => file.Name).ShouldNotContain("sheets.html");
    }

    [Fact]
    public void Sheets_print_on_a_page_each_that_stands_or_lies_as_the_beat()
    {
        var sheets = PlanPublisher.Files(SamplePlan.Of(request: _request)).File("sheets.html");
        var folder = Directory.CreateTempSubdirectory("smartbeats-sheets-");
        File.WriteAllBytes(Path.Combine(folder.FullName, "sheets.pdf"), Browser.Pdf(sheets.Content));
        var info = Tool.Run("pdfinfo", folder.FullName, ["-l", "9", "sheets.pdf"]);
        var lies = Regex.Matches(info, "size: +([0-9.]+) x ([0-9.]+) pts")
            .Select(page => double.Parse(page.Groups[1].Value, CultureInfo.InvariantCulture) > double.Parse(page.Groups[2].Value, CultureInfo.InvariantCulture)).ToArray();
        lies.ShouldBe(Regex.Matches(sheets.Text(), "<section class=\"sheet (wide|tall)\"").Select(sheet => sheet.Groups[1].Value == "wide"));
        for (var page = 1; page <= 3; page++)
        {
            var text = Tool.Run("pdftotext", folder.FullName, ["-f", $"{page}", "-l", $"{page}", "sheets.pdf", "-"]);
            text.ShouldStartWith($"Beat {page}\n");
            text.ShouldContain("sq mi");
            text.ShouldContain("Plan p0123456789abcdef.");
        }

        Tool.Delete(folder);
    }

    [Fact]
    public void Measures_are_the_citys_own_where_it_says_so()
    {
        new City("a", "A", "America/Phoenix").Lengths.ShouldBe(LengthSystem.Us);
        new City("a", "A", "US/Pacific").Lengths.ShouldBe(LengthSystem.Us);
        new City("a", "A", "America/Vancouver").Lengths.ShouldBe(LengthSystem.Metric);
        new City("a", "A", "Europe/Berlin").Lengths.ShouldBe(LengthSystem.Metric);
        new City("a", "A", "no zone").Lengths.ShouldBe(LengthSystem.Metric);

        var us = SamplePlan.Of(request: _request);
        var metric = us with { Plan = us.Plan with { City = us.Plan.City with { Lengths = LengthSystem.Metric } } };
        var (inMiles, inKm) = (PlanPublisher.Files(us), PlanPublisher.Files(metric));
        foreach (var name in (string[])["summary.txt", "map.html", "sheets.html"])
        {
            Readable(inMiles.File(name)).ShouldNotMatch("[0-9] (km|m)\\b|km²", name);
            Readable(inKm.File(name)).ShouldNotMatch("[0-9] mi\\b|sq mi", name);
        }

        // Borders of the summary, recomputed from plan.json, which has kilometres either way.
        var km = us.Plan.ToPublishedPrecision().Measures.BoundaryKm;
        inMiles.File("summary.txt").Text().ShouldContain(string.Create(CultureInfo.InvariantCulture, $"Borders between beats: {km / 1.609344:#,##0.#} mi."));
        inKm.File("summary.txt").Text().ShouldContain(string.Create(CultureInfo.InvariantCulture, $"Borders between beats: {km:#,##0.#} km."));
        inMiles.File("beats.csv").Content.ShouldBe(inKm.File("beats.csv").Content);
        inMiles.File("beats.geojson").Content.ShouldBe(inKm.File("beats.geojson").Content);
        PlanJson.Read(inKm.File("plan.json").Content, "plan.json").Plan.City.Lengths.ShouldBe(LengthSystem.Metric);
        CityJson.Read("city.json", System.Text.Encoding.UTF8.GetBytes(CityJson.Write(new CitySettings(metric.Plan.City, null)))).City.ShouldBe(metric.Plan.City);

        // Of a page what its script will show: the words in its markup and data, without the script that can write both.
        static string Readable(PublishedFile file) => Regex.Replace(file.Text(), "<style>.*?</style>|<script type=\"module\">.*?</script>", "", RegexOptions.Singleline);
    }

    private static string Fact(string section, string title) => Regex.Match(section, $"<dt>{title}</dt><dd>(.*?)</dd>").Groups[1].Value;
}
