namespace SmartBeats.Publishing;

/// <summary>A table, before it is written as text or as a sheet of a workbook.</summary>
/// <param name="Name">Of its file, without ending, and of its sheet.</param>
/// <param name="Header">The columns' names.</param>
/// <param name="Rows">Cells are numbers or text; empty text is an empty cell.</param>
public sealed record SheetTable(string Name, IReadOnlyList<string> Header, IReadOnlyList<object[]> Rows)
{
    /// <summary>The table as CSV. Text that a spreadsheet would run passes <see cref="SpreadsheetText.Neutralise"/>.</summary>
    public byte[] ToCsv()
    {
        var csv = new CsvText([.. Header]);
        foreach (var row in Rows)
        {
            csv.Row([.. row.Select(cell => cell is string text ? SpreadsheetText.Neutralise(text) : cell)]);
        }

        return csv.ToBytes();
    }
}
