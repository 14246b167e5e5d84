using System.Globalization;

namespace SmartBeats.Formats.Parquet;

/// <summary>The structures of a Parquet file's description (parquet.thrift of Apache Parquet 2.12), as readers take their fields.</summary>
internal static class ParquetStructures
{
    public const string File = "File", Page = "Page", Column = "Column", Group = "Group", Data = "Data", Data2 = "Data2";

    /// <summary>Of <see cref="Column"/> the fields with values, places and sizes.</summary>
    public const int Values = 5, Uncompressed = 6, Compressed = 7, DataPage = 9, DictionaryPage = 11;

    /// <summary>Of <see cref="Page"/> the sizes, of its data the values, of <see cref="Group"/> the rows.</summary>
    public const int PageUncompressed = 2, PageCompressed = 3, DataValues = 1, GroupRows = 3;

    /// <summary>Fields by number: t flag, y byte, i whole number, d fraction, b bytes, [ list of what follows, { structure so named.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<int, string>> All = CreateAll();

    private static Dictionary<string, IReadOnlyDictionary<int, string>> CreateAll() => new(StringComparer.Ordinal)
    {
        [File] = Read("1 i 2 [{Schema 3 i 4 [{Group 5 [{Pair 6 b 7 [{Order 9 b"),
        ["Schema"] = Read("1 i 2 i 3 i 4 b 5 i 6 i 7 i 8 i 9 i 10 {Logical"),
        ["Logical"] = Read(
            "1 {Empty 2 {Empty 3 {Empty 4 {Empty 5 {Decimal 6 {Empty 7 {Time 8 {Time 10 {Integer 11 {Empty 12 {Empty 13 {Empty 14 {Empty "
            + "15 {Empty 16 {Variant 17 {Shape 18 {Shape"),
        ["Decimal"] = Read("1 i 2 i"),
        ["Time"] = Read("1 t 2 {Unit"),
        ["Unit"] = Read("1 {Empty 2 {Empty 3 {Empty"),
        ["Integer"] = Read("1 y 2 t"),
        ["Variant"] = Read("1 y"),
        ["Shape"] = Read("1 b 2 i"),
        [Group] = Read("1 [{Chunk 2 i 3 i 4 [{Sorting 5 i 6 i 7 i"),
        ["Sorting"] = Read("1 i 2 t 3 t"),
        ["Chunk"] = Read("1 b 2 i 3 {Column 4 i 5 i 6 i 7 i"),
        [Column] = Read("1 i 2 [i 3 [b 4 i 5 i 6 i 7 i 8 [{Pair 9 i 10 i 11 i 12 {Statistics 13 [{Encoding 14 i 15 i 16 {Size 17 {Ground"),
        ["Statistics"] = Read("1 b 2 b 3 i 4 i 5 b 6 b 7 t 8 t"),
        ["Encoding"] = Read("1 i 2 i 3 i"),
        ["Size"] = Read("1 i 2 [i 3 [i"),
        ["Ground"] = Read("1 {Box 2 [i"),
        ["Box"] = Read("1 d 2 d 3 d 4 d 5 d 6 d 7 d 8 d"),
        ["Pair"] = Read("1 b 2 b"),
        ["Order"] = Read("1 {Empty"),
        [Page] = Read("1 i 2 i 3 i 4 i 5 {Data 6 {Empty 7 {Dictionary 8 {Data2"),
        [Data] = Read("1 i 2 i 3 i 4 i 5 {Statistics"),
        ["Dictionary"] = Read("1 i 2 i 3 t"),
        [Data2] = Read("1 i 2 i 3 i 4 i 5 i 6 i 7 t 8 {Statistics"),
    };

    private static Dictionary<int, string> Read(string fields)
    {
        var parts = fields.Split(' ');
        return parts.Chunk(2).ToDictionary(pair => int.Parse(pair[0], CultureInfo.InvariantCulture), pair => pair[1]);
    }
}
