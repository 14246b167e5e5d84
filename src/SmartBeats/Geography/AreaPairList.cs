using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace SmartBeats.Geography;

/// <summary>Pairs of areas by id, as people write them down: barriers (no neighbours) or links (neighbours). Two columns of CSV, or JSON.</summary>
/// <remarks>
/// CSV: two area ids a line, a header or none. JSON: <c>[["101", "102"], ...]</c>. The order within a pair, the order of pairs
/// and repetitions are no difference: equal lists have equal <see cref="Canonical"/> bytes and equal hashes.
/// </remarks>
public sealed class AreaPairList
{
    private const int MostBytes = 16 << 20;
    private static readonly string[] HeaderWords = ["area", "id", "from", "to", "neighbour", "neighbor", "geoid"];

    private readonly List<(string A, string B, string Where)> _pairs;

    private AreaPairList(List<(string A, string B, string Where)> pairs, string fileName)
    {
        _pairs = pairs;
        FileName = fileName;
        var distinct = pairs.Select(pair => string.CompareOrdinal(pair.A, pair.B) < 0 ? (pair.A, pair.B) : (A: pair.B, B: pair.A)).Distinct()
            .OrderBy(pair => pair.A, StringComparer.Ordinal).ThenBy(pair => pair.B, StringComparer.Ordinal).ToArray();
        Count = distinct.Length;
        Canonical = Encoding.UTF8.GetBytes(
            "[" + string.Join(',', distinct.Select(pair => $"[\"{JsonEncodedText.Encode(pair.A)}\",\"{JsonEncodedText.Encode(pair.B)}\"]")) + "]\n");
        Hash = SideText.HashOf(Canonical.Span);
    }

    public string FileName { get; }

    /// <summary>Different pairs.</summary>
    public int Count { get; }

    /// <summary>The list as it is kept: JSON, each pair and all pairs in ordinal order.</summary>
    public ReadOnlyMemory<byte> Canonical { get; }

    /// <summary>Of <see cref="Canonical"/>: 32 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <exception cref="InputException">Neither form, or a line without two different ids; says which.</exception>
    public static AreaPairList Read(string fileName, ReadOnlyMemory<byte> content)
    {
        if (content.Length > MostBytes)
        {
            throw new InputException(fileName, "is larger than 16 MB", "Give the pairs of this city only.");
        }

        var text = Decode(fileName, content.Span);
        var pairs = text.TrimStart() is ['[' or '{', ..] ? FromJson(fileName, text) : FromCsv(fileName, text);
        foreach (var (a, b, where) in pairs)
        {
            if (a.Length == 0 || b.Length == 0 || a == b)
            {
                throw new InputException(where, a == b && a.Length > 0 ? $"pairs area \"{a}\" with itself" : "holds no pair of area ids", "Write two different area ids.");
            }
        }

        return pairs.Count > 0
            ? new AreaPairList(pairs, fileName)
            : throw new InputException(fileName, "holds no pairs", "Write two area ids a line, with a comma between them.");
    }

    /// <summary>The pairs by index.</summary>
    /// <exception cref="InputException">Ids that are not in the map, with the near miss.</exception>
    public IReadOnlyList<(int A, int B)> On(CityMap map)
    {
        var indexOf = map.Areas.ToDictionary(area => area.Id, area => area.Index, StringComparer.Ordinal);
        var unknown = _pairs
            .SelectMany(pair => new[] { (Id: pair.A, pair.Where), (Id: pair.B, pair.Where) })
            .Where(named => !indexOf.ContainsKey(named.Id))
            .DistinctBy(named => named.Id, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw SideText.NotInMap(map, unknown);
        }

        return [.. _pairs.Select(pair => (indexOf[pair.A], indexOf[pair.B]))];
    }

    private static string Decode(string fileName, ReadOnlySpan<byte> content)
    {
        var bytes = content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
        return !bytes.Contains((byte)0) && System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : throw new InputException(fileName, "is not text in UTF-8", "Save the pairs as CSV UTF-8: two area ids a line.");
    }

    private static List<(string A, string B, string Where)> FromCsv(string fileName, string text)
    {
        var pairs = new List<(string, string, string)>();
        using var reader = new StringReader(text);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, TrimOptions = TrimOptions.Trim, BadDataFound = null });
        while (csv.Read())
        {
            var cells = csv.Record!;
            var where = string.Create(CultureInfo.InvariantCulture, $"{fileName}:{csv.RawRow}");
            if (cells.All(cell => cell.Length == 0))
            {
                continue;
            }

            if (cells.Length != 2)
            {
                throw new InputException(where, $"holds {cells.Length} {(cells.Length == 1 ? "value" : "values")} where two area ids are expected", "Write two area ids a line, with a comma between them.");
            }

            if (pairs.Count > 0 || !cells.All(IsHeader))
            {
                pairs.Add((cells[0], cells[1], where));
            }
        }

        return pairs;
    }

    private static bool IsHeader(string cell) =>
        cell.Split('_', ' ', '-', '1', '2').Any(word => HeaderWords.Contains(word, StringComparer.OrdinalIgnoreCase)) && !cell.Any(c => c is >= '3' and <= '9' or '0');

    private static List<(string A, string B, string Where)> FromJson(string fileName, string text)
    {
        const string Form = "Write [[\"101\", \"102\"], [\"101\", \"205\"]].";
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw new InputException(fileName, "is not a list of pairs", Form);
            }

            return [.. document.RootElement.EnumerateArray().Select((pair, i) =>
            {
                var where = string.Create(CultureInfo.InvariantCulture, $"{fileName} pair {i + 1}");
                return pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String)
                    ? (pair[0].GetString()!, pair[1].GetString()!, where)
                    : throw new InputException(where, "is not two area ids in quotes", Form);
            })];
        }
        catch (JsonException e)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{fileName}:{(e.LineNumber ?? 0) + 1}"), "is not JSON", Form, e);
        }
    }
}
