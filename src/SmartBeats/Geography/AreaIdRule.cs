using System.Globalization;

namespace SmartBeats.Geography;

/// <summary>Finds each area's id: the field asked for, or the first good one in the order stated at <see cref="CityMapReader"/>.</summary>
internal static class AreaIdRule
{
    private const int LongestId = 254;

    private static readonly string[] First = ["ID", "AREA_ID", "AREAID", "GEOID20", "GEOID10", "GEOID", "CODE"];
    private static readonly string[] Last = ["OBJECTID", "OBJECTID_1", "OID", "OID_", "FID", "FID_1", "GID", "GLOBALID", "_SOCRATAID", "SHAPE_LENG", "SHAPE_AREA", "SHAPE_LE_1"];

    /// <returns>An id for each of <paramref name="shapes"/>, the field they are from, and the sentence that says so.</returns>
    public static (string[] Ids, string? Field, string Note) Choose(MapLayer layer, List<MapShape> shapes, string? asked)
    {
        var fields = layer.Attributes.Fields;
        if (asked is not null)
        {
            var field = Find(layer, asked);
            return (Named(layer, shapes, field), fields[field].Name, $"Area ids are from the field \"{fields[field].Name}\", the one named for this city.");
        }

        foreach (var field in Enumerable.Range(0, fields.Count).Where(field => fields[field].Kind != AttributeKind.Other).OrderBy(field => Rank(fields[field])))
        {
            if (Good(layer, shapes, field) is { } ids)
            {
                return (ids, fields[field].Name, $"Area ids are from the field \"{fields[field].Name}\", the first that is different for every area.");
            }
        }

        return (
            [.. shapes.Select(shape => string.Create(CultureInfo.InvariantCulture, $"row-{shape.Number:00000}"))],
            null,
            $"No field is different for every area: areas are numbered by their {layer.Unit} (row-00001). These ids will not survive a new export of the map; name a field with --id to keep plans comparable.");
    }

    private static int Rank(AttributeField field)
    {
        var name = field.Name.ToUpperInvariant();
        var place = Array.IndexOf(First, name);
        return place >= 0 ? place : First.Length + (Last.Contains(name) ? 2 : field.Kind == AttributeKind.Text ? 0 : 1);
    }

    private static string[]? Good(MapLayer layer, List<MapShape> shapes, int field)
    {
        var column = layer.Attributes.Column(field);
        var seen = new HashSet<string>(shapes.Count, StringComparer.Ordinal);
        var ids = new string[shapes.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            if (ValueAt(column, shapes[i]) is not { } id || id.Length > LongestId || id.Any(char.IsControl) || !seen.Add(id))
            {
                return null;
            }

            ids[i] = id;
        }

        return ids;
    }

    private static string[] Named(MapLayer layer, List<MapShape> shapes, int field)
    {
        var name = layer.Attributes.Fields[field].Name;
        var column = layer.Attributes.Column(field);
        var ids = shapes.ConvertAll(shape => ValueAt(column, shape));
        var without = shapes.FindAll(shape => ValueAt(column, shape) is null);
        if (without.Count > 0)
        {
            throw new InputException(
                layer.Where,
                $"{Wording.Count(without.Count, "area")} {(without.Count == 1 ? "has" : "have")} no id in the field \"{name}\" ({layer.Unit} {Wording.Some(without.ConvertAll(Number))})",
                "Fill in the missing ids, or name another field with --id.");
        }

        if (ids.FindIndex(id => id!.Length > LongestId || id.Any(char.IsControl)) is >= 0 and var bad)
        {
            throw new InputException($"{layer.Where} {layer.Unit} {Number(shapes[bad])}", $"its id in the field \"{name}\" is longer than {LongestId} characters or has control characters", "Name another field with --id.");
        }

        var twins = Enumerable.Range(0, ids.Count).GroupBy(i => ids[i]!, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).ToList();
        if (twins.Count > 0)
        {
            var examples = twins.ConvertAll(group => $"\"{group.Key}\" ({layer.Unit}s {Wording.Some([.. group.Select(i => Number(shapes[i]))])})");
            throw new InputException(
                layer.Where,
                $"the field \"{name}\" does not tell all areas apart: {string.Join("; ", examples.Take(3))}{(twins.Count > 3 ? $" and {twins.Count - 3} more" : "")}",
                "Name a field with --id that is different for every area, or dissolve the areas of one id first.");
        }

        return [.. ids!];
    }

    internal static int Find(MapLayer layer, string asked)
    {
        var names = layer.Attributes.Fields.Select(field => field.Name).ToList();
        var exact = names.IndexOf(asked);
        if (exact >= 0)
        {
            return exact;
        }

        var anyCase = names.FindIndex(name => name.Equals(asked, StringComparison.OrdinalIgnoreCase));
        if (anyCase >= 0)
        {
            return anyCase;
        }

        var near = Wording.NearMiss(asked, names);
        throw new InputException(
            layer.Where,
            $"has no field \"{asked}\"",
            names.Count == 0 ? "It has no fields at all: leave --id out." : $"{(near is null ? "" : $"Did you mean \"{near}\"? ")}Its fields are {string.Join(", ", names.Take(40))}.");
    }

    internal static string? ValueAt(string?[] column, MapShape shape) => shape.Row < column.Length ? column[shape.Row] : null;

    private static string Number(MapShape shape) => shape.Number.ToString(CultureInfo.InvariantCulture);
}
