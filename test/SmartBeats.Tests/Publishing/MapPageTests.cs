using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SmartBeats.Calls;
using SmartBeats.Comparison;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Tests.Geography;
using SmartBeats.Tests.Metrics;

namespace SmartBeats.Tests.Publishing;

public partial class MapPageTests
{
    private const string Hostile = "</script><img src=x onerror=\"document.title='run'\">{{data}}";

    private static PublishedFile Page(PlanMaterial material) => PlanPublisher.Files(material).File("map.html");

    // As if the reader had chosen the colours of workload; the page's policy knows only the script as written.
    private static byte[] ColouredByWorkload(PublishedFile page) => Encoding.UTF8.GetBytes(
        Policy().Replace(page.Text(), "").Replace("fill: \"beats\"", "fill: \"workload\"", StringComparison.Ordinal));

    [Fact]
    public void Page_asks_no_one_for_anything()
    {
        var page = Page(SamplePlan.Of()).Text();
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("@import");
        page.ShouldNotContain("fetch(");
    }

    [Fact]
    public void Policy_lets_only_this_script_and_this_style_run()
    {
        var page = Page(SamplePlan.Of()).Text();
        string Hash(string open, string close)
        {
            var start = page.IndexOf(open, StringComparison.Ordinal) + open.Length;
            return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[start..page.IndexOf(close, start, StringComparison.Ordinal)])));
        }

        page.ShouldContain($"default-src 'none'; style-src '{Hash("<style>", "</style>")}'; script-src '{Hash("<script type=\"module\">", "</script>")}'; base-uri 'none'; form-action 'none'");
        page.ShouldNotContain("{{");
        page.ShouldNotContain(" style=");
        page.ShouldNotContain(" onclick");
    }

    [Fact]
    public void Hostile_names_are_text_in_the_browser()
    {
        var page = Page(SamplePlan.Of(index => $"{Hostile}{index}", city: Hostile, notes: [Hostile]));
        page.Text().ShouldNotContain("<img");
        var dom = Browser.Dom(page.Content);
        dom.ShouldNotContain("<img");
        dom.ShouldContain("<h1>Patrol beats for &lt;/script&gt;&lt;img");
        Rows(dom).Count.ShouldBe(3);
    }

    [Fact]
    public void Table_in_the_browser_shows_what_beats_csv_exports()
    {
        var files = PlanPublisher.Files(SamplePlan.Of());
        var exported = files.File("beats.csv").Text().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line =>
        {
            var cells = line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            // The page of an American city has square miles, the table square kilometres.
            return new[] { cells[0], cells[2], cells[4], cells[1], Math.Round(cells[5] / (1.609344 * 1.609344), 3), cells[7] };
        }).ToArray();
        Rows(Browser.Dom(files.File("map.html").Content)).ShouldBe(exported);
    }

    [Fact]
    public void How_calls_were_resolved_is_told_in_the_browser_with_its_share_and_how_few_calls_stand_behind_it()
    {
        var material = SamplePlan.Of();
        var calls = material.Workload.Calls;
        var dispositions = CallsByValue.Rank(
            [new("6", [.. calls.Select((count, area) => area % 3 == 0 ? 0 : (int)count)]), new("", [.. calls.Select((count, area) => area % 3 == 0 ? (int)count : 0)])]);
        material = material with
        {
            Workload = material.Workload with { Dispositions = dispositions },
            DispositionLabels = new Dictionary<string, string> { ["6"] = Hostile },
        };
        var page = Encoding.UTF8.GetBytes(Policy().Replace(Page(material).Text(), "")
            .Replace("fill: \"beats\"", "fill: \"resolution\"", StringComparison.Ordinal).Replace("by: \"beat\" }", "by: \"area\" }", StringComparison.Ordinal));
        var dom = WebUtility.HtmlDecode(Browser.Dom(page));
        dom.ShouldContain($"Calls resolved as 6 {Hostile}:");
        // Areas have all or none of their calls resolved so.
        dom.ShouldContain("0% to ");
        dom.ShouldContain("100%");
        dom.ShouldContain("pale: fewer than 20 calls, mostly chance");
        dom.ShouldContain("no disposition</option>");
        Page(SamplePlan.Of()).Text().ShouldNotContain("\"resolution\":{");
    }

    [Fact]
    public void Columns_of_shares_are_named_by_code_and_word_and_never_alike()
    {
        var labels = new Dictionary<string, string> { ["6"] = "Report – taken", ["=1"] = "=1" };
        ValueWords.NameColumns(["6", "=1", "1", "", "A+", "A-", "?", null], "disposition", labels).ShouldBe(
            ["disposition_6_report_taken_pct", "disposition_1_pct", "disposition_1_2_pct", "disposition_none_pct", "disposition_a_pct", "disposition_a_2_pct", "disposition_value_pct", "disposition_others_pct"]);
    }

    [Fact]
    public void Officer_minutes_get_a_column_of_their_own_beside_the_calls()
    {
        var grid = GridCity.Of(2, 1);
        var workload = new AreaWorkload([3, 4], [1250, 700], 100, "officer-minutes", 0);
        var dom = Browser.Dom(ColouredByWorkload(Page(SamplePlan.Of(grid.Map, grid.Adjacency, workload, [1, 2], [2, 1], 2, "Glendale", []))));
        dom.ShouldContain("data-title=\"Officer-minutes\"");
        dom.ShouldContain("Officer-minutes per area:");
        Rows(dom).Select(row => (row[1], row[2])).ShouldBe([(3, 12.5), (4, 7)]);
    }

    [Theory]
    [InlineData(2, 6, true)]
    [InlineData(6, 2, false)]
    public void Sheet_stands_for_a_tall_city_and_lies_for_a_wide_one(int columns, int rows, bool stands)
    {
        var grid = GridCity.Of(columns, rows);
        int[] beats = [.. Enumerable.Range(0, 12).Select(area => area / columns * 2 < rows ? 1 : 2)];
        var workload = GridCity.Workload([.. Enumerable.Repeat(10, 12)]);
        var page = Page(SamplePlan.Of(grid.Map, grid.Adjacency, workload, beats, beats, 2, "Glendale", []));
        Browser.Dom(page.Content).Contains("<html lang=\"en\" class=\"tall\">", StringComparison.Ordinal).ShouldBe(stands);
    }

    [Fact]
    public void Long_lists_are_folded_under_their_title_and_short_ones_are_open()
    {
        string PageWith(int notes) => Page(SamplePlan.Of(notes: [.. Enumerable.Range(1, notes).Select(i => $"Note {i}.")])).Text();
        PageWith(6).ShouldContain("<h3>Notes</h3><ul><li>Note 1.</li>");
        PageWith(7).ShouldContain("<details><summary>Notes (7)</summary><ul><li>Note 1.</li>");
    }

    [Fact]
    public void Page_prints_its_map_and_its_table()
    {
        var folder = Directory.CreateTempSubdirectory("smartbeats-print-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "page.pdf"), Browser.Pdf(ColouredByWorkload(Page(SamplePlan.Of()))));
            var text = Tool.Run("pdftotext", folder.FullName, ["-layout", "page.pdf", "-"]);
            text.ShouldContain("Patrol beats for Glendale");
            text.ShouldContain("+171.40");
            Tool.Run("pdftoppm", folder.FullName, ["-r", "50", "-f", "1", "-l", "1", "page.pdf", "page"]);
            var pixels = File.ReadAllBytes(Directory.GetFiles(folder.FullName, "page*.ppm").Single());
            // The forced area is drawn in the darkest class: the map is there, not only its frame.
            Share(pixels, (r, g, b) => r < 60 && g < 75 && b is > 110 and < 190).ShouldBeGreaterThan(0.01);
        }
        finally
        {
            Tool.Delete(folder);
        }
    }

    [Theory]
    [InlineData("1280,900")]
    [InlineData("390,844")]
    public void Page_has_no_finding_of_axe_core_at_wcag_2_2_aa(string window) =>
        Axe(Page(SamplePlan.Of()).Text(), window).ShouldMatch("^passed [1-9][0-9]$");

    [Fact]
    public void Page_of_two_plans_has_no_finding_of_axe_core_and_names_beats_as_the_police_do()
    {
        var page = ComparisonFiles.Of(Compared(), "Glendale", new PlanRequest { Beats = 2 })[0].Text();
        Axe(page, "1280,900").ShouldMatch("^passed [1-9][0-9]$");
        var dom = Browser.Dom(Encoding.UTF8.GetBytes(page));
        dom.ShouldContain("<h1>Glendale: the new plan beside today's beats</h1>");
        dom.ShouldContain("<option value=\"1\">Today's beats</option>");
        dom.ShouldContain("area whose beat changes");
        dom.ShouldContain("1 of 4 areas move to another beat, with 30% of the workload");
        // The page opened on its second plan calls the beats by their names.
        var second = Policy().Replace(page, "").Replace("plan: 0, fill", "plan: 1, fill", StringComparison.Ordinal);
        Browser.Dom(Encoding.UTF8.GetBytes(second)).ShouldContain("aria-label=\"Beat &lt;B&gt;\"");
    }

    [Fact]
    public void Faults_of_the_map_links_and_barriers_are_in_the_legend_and_can_be_switched()
    {
        static string Square(int east, int north, int size = 100) => $"POLYGON(({east} {north},{east + size} {north},{east + size} {north + size},{east} {north + size},{east} {north}))";
        var map = MapSource.FromMetres(
            "POLYGON((0 0,300 0,300 300,0 300,0 0),(100 100,200 100,200 200,100 200,100 100))", Square(300, 0), Square(300, 100), Square(380, 0), Square(900, 0));
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions { Barriers = [(1, 2)], Links = [(0, 3)] });
        var material = SamplePlan.Of(map, adjacency, GridCity.Workload(5, 4, 3, 2, 1), [1, 1, 1, 1, 2], [1, 1, 1, 2, 2], 2, "Glendale", []);
        var dom = Browser.Dom(Page(material).Content);
        foreach (var entry in new[] { "link: joined as asked", "barrier: kept apart as asked", "ground in two areas", "gap: ground in no area", "area without a neighbour", "bridge: a link over water or a gap" })
        {
            dom.ShouldContain(entry);
        }

        dom.ShouldContain("<label id=\"faults-choice\"><input");
        dom.ShouldContain("<label id=\"moves-choice\" hidden");
        Browser.Dom(Page(SamplePlan.Of()).Content).ShouldContain("<label id=\"faults-choice\" hidden");
    }

    private static PlanComparison Compared()
    {
        var grid = GridCity.Of(4, 1);
        return PlanComparison.Of(
            grid.Map, grid.Adjacency, GridCity.Workload(10, 20, 30, 40),
            new ComparedPlan("the new plan", ["1", "2"], [1, 1, 2, 2]), new ComparedPlan("today's beats", ["A", "<B>"], [2, 2, 2, 1]));
    }

    private static string Axe(string markup, string window)
    {
        var axe = Path.Combine(SharedData.RepositoryRoot(), "test", "web", "node_modules", "axe-core", "axe.min.js");
        File.Exists(axe).ShouldBeTrue("axe-core is missing: run npm ci in test/web, or test/run.sh, which does.");
        // The page's own policy would stop axe as it stops any other foreign script.
        var page = Policy().Replace(markup, "");
        page += "<script>" + File.ReadAllText(axe) + "</script><script type=\"module\">"
            + "document.querySelector('[name=marks]').click(); document.querySelector('tbody button').click();"
            + "const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });"
            + "const list = document.createElement('pre'); list.id = 'axe';"
            + "list.textContent = `passed ${found.passes.length}` + found.violations.map(v => `\\n${v.id}: ${v.help} ${v.nodes.map(n => n.html).join(' ')}`).join('');"
            + "document.body.append(list);</script>";
        var dom = Browser.Dom(Encoding.UTF8.GetBytes(page), 20_000, window);
        return WebUtility.HtmlDecode(Result().Match(dom).Groups[1].Value);
    }

    /// <summary>The table's rows as numbers: beat, calls, deviation, areas, km², compactness.</summary>
    private static List<double[]> Rows(string dom) =>
    [
        .. Row().Matches(dom).Select(row => Cell().Matches(row.Value)
            .Select(cell => double.Parse(cell.Groups[1].Value.Replace('−', '-').Replace("+", ""), NumberStyles.Number, CultureInfo.InvariantCulture)).ToArray()),
    ];

    private static double Share(byte[] ppm, Func<byte, byte, byte, bool> isSuch)
    {
        var (start, count, such) = (ppm.AsSpan().IndexOf("255\n"u8) + 4, 0, 0);
        for (var i = start; i + 2 < ppm.Length; i += 3, count++)
        {
            such += isSuch(ppm[i], ppm[i + 1], ppm[i + 2]) ? 1 : 0;
        }

        return (double)such / count;
    }

    [GeneratedRegex("<tr data-beat=.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex(">([−+0-9.,]+)</(?:td|button)>")]
    private static partial Regex Cell();

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\"[^>]*>")]
    private static partial Regex Policy();

    [GeneratedRegex("<pre id=\"axe\">(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Result();
}
