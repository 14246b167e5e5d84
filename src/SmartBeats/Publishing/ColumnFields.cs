using System.Globalization;
using System.Text;
using SmartBeats.Geography;
using SmartBeats.Geography.Columns;
using SmartBeats.Geography.Shapefile;

namespace SmartBeats.Publishing;

/// <summary>The columns of a map as fields of a shapefile beside a plan's own.</summary>
/// <remarks>
/// A shapefile's names have ten letters: longer ones are cut, and one that is taken gets a number in the place of its end. Columns of whole
/// numbers stay so, other numbers keep up to six decimals, all else is text. The ids are a field of the plan already.
/// </remarks>
internal static class ColumnFields
{
    private const int LongestName = 10;
    private const int LongestText = 254;
    private const int MostDigits = 18;
    private const int MostDecimals = 6;

    /// <summary>Each column with what it holds per area.</summary>
    /// <param name="map">With its columns.</param>
    /// <param name="taken">Names of the plan's own fields.</param>
    public static IReadOnlyList<(DbfColumn Field, object?[] Values)> Create(CityMap map, IEnumerable<string> taken)
    {
        var names = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        var fields = new List<(DbfColumn, object?[])>();
        foreach (var column in map.Columns.All.Where(column => column.Name != map.IdField))
        {
            var name = FindName(column.Name, names);
            fields.Add(CreateField(name, column));
        }

        return fields;
    }

    private static (DbfColumn Field, object?[] Values) CreateField(string name, MapColumn column)
    {
        var typed = TypedColumn.Create(column);
        return typed.Type switch
        {
            ColumnType.Whole => (DbfColumn.Integer(name, MostDigits), typed.Values),
            ColumnType.Number => (DbfColumn.Decimal(name, MostDigits + MostDecimals, MostDecimals), typed.Values),
            _ => (DbfColumn.Text(name, Math.Clamp(typed.Values.Max(value => Encoding.UTF8.GetByteCount((string?)value ?? "")), 1, LongestText)), typed.Values),
        };
    }

    private static string FindName(string name, HashSet<string> names)
    {
        var plain = new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '_')]);
        plain = plain[..Math.Min(plain.Length, LongestName)];
        var free = plain;
        for (var number = 1; !names.Add(free); number++)
        {
            var end = number.ToString(CultureInfo.InvariantCulture);
            free = plain[..Math.Min(plain.Length, LongestName - 1 - end.Length)] + "_" + end;
        }

        return free;
    }
}
