using System.Text;
using NodaTime;
using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

public class OfficerReaderTests
{
    private const string Header = "id,hours_a_week,days_off,leave,shifts,beats\n";

    [Fact]
    public void Columns_are_found_in_any_order_and_lists_are_split()
    {
        var officers = Read("\uFEFFbeats, ID,name,hours_a_week,days_off,leave,shifts,overtime_hours\r\n5;2;5,O-01,\"Doe, J.\",40,Sat;sunday,2025-03-03..2025-03-14; 2025-04-01,NIGHT,6.5\r\n,O-02,,37.5,,,,\r\n");
        officers.Count.ShouldBe(2);
        officers[0].Id.ShouldBe("O-01");
        officers[0].Beats.ShouldBe([2, 5]);
        officers[0].DaysOff.ShouldBe([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], ignoreOrder: true);
        officers[0].Leave.ShouldBe([new Leave(new(2025, 3, 3), new(2025, 3, 14)), new Leave(new(2025, 4, 1), new(2025, 4, 1))]);
        officers[0].Shifts.ShouldBe(["night"]);
        officers[0].OvertimeHours.ShouldBe(6.5);
        officers[1].HoursAWeek.ShouldBe(37.5);
        officers[1].CanWork(DutyShift.Standard[0]).ShouldBeTrue();
        officers[0].CanWork(DutyShift.Standard[0]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("O 1,40,,,,", "officers.csv:2: id \"O 1\" is no id. Use up to 40 letters, digits, hyphens, points and underscores, a letter or digit first.")]
    [InlineData("O1,forty,,,,", "officers.csv:2: hours_a_week \"forty\" is no number of hours above 0 and up to 84. Give contract hours, such as 40.")]
    [InlineData("O1,40,,,,\nO2,0,,,,", "officers.csv:3: hours_a_week \"0\" is no number of hours above 0 and up to 84. Give contract hours, such as 40.")]
    [InlineData("O1,40,caturday,,,", "officers.csv:2: days_off \"caturday\" is no weekday. Write mon;tue;wed;thu;fri;sat;sun, those never worked.")]
    [InlineData("O1,40,,2025-02-30,,", "officers.csv:2: leave \"2025-02-30\" is no date or range of dates. Write 2025-03-03 or 2025-03-03..2025-03-14, several with semicolons.")]
    [InlineData("O1,40,,2025-03-14..2025-03-03,,", "officers.csv:2: leave \"2025-03-14..2025-03-03\" ends before it begins. Put the earlier date first.")]
    [InlineData("O1,40,,,nigth,", "officers.csv:2: shifts \"nigth\" is no shift (did you mean \"night\"?). The shifts are day, evening, night; leave the cell empty for all.")]
    [InlineData("O1,40,,,,13", "officers.csv:2: beats \"13\" is no beat of the plan. The plan's beats are numbered 1 to 12; write those known as 3;4.")]
    [InlineData("O1,40,,,,\no1,40,,,,", "officers.csv:3: id \"o1\" stands in line 2 already. Give every officer an id of their own; upper and lower case are no difference.")]
    [InlineData("O1,40,sat,sun,,,", "officers.csv:2: the row has 7 cells, the header 6. Separate lists within a cell by semicolons, and keep a comma for every column.")]
    [InlineData("O1,40,,,,1\"2", "officers.csv:2: a quote stands where none may be. Put quotes round whole cells only, and double those inside.")]
    [InlineData("", "officers.csv: there is no officer in it. Add a line an officer below the header.")]
    public void Reader_names_the_line_the_column_and_the_remedy(string rows, string message) =>
        Should.Throw<InputException>(() => Read(Header + rows)).Message.ShouldBe(message);

    [Fact]
    public void Reader_names_a_missing_column_with_the_near_miss() =>
        Should.Throw<InputException>(() => Read("id,hours_per_week,days_off,leave,shifts,beats\nO1,40,,,,")).Message.ShouldBe(
            "officers.csv:1: the header lacks hours_a_week (\"hours_per_week\": did you mean hours_a_week?). The first line must name id, hours_a_week, days_off, leave, shifts, beats; a column may be empty below.");

    [Fact]
    public void Any_bytes_are_read_or_refused_in_a_sentence()
    {
        var random = new SeededRandom(11);
        var good = Encoding.UTF8.GetBytes(Header + "O-01,40,sat;sun,2025-03-03..2025-03-14,night,1;2\nO-02,40,,,,\n");
        for (var i = 0; i < 3000; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var change = random.Next(4); change >= 0; change--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"\",;\n\r-.0"[random.Next(8)];
            }

            try
            {
                OfficerReader.Read(new MemoryStream(bytes), "officers.csv", DutyShift.Standard, 12).ShouldNotBeEmpty();
            }
            catch (InputException fault)
            {
                fault.Message.ShouldStartWith("officers.csv");
            }
        }
    }

    private static IReadOnlyList<Officer> Read(string text) =>
        OfficerReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "officers.csv", DutyShift.Standard, 12);
}
