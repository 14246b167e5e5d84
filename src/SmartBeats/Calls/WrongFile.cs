using System.Text;

namespace SmartBeats.Calls;

/// <summary>Recognises by its first bytes what somebody sent instead of a CSV.</summary>
internal static class WrongFile
{
    /// <summary>Bytes of the file's head that are looked at.</summary>
    public const int HeadBytes = 4096;

    private const string SaveAsCsv = "Open it in a spreadsheet and save the sheet as CSV UTF-8.";
    private const string SendCsv = "Send the calls as CSV.";

    private static readonly (byte[] Start, string What, string Remedy)[] Starts =
    [
        ("version https://git-lfs"u8.ToArray(), "is a Git LFS pointer: the note left in place of the file, not the file", "Fetch the file itself (git lfs pull) and send that."),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "is an old Excel workbook or another Office document", SaveAsCsv),
        ([0x1F, 0x8B], "is compressed (gzip)", "Unpack it and send the CSV inside."),
        ("BZh"u8.ToArray(), "is compressed (bzip2)", "Unpack it and send the CSV inside."),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "is compressed (xz)", "Unpack it and send the CSV inside."),
        ([0x28, 0xB5, 0x2F, 0xFD], "is compressed (zstd)", "Unpack it and send the CSV inside."),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "is a 7z archive", "Unpack it and send the CSV inside."),
        ("Rar!"u8.ToArray(), "is a RAR archive", "Unpack it and send the CSV inside."),
        ("%PDF"u8.ToArray(), "is a PDF document", "Export the data behind it as CSV."),
        ([0xFF, 0xFE], "is UTF-16 text", "Save it as CSV UTF-8."),
        ([0xFE, 0xFF], "is UTF-16 text", "Save it as CSV UTF-8."),
        ("PAR1"u8.ToArray(), "is a Parquet file", SendCsv),
        ("SQLite format 3"u8.ToArray(), "is an SQLite database", SendCsv),
        ([0x00, 0x00, 0x27, 0x0A], "is part of a shapefile", "A map goes in a zip of its own; " + char.ToLowerInvariant(SendCsv[0]) + SendCsv[1..]),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "is an image", SendCsv),
        ([0xFF, 0xD8, 0xFF], "is an image", SendCsv),
    ];

    /// <exception cref="InputException">The head is empty, or not that of a text file with commas; says what it is and what to do.</exception>
    public static void Refuse(ReadOnlySpan<byte> head, string fileName)
    {
        foreach (var (start, what, remedy) in Starts)
        {
            if (head.StartsWith(start))
            {
                throw new InputException(fileName, what, remedy);
            }
        }

        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            throw head.IndexOf("xl/"u8) >= 0 || head.IndexOf("[Content_Types].xml"u8) >= 0
                ? new InputException(fileName, "is an Excel workbook or another Office document", SaveAsCsv)
                : new InputException(fileName, "is a zip archive", "Calls come as a plain CSV: unpack it and send the CSV inside. A city's map does go in a zip, but is not the calls.");
        }

        if (IsBinary(head))
        {
            throw LooksLikeUtf16(head)
                ? new InputException(fileName, "is UTF-16 text", "Save it as CSV UTF-8.")
                : new InputException(fileName, "is a binary file, not text", SendCsv);
        }

        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF').TrimStart();
        if (text.Length == 0)
        {
            throw new InputException(fileName, "is empty", "Export the calls again.");
        }

        var what2 = text[0] switch
        {
            '<' when text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) => "is XML",
            '<' => "is a web page (HTML)",
            '{' or '[' => "is JSON",
            _ => null,
        };
        if (what2 is not null)
        {
            throw new InputException(fileName, what2, what2.EndsWith("(HTML)", StringComparison.Ordinal) ? "A download may have ended at a sign-in or error page: open the link in a browser, and save the CSV itself." : SendCsv);
        }
    }

    /// <summary>A few NULs in the rows of a text are those rows' fault.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        var lineEnd = head.IndexOfAny((byte)'\n', (byte)'\r');
        return head.Count((byte)0) * 20 > head.Length || head[..Math.Max(0, lineEnd)].Contains((byte)0);
    }

    /// <summary>Latin text in UTF-16 without a mark: every other byte is 0.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        return Math.Max(even, odd) > head.Length * 0.4 && Math.Min(even, odd) < head.Length * 0.05;
    }
}
