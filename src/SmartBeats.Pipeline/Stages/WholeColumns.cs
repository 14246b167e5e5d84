using SmartBeats.Districting;
using SmartBeats.Geography;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Makes groups of areas of one value in a column of the map.</summary>
internal static class WholeColumns
{
    private const string Another = "Name a column that several areas share a value of, such as their neighborhood.";

    /// <param name="map">With its columns.</param>
    /// <param name="name">The column's.</param>
    /// <param name="weight">In (0, 10].</param>
    /// <param name="notes">Gains a sentence where areas have no value.</param>
    /// <exception cref="InputException">There is no such column, or nothing in it could be kept whole or cut.</exception>
    public static KeepWholeWish Read(CityMap map, string name, double weight, List<string> notes)
    {
        var column = map.Columns.Get("keepWhole", name);
        string[] groups = [.. column.Values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var without = column.Values.Count(value => value is null);
        if (groups.Length == column.Values.Count - without)
        {
            throw new InputException("keepWhole", $"no two areas have the same {column.Name}: there is nothing to keep together", Another);
        }

        if (groups.Length == 1 && without == 0)
        {
            throw new InputException("keepWhole", $"every area has the {column.Name} {groups[0]}, which no beat could hold whole", Another);
        }

        if (without > 0)
        {
            notes.Add(FormattableString.Invariant($"{without:N0} {(without == 1 ? "area has" : "areas have")} no {column.Name} and {(without == 1 ? "is" : "are")} kept with none."));
        }

        var numberOf = groups.Index().ToDictionary(group => group.Item, group => group.Index, StringComparer.Ordinal);
        return new KeepWholeWish(column.Name, [.. column.Values.Select(value => value is null ? -1 : numberOf[value])], groups, weight);
    }
}
