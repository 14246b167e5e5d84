using System.Globalization;
using System.Text;
using System.Text.Json;
using SmartBeats.Districting;
using SmartBeats.Files;
using SmartBeats.Geography;
using SmartBeats.Publishing;

namespace SmartBeats.Comparison;

/// <summary>Today's beats by area, as a plan can begin with them: from <c>plan.json</c>, <c>assignment.csv</c>, JSON pairs, or beats drawn as polygons.</summary>
/// <remarks>Drawn beats are given areas as in a comparison: each area whole to the beat that covers most of it (<see cref="AreaOverlay"/>). Kept as JSON pairs in ordinal order of area.</remarks>
public sealed class BeatList
{
    private readonly SortedDictionary<string, string> _beatOf;

    internal BeatList(string where, SortedDictionary<string, string> beatOf, IReadOnlyList<string> notes, GroupWords words)
    {
        if (beatOf.Count == 0)
        {
            throw new InputException(where, $"holds no {words.One}s", words.Form);
        }

        (_beatOf, Notes) = (beatOf, notes);
        Canonical = Encoding.UTF8.GetBytes("[" + string.Join(',', beatOf.Select(pair => $"[\"{JsonEncodedText.Encode(pair.Key)}\",\"{JsonEncodedText.Encode(pair.Value)}\"]")) + "]\n");
        Hash = SideText.HashOf(Canonical.Span);
    }

    /// <summary>What reading it came to, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    public ReadOnlyMemory<byte> Canonical { get; }

    public string Hash { get; }

    /// <param name="map">The areas that drawn beats are given.</param>
    /// <exception cref="InputException">None of the forms, or an area with two beats; says which.</exception>
    public static BeatList Read(string fileName, ReadOnlyMemory<byte> content, CityMap map) => Read(fileName, content, map, GroupWords.Beats);

    /// <summary>The same of groups that are called otherwise.</summary>
    internal static BeatList Read(string fileName, ReadOnlyMemory<byte> content, CityMap map, GroupWords words)
    {
        var kind = FileKind.Recognise(fileName, content.Span[..Math.Min(content.Length, FileKind.HeadBytes)]);
        if (kind.Form is FileForm.Zip or FileForm.ZippedTable or FileForm.Workbook or FileForm.GeoPackage)
        {
            return Drawn(fileName, content, map, words);
        }

        var text = SideText.Decode(fileName, content.Span, words.Form);
        if (text.TrimStart() is not ['[' or '{', ..])
        {
            return FromCsv(fileName, text, words);
        }

        if (text.TrimStart()[0] == '[')
        {
            return FromPairs(fileName, text, words);
        }

        return text.Contains("\"schemaVersion\"", StringComparison.Ordinal) ? OfPlan(PlanJson.Read(content.Span, fileName), fileName) : Drawn(fileName, content, map, words);
    }

    /// <summary>A plan's beats, by number.</summary>
    public static BeatList OfPlan(PlanFile plan, string where) => new(
        where,
        new SortedDictionary<string, string>(plan.AreaIds.Zip(plan.Plan.BeatOfArea).ToDictionary(area => area.First, area => area.Second.ToString(CultureInfo.InvariantCulture)), StringComparer.Ordinal),
        [],
        GroupWords.Beats);

    /// <summary>A plan's beats, by what the department calls them.</summary>
    public static BeatList NamedAs(PlanFile plan, string where) => new(
        where,
        new SortedDictionary<string, string>(
            plan.AreaIds.Zip(plan.Plan.BeatOfArea).ToDictionary(area => area.First, area => plan.Plan.NameOfBeat(area.Second)), StringComparer.Ordinal),
        [],
        GroupWords.Beats);

    /// <summary>The beats by index: beats in the order of the numbers in their names, -1 for areas without one.</summary>
    /// <returns>What is given, locks left empty; and a note where areas are named that are not in the map.</returns>
    public (GivenBeats Beats, string? Note) On(CityMap map)
    {
        var names = CurrentBeats.InOrder(map.Areas.Select(area => _beatOf.GetValueOrDefault(area.Id)).OfType<string>());
        var indexOf = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var ids = map.Areas.Select(area => area.Id).ToHashSet(StringComparer.Ordinal);
        var strangers = _beatOf.Keys.Where(id => !ids.Contains(id)).ToList();
        return (
            new GivenBeats([.. map.Areas.Select(area => _beatOf.TryGetValue(area.Id, out var name) ? indexOf[name] : -1)], names, [], []),
            strangers.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{strangers.Count:N0} {(strangers.Count == 1 ? "area" : "areas")} of the current beats {(strangers.Count == 1 ? "is" : "are")} not in the map and {(strangers.Count == 1 ? "is" : "are")} left out: {Wording.Some(strangers)}."));
    }

    private static BeatList Drawn(string fileName, ReadOnlyMemory<byte> content, CityMap map, GroupWords words)
    {
        using var stream = new MemoryStream(content.ToArray());
        var beats = BeatLayer.Read(fileName, stream, words);
        var overlay = AreaOverlay.Of(map, beats);
        var beatOf = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var area in map.Areas)
        {
            beatOf[area.Id] = beats.Areas[overlay.BeatOfArea[area.Index]].Id;
        }

        var notes = new List<string>(beats.Notes);
        if (overlay.Straddling.Count > 0)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{overlay.Straddling.Count:N0} of {map.Areas.Count:N0} areas {(overlay.Straddling.Count == 1 ? "is" : "are")} cut by a {words.Given}'s edge, {overlay.StraddlingShare * 100:0.##}% of the ground; each was given whole to the {words.One} that covers most of it."));
        }

        if (overlay.Uncovered.Count > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{overlay.Uncovered.Count:N0} {(overlay.Uncovered.Count == 1 ? "area lies" : "areas lie")} in no {words.Given} as drawn and {(overlay.Uncovered.Count == 1 ? "was" : "were")} given to the nearest."));
        }

        return new BeatList(fileName, beatOf, notes, words);
    }

    private static BeatList FromCsv(string fileName, string text, GroupWords words)
    {
        var rows = SideText.Rows(fileName, text).ToList();
        var header = rows.Count == 0 ? [] : rows[0].Cells;
        var area = Array.FindIndex(header, cell => cell.Equals("area_id", StringComparison.OrdinalIgnoreCase) || cell.Equals("area", StringComparison.OrdinalIgnoreCase));
        var beat = Array.FindIndex(header, cell => cell.Equals(words.One, StringComparison.OrdinalIgnoreCase));
        if (area < 0 || beat < 0)
        {
            throw new InputException(fileName + ":1", $"has no columns area_id and {words.One}", words.Form);
        }

        return Of(
            fileName,
            rows.Skip(1).Select(row => row.Cells.Length <= Math.Max(area, beat)
                ? throw new InputException(row.Where, "has fewer values than the header has columns", words.Form)
                : (SpreadsheetText.Restore(row.Cells[area]), row.Cells[beat], row.Where)),
            words);
    }

    private static BeatList FromPairs(string fileName, string text, GroupWords words)
    {
        const string Pairs = "Write [[\"101\", \"1\"], [\"102\", \"1\"]].";
        try
        {
            using var document = JsonDocument.Parse(text);
            (string, string, string)[] read = [.. document.RootElement.EnumerateArray().Select((pair, i) =>
            {
                var where = string.Create(CultureInfo.InvariantCulture, $"{fileName} pair {i + 1}");
                return pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair[0].ValueKind == JsonValueKind.String && pair[1].ValueKind is JsonValueKind.String or JsonValueKind.Number
                    ? (pair[0].GetString()!, pair[1].ValueKind == JsonValueKind.String ? pair[1].GetString()! : pair[1].GetRawText(), where)
                    : throw new InputException(where, $"is not an area and its {words.One}", Pairs);
            })];
            return Of(fileName, read, words);
        }
        catch (JsonException e)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{fileName}:{(e.LineNumber ?? 0) + 1}"), "is not JSON", Pairs, e);
        }
    }

    private static BeatList Of(string fileName, IEnumerable<(string Area, string Beat, string Where)> pairs, GroupWords words)
    {
        var beatOf = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (area, beat, where) in pairs)
        {
            if (area.Length == 0 || beat.Length is 0 or > 64)
            {
                throw new InputException(where, $"names no area or no {words.One} (of 1 to 64 characters)", words.Form);
            }

            if (!beatOf.TryAdd(area, beat) && beatOf[area] != beat)
            {
                throw new InputException(where, $"area \"{area}\" is in {words.One} {beat} here and in {words.One} {beatOf[area]} before", $"Give each area one {words.One}.");
            }
        }

        return new BeatList(fileName, beatOf, [], words);
    }
}
