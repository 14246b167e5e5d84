namespace SmartBeats.Publishing;

/// <summary>What somebody said of a plan, as a row of a table.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">UTC.</param>
/// <param name="By">Null where nobody is known by name.</param>
/// <param name="IsPublic">Whether it came through a public link.</param>
/// <param name="Answers">Number of the comment it answers.</param>
/// <param name="Beat">By name, where it is pinned to one.</param>
/// <param name="Area">By id, where it is pinned to one.</param>
/// <param name="Lon">Degrees, where it is pinned to a point.</param>
/// <param name="Lat">Degrees.</param>
public sealed record CommentRow(
    int Number, string At, string? By, bool IsPublic, int? Answers, string? Beat, string? Area, double? Lon, double? Lat, bool IsResolved, bool IsShown, string Text);

/// <summary>Writes <c>comments.csv</c>.</summary>
public static class CommentCsv
{
    /// <summary>One row a comment; text that a spreadsheet would run is made harmless.</summary>
    public static byte[] Write(IReadOnlyList<CommentRow> comments) => new SheetTable(
        "comments",
        ["number", "at", "by", "public", "answers", "beat", "area", "lon", "lat", "resolved", "shown", "text"],
        [
            .. comments.Select(row => (object[])
            [
                row.Number, row.At, row.By ?? "", Say(row.IsPublic), row.Answers ?? (object)"", row.Beat ?? "", row.Area ?? "",
                row.Lon ?? (object)"", row.Lat ?? (object)"", Say(row.IsResolved), Say(row.IsShown), row.Text,
            ]),
        ]).ToCsv();

    private static string Say(bool value) => value ? "yes" : "no";
}
