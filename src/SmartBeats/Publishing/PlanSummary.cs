using System.Text;

namespace SmartBeats.Publishing;

/// <summary>The plan in at most 40 lines of plain English: <c>summary.txt</c>, and the body of the e-mail.</summary>
/// <remarks>Says nothing that differs between two runs of one request: no link, no clock, no run id.</remarks>
internal static class PlanSummary
{
    private const int MostLines = 40;

    /// <summary>A title, a blank line, and two notes with the count of the rest.</summary>
    private const int FewestNoteLines = 5;

    public static byte[] Write(PlanMaterial material)
    {
        var plan = material.Plan;
        var findings = new PlanFindings(PlanFile.Create(material));
        List<string> lines =
        [
            findings.Title,
            new string('=', findings.Title.Length),
            "",
            findings.Size,
            findings.Scope,
            .. findings.Shares,
            "",
            findings.Balance,
            findings.Extremes,
            findings.Tolerance,
            findings.Bound,
            .. findings.Outlook,
            findings.Compactness,
            findings.Distance,
            findings.Pieces,
        ];
        lines.AddRange(((string[])[findings.Beyond, findings.Forced, findings.Rank]).Where(sentence => sentence.Length > 0));

        if (EditWords.Describe(PlanFile.Create(material)) is { Count: > 0 } edit)
        {
            lines.AddRange(["", $"{EditWords.Title}:", .. edit.Select(sentence => "- " + sentence)]);
        }

        if (WishWords.Describe(plan) is { Count: > 0 } wishes)
        {
            lines.AddRange(["", "Wishes:", .. wishes.Select(sentence => "- " + sentence)]);
        }

        if (findings.Response.Count > 0)
        {
            lines.AddRange(["", "Response:", .. findings.Response.Select(sentence => "- " + sentence)]);
        }

        if (plan.Sectors is { } sectors)
        {
            lines.AddRange(["", "Sectors of whole beats, each in one piece:", .. sectors.Describe(plan, material.Workload.Unit).Select(sentence => "- " + sentence)]);
        }

        if (plan.Shifts.Count > 0)
        {
            lines.AddRange(["", "A map for each shift (in shifts.csv and map.html; beats keep their numbers):", .. OtherPlans.DescribeShifts(plan, material.Workload.Unit).Select(sentence => "- " + sentence)]);
        }

        if (material.Backtest is { } backtest)
        {
            lines.AddRange(["", "How such plans have held (in backtest.json):", .. backtest.Describe().Select(sentence => "- " + sentence)]);
        }

        if (plan.Truncated)
        {
            lines.Add("The work was cut short before its effort was spent: the plan is valid, but running it again may give another.");
        }

        if (plan.Alternatives.Count > 0)
        {
            lines.AddRange(["", "Other plans, for the department to choose from (in map.html and plan.json):"]);
            lines.AddRange(((string[])[.. OtherPlans.DescribeGoals(plan), OtherPlans.DescribeBetween(plan)]).Where(sentence => sentence.Length > 0).Select(sentence => "- " + sentence));
        }

        List<string> files =
        [
            "",
            "Files:",
            "- map.html: the map, in any web browser, also offline; prints on landscape paper",
            "- beats.zip, areas.zip: shapefiles of the beats and of the areas, for ArcGIS and QGIS",
            "- beats.geojson: the beats for web maps",
            "- beats.csv, assignment.csv: tables for a spreadsheet (import area_id as text to keep leading zeros)",
            "- plan.json: everything about the plan, for programs",
            "",
            $"Plan {plan.PlanId}, seed {plan.Request.Seed}, SmartBeats, engine version {plan.EngineVersion}.",
        ];
        AddNotes(lines, plan.Notes, Math.Max(FewestNoteLines, MostLines - lines.Count - files.Count));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Concat(files)) + "\n");
    }

    private static void AddNotes(List<string> lines, IReadOnlyList<string> notes, int room)
    {
        if (notes.Count == 0)
        {
            return;
        }

        var shown = notes.Count <= room - 2 ? notes.Count : room - 3;
        lines.AddRange(["", "Notes:"]);
        lines.AddRange(notes.Take(shown).Select(note => "- " + note.ReplaceLineEndings(" ")));
        if (shown < notes.Count)
        {
            lines.Add($"- and {notes.Count - shown} more, in plan.json");
        }
    }
}
