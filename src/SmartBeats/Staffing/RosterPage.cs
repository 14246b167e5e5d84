using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;

namespace SmartBeats.Staffing;

/// <summary>The roster as one page to pin up: a table a week, then a line an officer. No script, no outside request; prints a week a sheet.</summary>
public static class RosterPage
{
    private const string Style = """
        :root { font: 14px/1.35 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
        body { margin: 1.5rem auto; max-width: 72rem; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
        table { border-collapse: collapse; width: 100%; table-layout: auto; font-variant-numeric: tabular-nums; }
        th, td { border: 1px solid #767676; padding: .2rem .35rem; text-align: left; }
        thead th { background: #e8edf3; } tbody th { font-weight: 600; white-space: nowrap; }
        .weekend { background: #f3f3f3; } .open { background: #fff; outline: 2px solid #1a1a1a; outline-offset: -2px; font-weight: 700; }
        .first th, .first td { border-top: 3px solid #1a1a1a; } .number { text-align: right; }
        .scroll { overflow-x: auto; }
        @media (max-width: 600px) { :root { font-size: 12px; } body { padding: 0 .5rem; } th, td { padding: .15rem .25rem; overflow-wrap: anywhere; }
          .scroll tbody th:first-child { position: sticky; left: 0; background: #fff; white-space: normal; } }
        @page { size: landscape; margin: 10mm; }
        @media print { :root { font-size: 11px; } .scroll { overflow: visible; } body { margin: 0; max-width: none; padding: 0; } section { break-after: page; } section:last-of-type { break-after: auto; }
          thead { display: table-header-group; } tr { break-inside: avoid; } th, td { padding: .1rem .25rem; } }
        """;

    /// <param name="cityName">As printed.</param>
    /// <returns>UTF-8, the same bytes for the same roster.</returns>
    public static byte[] Write(Roster roster, string cityName)
    {
        var task = roster.Task;
        var last = task.Date(task.Days - 1);
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Append(Text($"<title>Roster {task.From:uuuu-MM-dd}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n"))
            .Append(Text($"<h1>{Safe(cityName)}: roster {task.From:uuuu-MM-dd} to {last:uuuu-MM-dd}</h1>\n"))
            .Append(Text($"<p>{task.Officers.Count} officers, {roster.Duties.Count} posts, {roster.OpenPosts} open. Shifts: {Safe(string.Join(", ", task.Shifts))}. A shift stands on the day it begins.</p>\n"));
        for (var from = 0; from < task.Days;)
        {
            var until = Math.Min(task.Days, from + 8 - (int)task.Date(from).DayOfWeek);
            Week(html, roster, from, until);
            from = until;
        }

        Officers(html, roster);
        Findings(html, roster);
        html.Append("</main>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Week(StringBuilder html, Roster roster, int from, int until)
    {
        var task = roster.Task;
        html.Append(Text($"<section>\n<h2>Week of {task.Date(from):uuuu-MM-dd}</h2>\n<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table, scrolls\"><table>\n<thead><tr><th scope=\"col\">Shift</th><th scope=\"col\">Beat</th>"));
        for (var day = from; day < until; day++)
        {
            html.Append(Text($"<th scope=\"col\">{task.Date(day).DayOfWeek.ToString()[..3]} {task.Date(day):MM-dd}</th>"));
        }

        html.Append("</tr></thead>\n<tbody>\n");
        for (var post = 0; post < task.Posts.Count; post++)
        {
            var isFirst = post == 0 || task.Posts[post].Shift != task.Posts[post - 1].Shift;
            html.Append(Text($"<tr{(isFirst ? " class=\"first\"" : "")}><th scope=\"row\">{Safe(task.ShiftOf(post).Name)}</th><th scope=\"row\">{Safe(task.Posts[post].Name)}</th>"));
            for (var day = from; day < until; day++)
            {
                var duty = roster.Duties[day * task.Posts.Count + post];
                html.Append(duty.Officer is { } officer
                    ? Text($"<td{(IsWeekend(duty.Date) ? " class=\"weekend\"" : "")}>{Safe(officer)}</td>")
                    : "<td class=\"open\">OPEN</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n</section>\n");
    }

    private static void Officers(StringBuilder html, Roster roster)
    {
        html.Append("<section>\n<h2>Officers</h2>\n<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table, scrolls\"><table>\n<thead><tr>");
        foreach (var column in (string[])["Officer", "Duties", "Hours", "Overtime", "Nights", "Weekend duties", "In a known beat", "Changes of beat"])
        {
            html.Append(Text($"<th scope=\"col\">{column}</th>"));
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var load in roster.Loads)
        {
            html.Append(Text($"<tr><th scope=\"row\">{Safe(load.Officer)}</th>"));
            foreach (var figure in (double[])[load.Duties, load.Hours, load.OvertimeHours, load.Nights, load.WeekendDuties, load.KnownBeatDuties, load.BeatChanges])
            {
                html.Append(Text($"<td class=\"number\">{figure:0.##}</td>"));
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n</section>\n");
    }

    private static void Findings(StringBuilder html, Roster roster)
    {
        if (roster.Findings.Count == 0)
        {
            return;
        }

        html.Append("<section>\n<h2>What could not be kept</h2>\n<ul>\n");
        foreach (var finding in roster.Findings)
        {
            html.Append(Text($"<li>{Safe(finding)}</li>\n"));
        }

        html.Append("</ul>\n</section>\n");
    }

    private static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
