using System.Text;
using System.Text.Json;
using NodaTime;
using SmartBeats.Staffing;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Tests.Staffing;

public class RosterCalendarTests
{
    private static readonly City Phoenix = new("dos-puentes", "Dos Puentes; north, \"old\" Añejo", "America/Phoenix");

    [Fact]
    public void An_independent_reader_finds_every_duty_at_its_instant()
    {
        var roster = RosterBuilder.Build(Patrol.Task(Patrol.Officers(10), 2, 14, effort: 1_000));
        var expected = roster.Duties.Where(duty => duty.Officer == "O-03").Select(duty =>
        {
            var start = duty.Date.At(new LocalTime(duty.Shift.From, 0)).PlusHours(7).ToDateTimeUnspecified(); // Phoenix is always seven hours behind
            return $"dos-puentes-O-03-{duty.Date:uuuuMMdd}@smartbeats.invalid|{start:yyyy-MM-ddTHH:mm:ss}Z|{start.AddHours(8):yyyy-MM-ddTHH:mm:ss}Z|{duty.Shift.Name}, beat {duty.Beats[0]}|Dos Puentes; north, \"old\" Añejo: {duty.Shift}, beat {duty.Beats[0]}. Officer O-03.";
        }).ToList();
        expected.Count.ShouldBeGreaterThan(5);
        ReadByIcalJs(RosterCalendar.Write(roster, Phoenix, "O-03")).ShouldBe(expected);
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_and_end_as_the_standard_asks()
    {
        var city = Phoenix with { Name = string.Concat(Enumerable.Repeat("Ñandú ", 30)).Trim() };
        var bytes = RosterCalendar.Write(RosterBuilder.Build(Patrol.Task(Patrol.Officers(4), 1, 7, effort: 100)), city, "O-01");
        var text = Encoding.UTF8.GetString(bytes);
        text.ShouldNotContain('\uFFFD');
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        text.ShouldContain("\r\n ");
        ReadByIcalJs(bytes).ShouldAllBe(line => line.Contains(city.Name));
    }

    [Fact]
    public void Times_follow_the_citys_clock_when_it_changes()
    {
        var task = Patrol.Task(Patrol.Officers(4), 1, 7, [new("night", 22, 6)]) with { From = new LocalDate(2025, 3, 8) };
        var roster = RosterBuilder.Build(task);
        var first = roster.Duties[0];
        var ics = Encoding.UTF8.GetString(RosterCalendar.Write(roster, Phoenix with { TimeZone = "America/New_York" }, first.Officer!));
        // Clocks go forward in that night: it ends an hour of UTC earlier and lasts seven hours.
        ics.ShouldContain("DTSTART:20250309T030000Z\r\nDTEND:20250309T100000Z");
    }

    [Fact]
    public void Unknown_officers_are_refused_with_the_near_miss() =>
        Should.Throw<InputException>(() => RosterCalendar.Write(RosterBuilder.Build(Patrol.Task(Patrol.Officers(4), 1, 7, effort: 0)), Phoenix, "O-O1")).Message.ShouldBe(
            "officer: \"O-O1\" is not in the roster (did you mean \"O-01\"?). Name an officer of the officers file.");

    private static List<string> ReadByIcalJs(byte[] calendar)
    {
        var ical = Path.Combine(SharedData.RepositoryRoot(), "test", "web", "node_modules", "ical.js");
        Directory.Exists(ical).ShouldBeTrue("ical.js is missing: run npm ci in test/web, or test/run.sh, which does.");
        var folder = Directory.CreateTempSubdirectory("smartbeats-ical-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "duties.ics"), calendar);
            File.WriteAllText(Path.Combine(folder.FullName, "read.mjs"), $$"""
                import { readFileSync } from 'node:fs';
                import ICAL from {{JsonSerializer.Serialize(new Uri(Path.Combine(ical, "dist", "ical.js")).AbsoluteUri)}};
                ICAL.design.strict = true;
                const calendar = new ICAL.Component(ICAL.parse(readFileSync('duties.ics', 'utf8')));
                const lines = calendar.getAllSubcomponents('vevent').map(part => {
                  const event = new ICAL.Event(part);
                  return [event.uid, event.startDate.toString(), event.endDate.toString(), event.summary, event.description].join('|');
                });
                process.stdout.write(JSON.stringify(lines));
                """);
            return JsonSerializer.Deserialize<List<string>>(Tool.Run("node", folder.FullName, ["read.mjs"]))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
