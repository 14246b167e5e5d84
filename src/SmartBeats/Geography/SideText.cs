using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace SmartBeats.Geography;

/// <summary>What files beside a map have in common: text in UTF-8 of bounded size, and a canonical form known by its hash.</summary>
internal static class SideText
{
    public const int MostBytes = 16 << 20;

    private const int MostNamed = 5;

    /// <summary>32 hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> canonical) => Convert.ToHexStringLower(Sha256.HashData(canonical).AsSpan(0, 16));

    /// <param name="remedy">What the file should be.</param>
    public static string Decode(string fileName, ReadOnlySpan<byte> content, string remedy)
    {
        if (content.Length > MostBytes)
        {
            throw new InputException(fileName, "is larger than 16 MB", "Give what belongs to this city only.");
        }

        var bytes = content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
        return !bytes.Contains((byte)0) && System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : throw new InputException(fileName, "is not text in UTF-8", remedy);
    }

    /// <summary>Every line that is not empty, with where it stands.</summary>
    public static IEnumerable<(string[] Cells, string Where)> Rows(string fileName, string text)
    {
        using var reader = new StringReader(text);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, TrimOptions = TrimOptions.Trim, BadDataFound = null });
        while (csv.Read())
        {
            var cells = csv.Record!;
            if (!cells.All(cell => cell.Length == 0))
            {
                yield return (cells, string.Create(CultureInfo.InvariantCulture, $"{fileName}:{csv.RawRow}"));
            }
        }
    }

    /// <summary>The fault of ids that are not in the map.</summary>
    /// <param name="unknown">At least one, with where it stands.</param>
    public static InputException NotInMap(CityMap map, IReadOnlyList<(string Id, string Where)> unknown)
    {
        var (id, where) = unknown[0];
        var near = NearMiss.Of(id, map.Areas.Select(area => area.Id));
        var others = unknown.Count == 1 ? "" : $", nor are {Wording.Some(unknown.Skip(1).Take(MostNamed).Select(other => $"\"{other.Id}\"").ToList())}{(unknown.Count > MostNamed + 1 ? ", ..." : "")}";
        return new InputException(
            where,
            $"area \"{id}\" is not in the map{others}",
            $"{(near is null ? "" : $"Did you mean \"{near}\"? ")}Use the ids of {(map.IdField is { } field ? $"the map's field \"{field}\"" : "the map (row-00001, ...)")}, leading zeros and all.");
    }
}
