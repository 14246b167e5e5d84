using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace SmartBeats.Staffing;

/// <summary>One officer's duties as iCalendar (RFC 5545), for a phone.</summary>
/// <remarks>
/// Times are UTC, so that no reader needs the city's clock rules. A duty's UID follows from city, officer and day alone: importing again
/// replaces the event instead of adding one. DTSTAMP is the period's first midnight: there is no clock here, and the same roster
/// gives the same bytes.
/// </remarks>
public static class RosterCalendar
{
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <param name="officer">An id of the roster.</param>
    /// <returns>UTF-8, lines of at most 75 octets ended by CRLF.</returns>
    /// <exception cref="InputException">The roster has no such officer.</exception>
    public static byte[] Write(Roster roster, City city, string officer)
    {
        if (roster.Task.Officers.All(known => known.Id != officer))
        {
            throw new InputException("officer", $"\"{officer}\" is not in the roster{NearMiss.Hint(officer, roster.Task.Officers.Select(known => known.Id))}", "Name an officer of the officers file.");
        }

        var zone = DateTimeZoneProviders.Tzdb[city.TimeZone];
        var stamp = Utc.Format(Start(roster.Task.From, 0, zone));
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//SmartBeats//Roster//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, $"X-WR-CALNAME:{Escape($"{city.Name} patrol, {officer}")}");
        foreach (var duty in roster.Duties.Where(duty => duty.Officer == officer))
        {
            var beats = $"{(duty.Beats.Count == 1 ? "beat" : "beats")} {string.Join(", ", duty.Beats)}";
            Line(text, "BEGIN:VEVENT");
            Line(text, string.Create(CultureInfo.InvariantCulture, $"UID:{city.Id}-{officer}-{duty.Date:uuuuMMdd}@smartbeats.invalid"));
            Line(text, $"DTSTAMP:{stamp}");
            Line(text, $"DTSTART:{Utc.Format(Start(duty.Date, duty.Shift.From, zone))}");
            Line(text, $"DTEND:{Utc.Format(Start(duty.Date, duty.Shift.From + duty.Shift.Hours, zone))}");
            Line(text, $"SUMMARY:{Escape($"{duty.Shift.Name}, {beats}")}");
            Line(text, $"DESCRIPTION:{Escape($"{city.Name}: {duty.Shift}, {beats}. Officer {officer}.")}");
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A wall time that happens twice is the earlier instant, one that is skipped the later.</summary>
    private static Instant Start(LocalDate date, int hour, DateTimeZone zone) => (date.AtMidnight() + Period.FromHours(hour)).InZoneLeniently(zone).ToInstant();

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal)
            .Replace(",", @"\,", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    /// <summary>Folds after at most 75 octets, never inside a character; what follows a fold begins with a blank.</summary>
    private static void Line(StringBuilder text, string content)
    {
        var octets = 0;
        foreach (var rune in content.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
