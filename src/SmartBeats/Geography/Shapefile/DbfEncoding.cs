using System.Globalization;
using System.Text;

namespace SmartBeats.Geography.Shapefile;

/// <summary>Which encoding the texts of a .dbf are in.</summary>
internal static class DbfEncoding
{
    private const int Windows1252 = 1252;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Language driver ids (byte 29 of the header) and the code pages they stand for; from the table Esri and dBase publish.</summary>
    private static readonly Dictionary<byte, int> CodePages = new()
    {
        [0x01] = 437,
        [0x02] = 850,
        [0x03] = 1252,
        [0x04] = 10000,
        [0x08] = 865,
        [0x09] = 437,
        [0x0A] = 850,
        [0x0B] = 437,
        [0x0D] = 437,
        [0x0E] = 850,
        [0x0F] = 437,
        [0x10] = 850,
        [0x11] = 437,
        [0x12] = 850,
        [0x13] = 932,
        [0x14] = 850,
        [0x15] = 437,
        [0x16] = 850,
        [0x17] = 865,
        [0x18] = 437,
        [0x19] = 437,
        [0x1A] = 850,
        [0x1B] = 437,
        [0x1C] = 863,
        [0x1D] = 850,
        [0x1F] = 852,
        [0x22] = 852,
        [0x23] = 852,
        [0x24] = 860,
        [0x25] = 850,
        [0x26] = 866,
        [0x37] = 850,
        [0x40] = 852,
        [0x4D] = 936,
        [0x4E] = 949,
        [0x4F] = 950,
        [0x50] = 874,
        [0x57] = 1252,
        [0x58] = 1252,
        [0x59] = 1252,
        [0x64] = 852,
        [0x65] = 866,
        [0x66] = 865,
        [0x67] = 861,
        [0x6A] = 737,
        [0x6B] = 857,
        [0x6C] = 863,
        [0x78] = 950,
        [0x79] = 949,
        [0x7A] = 936,
        [0x7B] = 932,
        [0x7C] = 874,
        [0x86] = 737,
        [0x87] = 852,
        [0x88] = 857,
        [0xC8] = 1250,
        [0xC9] = 1251,
        [0xCA] = 1254,
        [0xCB] = 1253,
        [0xCC] = 1257,
    };

    /// <summary>The .cpg file decides, then the language driver id; without either UTF-8 if every byte fits it, otherwise Windows-1252.</summary>
    /// <param name="codePage">As .cpg files have it: <c>UTF-8</c>, <c>1252</c>, <c>ANSI 1251</c>, <c>ISO-8859-15</c>, <c>88591</c>, <c>OEM 850</c>, ...</param>
    public static Encoding Choose(string? codePage, byte languageDriver, ReadOnlySpan<byte> rows)
    {
        if (codePage is not null && Named(codePage.Trim()) is { } named)
        {
            return named;
        }

        if (CodePages.TryGetValue(languageDriver, out var page) && ByNumber(page) is { } driver)
        {
            return driver;
        }

        try
        {
            StrictUtf8.GetCharCount(rows);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return ByNumber(Windows1252)!;
        }
    }

    private static Encoding? Named(string name)
    {
        if (name.Replace("-", "", StringComparison.Ordinal).Equals("UTF8", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8;
        }

        var digits = new string([.. name.Where(char.IsAsciiDigit)]);
        if (digits.StartsWith("8859", StringComparison.Ordinal) && digits.Length is 5 or 6)
        {
            return ByName("iso-8859-" + digits[4..]);
        }

        return int.TryParse(digits, CultureInfo.InvariantCulture, out var number) && ByNumber(number) is { } numbered ? numbered : ByName(name);
    }

    private static Encoding? ByNumber(int page) => page switch
    {
        65001 => Encoding.UTF8,
        28591 => Encoding.Latin1,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(page),
    };

    private static Encoding? ByName(string name) =>
        name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : CodePagesEncodingProvider.Instance.GetEncoding(name);
}
