namespace SmartBeats.Files;

/// <summary>What is said of a file that is not what is wanted: what it is, the same wherever it comes in, and what to do.</summary>
public static class FileRefusal
{
    private const string GiveMap = "Give the city's areas as a zip with a shapefile (.shp, .shx, .dbf, .prj), as GeoJSON or as a GeoPackage.";
    private const string SendCsv = "Send the calls as CSV.";

    /// <summary>The refusal of a file where something else is wanted.</summary>
    /// <param name="wanted">A map or calls.</param>
    public static InputException Create(FileKind kind, string fileName, FileUse wanted) =>
        new(fileName, Describe(kind.Form, fileName), wanted == FileUse.Map ? SayHowToGiveMap(kind.Form, fileName) : SayHowToSendCalls(kind.Form));

    /// <summary>Of a file that is to be loaded.</summary>
    /// <exception cref="InputException">It is neither a map nor calls.</exception>
    public static FileKind OrThrowIfNoData(this FileKind kind, string fileName) => kind.Use is FileUse.Map or FileUse.Calls
        ? kind
        : throw new InputException(fileName, Describe(kind.Form, fileName), "Give a map (a zip with a shapefile, GeoJSON or a GeoPackage) or calls (CSV).");

    private static string Describe(FileForm form, string fileName) => form switch
    {
        FileForm.Empty => "is empty",
        FileForm.Table => "is a table (CSV), not a map",
        FileForm.Text => "is text of no form that is read here",
        FileForm.Json => "is JSON",
        FileForm.Plan => "is a plan of SmartBeats",
        FileForm.Request => "is a request for a plan",
        FileForm.CitySettings => "is the settings of a city",
        FileForm.Zip => "is a zip archive",
        FileForm.ZippedTable => "is a zip with a CSV and no map in it",
        FileForm.Workbook => "is an Excel workbook or another Office document",
        FileForm.OldOffice => "is an old Excel workbook or another Office document",
        FileForm.ShapefilePart => $"is only one file of a shapefile{(FindPart(fileName) is { } part ? $" ({part})" : "")}",
        FileForm.Kml => "is KML",
        FileForm.WktTable => "is a table of areas, not of calls",
        FileForm.GeoPackage => "is a GeoPackage",
        FileForm.Sqlite => "is an SQLite database",
        FileForm.Parquet => "is a Parquet file",
        FileForm.Gzip => "is compressed (gzip)",
        FileForm.Bzip2 => "is compressed (bzip2)",
        FileForm.Xz => "is compressed (xz)",
        FileForm.Zstd => "is compressed (zstd)",
        FileForm.SevenZip => "is a 7-Zip archive",
        FileForm.Rar => "is a RAR archive",
        FileForm.Pdf => "is a PDF document",
        FileForm.Image => "is an image",
        FileForm.Utf16Text => "is UTF-16 text",
        FileForm.WebPage => "is a web page (HTML)",
        FileForm.Xml => "is XML",
        FileForm.GitLfsPointer => "is a Git LFS pointer: the note left in place of the file, not the file",
        _ => "is a binary file, not text",
    };

    private static string SayHowToSendCalls(FileForm form) => form switch
    {
        FileForm.Empty => "Export the calls again.",
        FileForm.Zip => "Calls come as a plain CSV: unpack it and send the CSV inside. A city's map does go in a zip, but is not the calls.",
        FileForm.ZippedTable => "Calls come as a plain CSV: unpack it and give the CSV inside.",
        FileForm.Workbook or FileForm.OldOffice => "Open it in a spreadsheet and save the sheet as CSV UTF-8.",
        FileForm.Gzip or FileForm.Bzip2 or FileForm.Xz or FileForm.Zstd or FileForm.SevenZip or FileForm.Rar => "Unpack it and send the CSV inside.",
        FileForm.Pdf => "Export the data behind it as CSV.",
        FileForm.Utf16Text => "Save it as CSV UTF-8.",
        FileForm.ShapefilePart => "A map goes in a zip of its own; send the calls as CSV.",
        FileForm.WebPage => "A download may have ended at a sign-in or error page: open the link in a browser, and save the CSV itself.",
        FileForm.GitLfsPointer => "Fetch the file itself (git lfs pull) and send that.",
        _ => SendCsv,
    };

    private static string SayHowToGiveMap(FileForm form, string fileName) => form switch
    {
        FileForm.Empty => "Export or download the map again.",
        FileForm.ZippedTable => "Calls come as a plain CSV: unpack it and give the CSV inside.",
        FileForm.GeoPackage or FileForm.Sqlite => $"Export its layer as GeoJSON: ogr2ogr -t_srs EPSG:4326 areas.geojson {fileName} (and the layer's name behind it, where it holds several).",
        FileForm.Gzip or FileForm.Bzip2 or FileForm.Xz or FileForm.Zstd => "Unpack it and give the map inside, or a zip with it.",
        FileForm.SevenZip or FileForm.Rar => "Unpack it and zip the shapefile inside (ordinary .zip).",
        FileForm.Utf16Text => "Save it as UTF-8 and give it again.",
        FileForm.ShapefilePart => "Zip it together with the files of the same name (.shp, .shx, .dbf, .prj) and give the zip.",
        FileForm.WebPage => "A download may have ended at a sign-in or error page: open the link in a browser, and save the map itself.",
        FileForm.GitLfsPointer => "Fetch the file itself (git lfs pull, or the download button of its page).",
        _ => GiveMap,
    };

    private static string? FindPart(string fileName) =>
        ((string[])[".shp", ".shx", ".dbf", ".prj", ".cpg"]).FirstOrDefault(part => FileKind.HasEnding(fileName, [part]));
}
