using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SmartBeats.Comparison;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Staffing;
using SmartBeats.Tests.Metrics;
using SmartBeats.Tests.Staffing;

namespace SmartBeats.Tests.Publishing;

/// <summary>What pages look like on paper and on a phone, asked of the browser that lays them out.</summary>
public class PaperTests
{
    [Theory]
    [InlineData(4, 3, false)]
    [InlineData(80, 6, true)]
    public void Every_number_is_on_paper_the_frame_fits_the_city_and_small_beats_have_a_map_of_their_own(int columns, int rows, bool hasDetail)
    {
        // Six beats of one cell each in a corner, and the rest of the city: on paper a cell of eighty is nine pixels wide.
        var grid = GridCity.Of(columns, rows);
        int[] beats = [.. Enumerable.Range(0, columns * rows).Select(area => hasDetail && area < 6 ? area + 2 : 1)];
        var workload = GridCity.Workload([.. Enumerable.Repeat(10, columns * rows)]);
        var count = beats.Max();
        var page = PlanPublisher.Files(SamplePlan.Of(grid.Map, grid.Adjacency, workload, beats, beats, count, "Glendale", [])).File("map.html").Text();
        var paper = Ask(page, """
            dispatchEvent(new Event("beforeprint"));
            const style = document.getElementById("stage").style;
            return [document.getElementById("base").dataset.numbers, !document.getElementById("detail").hidden,
              parseInt(style.getPropertyValue("--paper-width")), parseInt(style.getPropertyValue("--paper-height"))];
            """);
        paper[0].ShouldBe(count.ToString(CultureInfo.InvariantCulture));
        paper[1].ShouldBe(hasDetail ? "true" : "false");
        var box = new NetTopologySuite.Geometries.Envelope();
        foreach (var area in grid.Map.Areas)
        {
            box.ExpandToInclude(area.Shape.EnvelopeInternal);
        }

        // Frame less its margin of 16 pixels on each side, against the city's own proportions in metres.
        var (width, height) = (int.Parse(paper[2], CultureInfo.InvariantCulture) - 32, int.Parse(paper[3], CultureInfo.InvariantCulture) - 32);
        var north = box.Height / (box.Width * Math.Cos(box.Centre.Y * Math.PI / 180));
        ((double)height / width).ShouldBe(north, 0.03 * north + 0.01);
    }

    [Fact]
    public void Comparison_shows_both_plans_at_once()
    {
        var material = SamplePlan.Of();
        var comparison = PlanComparison.Of(
            material.Map,
            material.Adjacency,
            material.Workload,
            new ComparedPlan("the new plan", ["1", "2", "3"], material.Plan.BeatOfArea),
            new ComparedPlan("today's beats", ["A", "B", "C"], material.Plan.Alternatives[0].BeatOfArea));
        var dom = Browser.Dom(ComparisonFiles.Of(comparison, "Glendale", new PlanRequest { Beats = 3 })[0].Content);
        dom.ShouldContain("edge of a beat in today's beats");
        foreach (var plan in (ScoredPlan[])[comparison.First, comparison.Second])
        {
            dom.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"<strong>{plan.Measures.MaxDeviationOfRest * 100:0.##}%</strong>"));
        }

        var rows = Regex.Matches(dom, "<tr data-beat=\"\\d+\".*?</tr>").Select(row => Regex.Matches(row.Value, "<td>(.*?)</td>").Select(cell => cell.Groups[1].Value).ToArray()).ToArray();
        rows.Length.ShouldBe(3);
        for (var beat = 0; beat < 3; beat++)
        {
            var before = comparison.Counterpart[beat];
            rows[beat][0].ShouldBe(Calls(comparison.First, beat));
            rows[beat][1].ShouldBe(before < 0 ? "–" : Calls(comparison.Second, before));
            rows[beat][5].ShouldBe(comparison.Moved.Count(area => comparison.First.Plan.BeatOfArea[area] == beat + 1).ToString(CultureInfo.InvariantCulture));
            rows[beat][6].ShouldBe(comparison.Moved.Count(area => before >= 0 && comparison.Second.Plan.BeatOfArea[area] == before + 1).ToString(CultureInfo.InvariantCulture));
        }

        static string Calls(ScoredPlan plan, int beat) => plan.Measures.Beats[beat].Calls.ToString("#,##0", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Roster_fits_a_phone()
    {
        var roster = RosterBuilder.Build(Patrol.Task(Patrol.Officers(40), 8, 28, effort: 1_000));
        var page = Encoding.UTF8.GetString(RosterPage.Write(roster, "Dos Puentes"));
        var widths = Ask(page, "return [document.documentElement.scrollWidth, innerWidth, document.querySelector('table').scrollWidth > 390];", "390,844");
        int.Parse(widths[0], CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(int.Parse(widths[1], CultureInfo.InvariantCulture));
    }

    /// <summary>What a function of the test answers in the page, whose own policy would not let it run.</summary>
    private static string[] Ask(string page, string function, string window = "1280,900")
    {
        var open = Regex.Replace(page, "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
        var asked = open.Replace("</body>", $"<script type=\"module\">document.title = \"answer \" + (() => {{ {function} }})().join(\" \");</script></body>", StringComparison.Ordinal);
        var dom = Browser.Dom(Encoding.UTF8.GetBytes(asked), window: window);
        return Regex.Match(dom, "<title>answer (.*?)</title>").Groups[1].Value.Split(' ');
    }
}
