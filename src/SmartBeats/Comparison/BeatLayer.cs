using SmartBeats.Geography;

namespace SmartBeats.Comparison;

/// <summary>Reads the police's own beats: a polygon file in which a beat may have several entries.</summary>
/// <remarks>
/// The beat's name is the field asked for; otherwise the first field with a value everywhere in this order:
/// <c>beat_num, beat_id, beat_no, beat_name, beat, zone_id, district_num, dist_num, district</c> (any case); otherwise the
/// rule for area ids (<see cref="CityMapReader"/>). Entries of one name are one beat.
/// </remarks>
public static class BeatLayer
{
    /// <returns>A map whose areas are the beats, in the order of the file, named by <see cref="Area.Id"/>.</returns>
    /// <param name="field">The attribute that names the beats; null to find it.</param>
    /// <exception cref="InputException">No polygon file, or without that field.</exception>
    public static CityMap Read(string fileName, Stream content, string? field = null, string? layerName = null) =>
        Read(fileName, content, GroupWords.Beats, field, layerName);

    /// <summary>The same of groups that are called otherwise.</summary>
    internal static CityMap Read(string fileName, Stream content, GroupWords words, string? field = null, string? layerName = null)
    {
        var options = new CityMapOptions { Layer = layerName };
        var layer = CityMapReader.ReadLayer(fileName, CityMapReader.ReadAll(fileName, content, options.MaxBytes), options);
        var chosen = field is null ? Find(layer, words.Fields) : AreaIdRule.Find(layer, field);
        if (chosen < 0)
        {
            return Named(MapBuilder.Build(layer, fileName, options), fileName, words);
        }

        var values = layer.Attributes.Column(chosen);
        var beats = layer.Shapes.Where(shape => shape.Polygons.Count > 0).GroupBy(shape => AreaIdRule.ValueAt(values, shape) ?? "", StringComparer.Ordinal).ToList();
        var merged = layer with { Shapes = [.. beats.Select(beat => beat.First() with { Polygons = [.. beat.SelectMany(shape => shape.Polygons)] })] };
        if (merged.Shapes.Count < layer.Shapes.Count)
        {
            merged.Notes.Add($"{Wording.Count(layer.Shapes.Count, layer.Unit)} make {Wording.Count(beats.Count, words.One)} by the field \"{layer.Attributes.Fields[chosen].Name}\".");
        }

        return Named(MapBuilder.Build(merged, fileName, options with { IdField = layer.Attributes.Fields[chosen].Name }), fileName, words);
    }

    /// <summary>The first two notes speak of areas and their ids.</summary>
    private static CityMap Named(CityMap beats, string fileName, GroupWords words) => beats with
    {
        Notes = [$"{fileName}: {Wording.Count(beats.Areas.Count, words.Official)}, named by {(beats.IdField is { } field ? $"the field \"{field}\"" : "their place in the file")}.", .. beats.Notes.Skip(2)],
    };

    private static int Find(MapLayer layer, string[] names)
    {
        var fields = layer.Attributes.Fields;
        foreach (var name in names)
        {
            for (var field = 0; field < fields.Count; field++)
            {
                if (fields[field].Name.Equals(name, StringComparison.OrdinalIgnoreCase) && layer.Attributes.Column(field) is var values
                    && layer.Shapes.All(shape => shape.Polygons.Count == 0 || AreaIdRule.ValueAt(values, shape) is not null))
                {
                    return field;
                }
            }
        }

        return -1;
    }
}
