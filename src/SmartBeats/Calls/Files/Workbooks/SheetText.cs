using System.IO.Compression;
using System.Xml;

namespace SmartBeats.Calls.Files.Workbooks;

/// <summary>A sheet of an Excel workbook as CSV: what comes of it is read as any other text.</summary>
internal static class SheetText
{
    /// <summary>The calls of a workbook.</summary>
    /// <param name="source">Of the workbook; a stream of it can seek.</param>
    /// <param name="sheetName">Null for the first sheet that is not hidden.</param>
    /// <exception cref="InputException">The workbook is damaged, or has no such sheet.</exception>
    public static CallSource Open(CallSource source, string? sheetName)
    {
        try
        {
            using var stream = source.Open();
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var workbook = Workbook.Read(zip);
            var sheet = FindSheet(source, workbook, sheetName);
            var width = MeasureWidth(zip, workbook, sheet);
            return new CallSource(source.Name, () => OpenSheet(source, workbook, sheet, width))
            {
                Notes = workbook.Sheets.Count == 1
                    ? []
                    : [$"Only sheet \"{sheet.Name}\" of {workbook.Sheets.Count} was read; --sheet names another."],
            };
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or NotSupportedException)
        {
            throw FileForms.Damaged(source, broken);
        }
    }

    private static WorkbookSheet FindSheet(CallSource source, Workbook workbook, string? name)
    {
        if (workbook.Sheets.Count == 0)
        {
            throw new InputException(
                source.Name,
                "is a workbook without a sheet that is read here",
                "Save it as an Excel workbook (.xlsx) or as CSV UTF-8.");
        }

        if (name is null)
        {
            return workbook.Sheets[0];
        }

        var names = workbook.Sheets.Select(sheet => sheet.Name).ToList();
        return workbook.Sheets.FirstOrDefault(sheet => sheet.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException(
                "--sheet",
                $"\"{name}\" is no sheet of {source.Name}{NearMiss.Hint(name, names)}",
                $"Its sheets are {string.Join(", ", names)}.");
    }

    /// <summary>Columns of the widest row: cells that are empty are not written, and every line needs as many fields.</summary>
    private static int MeasureWidth(ZipArchive zip, Workbook workbook, WorkbookSheet sheet)
    {
        using var rows = new SheetRows(zip, workbook, sheet);
        var width = 0;
        var cells = new List<string>();
        while (rows.TryRead(cells))
        {
            width = Math.Max(width, cells.Count);
        }

        return width;
    }

    private static ArchiveEntryStream OpenSheet(CallSource source, Workbook workbook, WorkbookSheet sheet, int width)
    {
        var stream = source.Open();
        var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        return new ArchiveEntryStream(new RowText(new SheetRows(zip, workbook, sheet), width), zip, stream);
    }
}
