using System.Text;
using System.Text.RegularExpressions;
using SmartBeats.Staffing;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Tests.Staffing;

public class RosterPageTests
{
    [Fact]
    public void Page_shows_every_duty_needs_nothing_from_outside_and_escapes_names()
    {
        var roster = RosterBuilder.Build(Patrol.Task(Patrol.Officers(4), 1, effort: 1_000));
        var html = Encoding.UTF8.GetString(RosterPage.Write(roster, "Dos <b>Puentes</b>"));
        Regex.Count(html, "<td class=\"open\">OPEN</td>").ShouldBe(roster.OpenPosts);
        Regex.Count(html, "<td( class=\"weekend\")?>O-[0-9]+</td>").ShouldBe(roster.Duties.Count - roster.OpenPosts);
        html.ShouldContain("Dos &lt;b&gt;Puentes");
        html.ShouldNotContain("<script");
        Regex.IsMatch(html, "(https?:|//|url\\()").ShouldBeFalse();
        RosterPage.Write(roster, "Dos <b>Puentes</b>").ShouldBe(Encoding.UTF8.GetBytes(html));
    }

    [Fact]
    public void Page_prints_a_week_a_sheet()
    {
        var roster = RosterBuilder.Build(Patrol.Task(Patrol.Officers(40), 8, 28, effort: 1_000));
        var pdf = Encoding.Latin1.GetString(Browser.Pdf(RosterPage.Write(roster, "Dos Puentes")));
        // Four weeks, the officers, and what could not be kept.
        Regex.Count(pdf, "/Type\\s*/Page[^s]").ShouldBeInRange(5, 8);
    }
}
