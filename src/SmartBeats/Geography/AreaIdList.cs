using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SmartBeats.Geography;

/// <summary>Areas by id, as people write them down: an id a line (CSV, a header or none), JSON <c>["101", "102"]</c>, or <c>101,102</c>.</summary>
/// <remarks>Order and repetitions are no difference: equal lists have equal <see cref="Canonical"/> bytes and equal hashes.</remarks>
public sealed class AreaIdList
{
    private const string Form = "Write one area id a line.";
    private static readonly string[] Headers = ["area_id", "area", "id", "geoid"];

    private readonly List<(string Id, string Where)> _ids;

    private AreaIdList(List<(string Id, string Where)> ids)
    {
        _ids = ids;
        string[] distinct = [.. ids.Select(id => id.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Count = distinct.Length;
        Canonical = Encoding.UTF8.GetBytes("[" + string.Join(',', distinct.Select(id => $"\"{JsonEncodedText.Encode(id)}\"")) + "]\n");
        Hash = SideText.HashOf(Canonical.Span);
    }

    /// <summary>Different ids.</summary>
    public int Count { get; }

    public ReadOnlyMemory<byte> Canonical { get; }

    public string Hash { get; }

    /// <exception cref="InputException">Neither form, or no id at all.</exception>
    public static AreaIdList Read(string fileName, ReadOnlyMemory<byte> content)
    {
        var text = SideText.Decode(fileName, content.Span, $"Save the list as CSV UTF-8. {Form}");
        return Of(fileName, text.TrimStart() is ['[' or '{', ..] ? FromJson(fileName, text) : FromCsv(fileName, text));
    }

    /// <summary>Ids with commas between them, as a command line has them.</summary>
    public static AreaIdList Parse(string where, string text) =>
        Of(where, [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(id => (id, where))]);

    /// <summary>The areas by index, ascending.</summary>
    /// <exception cref="InputException">Ids that are not in the map, with the near miss.</exception>
    public int[] On(CityMap map)
    {
        var indexOf = map.Areas.ToDictionary(area => area.Id, area => area.Index, StringComparer.Ordinal);
        var unknown = _ids.Where(id => !indexOf.ContainsKey(id.Id)).DistinctBy(id => id.Id, StringComparer.Ordinal).ToList();
        return unknown.Count == 0
            ? [.. _ids.Select(id => indexOf[id.Id]).Distinct().Order()]
            : throw SideText.NotInMap(map, unknown);
    }

    private static AreaIdList Of(string where, List<(string Id, string Where)> ids) =>
        ids.Count > 0 ? new AreaIdList(ids) : throw new InputException(where, "holds no area id", Form);

    private static List<(string Id, string Where)> FromCsv(string fileName, string text)
    {
        var ids = new List<(string, string)>();
        foreach (var (cells, where) in SideText.Rows(fileName, text))
        {
            if (cells.Length != 1)
            {
                throw new InputException(where, string.Create(CultureInfo.InvariantCulture, $"holds {cells.Length} values where one area id is expected"), Form);
            }

            if (ids.Count > 0 || !Headers.Contains(cells[0], StringComparer.OrdinalIgnoreCase))
            {
                ids.Add((cells[0], where));
            }
        }

        return ids;
    }

    private static List<(string Id, string Where)> FromJson(string fileName, string text)
    {
        const string Json = "Write [\"101\", \"102\"].";
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.EnumerateArray().Any(id => id.ValueKind != JsonValueKind.String))
            {
                throw new InputException(fileName, "is not a list of area ids in quotes", Json);
            }

            return [.. document.RootElement.EnumerateArray().Select(id => (id.GetString()!, fileName))];
        }
        catch (JsonException e)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{fileName}:{(e.LineNumber ?? 0) + 1}"), "is not JSON", Json, e);
        }
    }
}
