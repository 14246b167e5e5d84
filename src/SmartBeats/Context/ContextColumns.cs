using SmartBeats.Geography;

namespace SmartBeats.Context;

/// <summary>Finds a layer's names, and of roads what kind of road each is, in the columns that centreline files and portals have.</summary>
internal static class ContextColumns
{
    /// <summary>The last rank: footpaths, alleys, driveways.</summary>
    public const int LastRank = 4;

    private const int Street = 3;

    /// <summary>Of streets without a class the longest twentieth are main roads.</summary>
    private const double MainShare = 0.05;

    private static readonly string[] _names =
    [
        "fullname", "full_name", "fullstname", "fullstreet", "full_street", "ord_stname_concat", "streetname", "street_name", "street_nam", "stname", "st_name",
        "stname_ord", "rd_name", "road_name", "roadname", "name", "gnis_name", "label", "place", "neighborhood", "neighbourhood", "nbhd_name", "l_hood", "community", "street", "road",
    ];

    private static readonly string[] _classes =
    [
        "mtfcc", "highway", "fclass", "func_class", "funcclass", "functional_class", "functionalclass", "road_class", "roadclass", "rd_class", "st_class", "streetclass", "street_class",
        "artclass", "artdescript", "arterial", "class", "type", "streettype", "road_type",
    ];

    private static readonly (string Word, int Rank)[] _words =
    [
        ("path", LastRank), ("foot", LastRank), ("cycle", LastRank), ("pedestrian", LastRank), ("steps", LastRank), ("track", LastRank), ("service", LastRank), ("alley", LastRank),
        ("driveway", LastRank), ("private", LastRank), ("walk", LastRank), ("trail", LastRank),
        ("motorway", 1), ("trunk", 1), ("interstate", 1), ("freeway", 1), ("expressway", 1), ("highway", 1), ("state route", 1), ("us route", 1),
        ("primary", 2), ("secondary", 2), ("arterial", 2), ("principal", 2), ("major", 2),
        ("tertiary", Street), ("collector", Street), ("local", Street), ("residential", Street), ("minor", Street), ("street", Street), ("unclassified", Street),
    ];

    /// <summary>The name of every row; null where the layer has no column of names.</summary>
    public static (string Field, string?[] Values)? FindNames(IAttributeTable table) =>
        Find(table, _names, _ => true) ?? FindFirst(table, field => field.Kind == AttributeKind.Text && field.Name.Contains("name", StringComparison.OrdinalIgnoreCase));

    /// <summary>The rank of every row of roads; null where no column tells it.</summary>
    public static (string Field, int[] Ranks)? FindRanks(IAttributeTable table)
    {
        var told = Find(table, _classes, values => values.Count(value => value is not null && RankOf(value) > 0) * 2 > values.Length);
        return told is { } found ? (found.Field, [.. found.Values.Select(value => value is null ? Street : RankOf(value) is > 0 and var rank ? rank : Street)]) : null;
    }

    /// <summary>Ranks by how long all that has a name is: highways are told by their names.</summary>
    /// <param name="lengthOf">A name's length; any unit.</param>
    public static Dictionary<string, int> RankByLength(IReadOnlyDictionary<string, double> lengthOf)
    {
        var main = lengthOf.OrderByDescending(street => street.Value).ThenBy(street => street.Key, StringComparer.Ordinal)
            .Take((int)Math.Ceiling(lengthOf.Count * MainShare)).Select(street => street.Key).ToHashSet(StringComparer.Ordinal);
        return lengthOf.Keys.ToDictionary(name => name, name => IsHighway(name) ? 1 : main.Contains(name) ? 2 : Street, StringComparer.Ordinal);
    }

    private static bool IsHighway(string name)
    {
        var upper = $" {name.ToUpperInvariant().Replace('-', ' ')} ";
        return upper.StartsWith(" I ", StringComparison.Ordinal) || upper.StartsWith(" US ", StringComparison.Ordinal)
            || ((string[])[" INTERSTATE ", " FREEWAY ", " FWY ", " EXPRESSWAY ", " EXPY ", " HIGHWAY ", " HWY ", " LOOP 1", " LOOP 2"]).Any(word => upper.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The rank a class says; 0 where it says none.</summary>
    private static int RankOf(string value)
    {
        switch (value.ToUpperInvariant())
        {
            // The Census Bureau's feature class codes.
            case "S1100":
                return 1;
            case "S1200":
                return 2;
            case "S1400":
                return Street;
            case ['S', '1', _, _, _]:
                return LastRank;
        }

        foreach (var (word, rank) in _words)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                // An alley is an alley whatever else it is called; a minor arterial is one.
                return rank == Street && value.Contains("arterial", StringComparison.OrdinalIgnoreCase) ? 2 : rank;
            }
        }

        return 0;
    }

    private static (string Field, string?[] Values)? Find(IAttributeTable table, string[] fields, Func<string?[], bool> isGood)
    {
        foreach (var field in fields)
        {
            if (FindFirst(table, candidate => candidate.Name.Equals(field, StringComparison.OrdinalIgnoreCase)) is { } found
                && found.Values.Any(value => value is not null) && isGood(found.Values))
            {
                return found;
            }
        }

        return null;
    }

    private static (string Field, string?[] Values)? FindFirst(IAttributeTable table, Func<AttributeField, bool> isIt)
    {
        for (var i = 0; i < table.Fields.Count; i++)
        {
            if (isIt(table.Fields[i]))
            {
                return (table.Fields[i].Name, table.Column(i));
            }
        }

        return null;
    }
}
