using System.Text;
using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

public class RosterCsvTests
{
    [Fact]
    public void Table_is_read_back_as_it_was_written()
    {
        var roster = RosterBuilder.Build(Patrol.Task(Patrol.Officers(4), 1, effort: 1_000));
        var text = Encoding.UTF8.GetString(RosterCsv.Write(roster));
        text.Split("\r\n")[0].ShouldBe("date,shift,from,to,beats,officer");
        var read = RosterCsv.Read(new StringReader(text), "roster.csv");
        read.Select(Words).ShouldBe(roster.Duties.Select(Words));
        roster.OpenPosts.ShouldBeGreaterThan(0);
        read.Count(duty => duty.Officer is null).ShouldBe(roster.OpenPosts);
    }

    [Theory]
    [InlineData("2025-13-01,day,6,14,1,O-01", "roster.csv:2: date \"2025-13-01\" is not a date (expected yyyy-MM-dd). Correct the cell, or schedule again.")]
    [InlineData("2025-03-03,day,6,34,1,O-01", "roster.csv:2: shift \"day\" from \"6\" to \"34\" is no shift (hours 0 to 24). Correct the cell, or schedule again.")]
    [InlineData("2025-03-03,day,6,14,x,O-01", "roster.csv:2: beats \"x\" is no beat. Correct the cell, or schedule again.")]
    [InlineData("2025-03-03,day,6", "roster.csv:2: the row has 3 cells, the header 6. Correct the cell, or schedule again.")]
    public void Reader_names_line_and_cell(string row, string message) =>
        Should.Throw<InputException>(() => RosterCsv.Read(new StringReader("date,shift,from,to,beats,officer\r\n" + row), "roster.csv")).Message.ShouldBe(message);

    private static string Words(Duty duty) => $"{duty.Date} {duty.Shift} {string.Join('+', duty.Beats)} {duty.Officer}";
}
