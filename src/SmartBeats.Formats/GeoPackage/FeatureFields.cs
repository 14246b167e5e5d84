using System.Globalization;
using Microsoft.Data.Sqlite;
using SmartBeats.Geography;

namespace SmartBeats.Formats.GeoPackage;

/// <summary>The columns of a layer that are no shapes.</summary>
internal sealed class FeatureFields
{
    private const int MostFields = 1_000;
    private const int LongestText = 1_000;

    private readonly List<AttributeField> _fields;
    private readonly int _key;

    private FeatureFields(List<AttributeField> fields, int key) => (_fields, _key) = (fields, key);

    public IEnumerable<string> Names => _fields.Select(column => column.Name);

    /// <summary>The fields with their values.</summary>
    /// <param name="columns">A list of values for each field.</param>
    /// <remarks>A key that only counts the rows is the file's own and says nothing of an area: no id is chosen of it unasked.</remarks>
    public FeatureAttributes CreateAttributes(List<string?>[] columns)
    {
        List<AttributeField> fields = [.. _fields];
        if (_key >= 0 && columns[_key].Index().All(cell => cell.Item == (cell.Index + 1).ToString(CultureInfo.InvariantCulture)))
        {
            fields[_key] = fields[_key] with { Kind = AttributeKind.Other };
        }

        return new FeatureAttributes(fields, columns);
    }

    /// <exception cref="InputException">The table has not the column that its shapes are said to lie in.</exception>
    public static FeatureFields Read(UntrustedDatabase database, FeatureTable table, string where)
    {
        List<AttributeField> fields = [];
        var (hasShapes, key) = (false, -1);
        foreach (var row in database.Query("SELECT name, type, pk FROM pragma_table_info($table) ORDER BY cid", ("$table", table.Name)))
        {
            var name = row.GetString(0);
            var isShape = name.Equals(table.ShapeColumn, StringComparison.OrdinalIgnoreCase);
            hasShapes |= isShape;
            if (!isShape && fields.Count < MostFields)
            {
                key = row.GetInt32(2) == 1 ? fields.Count : key;
                fields.Add(new AttributeField(name, FindKind(row.IsDBNull(1) ? "" : row.GetString(1))));
            }
        }

        return hasShapes
            ? new FeatureFields(fields, key)
            : throw new InputException(
                where, $"has no column \"{table.ShapeColumn}\", in which its shapes are said to be", "Export or download the file again.");
    }

    /// <summary>The shape, then the fields, in the order the rows were written.</summary>
    public string CreateQuery(FeatureTable table)
    {
        var columns = Names.Prepend(table.ShapeColumn).Select(UntrustedDatabase.Quote);
        return $"SELECT {string.Join(", ", columns)} FROM {UntrustedDatabase.Quote(table.Name)} ORDER BY rowid";
    }

    /// <summary>A value as text; null where there is none, or none that is an id or a name.</summary>
    public static string? ReadText(SqliteDataReader row, int column, ReadBudget budget)
    {
        if (row.IsDBNull(column))
        {
            return null;
        }

        switch (row.GetValue(column))
        {
            case long whole:
                return whole.ToString(CultureInfo.InvariantCulture);
            case double number:
                return number.ToString("R", CultureInfo.InvariantCulture);
            case string text:
                budget.TakeBytes(text.Length);
                return text.Trim() is { Length: > 0 and <= LongestText } kept ? kept : null;
            case byte[] blob:
                budget.TakeBytes(blob.Length);
                return null;
            default:
                return null;
        }
    }

    private static AttributeKind FindKind(string type) => type.Split('(')[0].Trim().ToUpperInvariant() switch
    {
        "TEXT" or "VARCHAR" or "CHAR" or "NVARCHAR" => AttributeKind.Text,
        "INTEGER" or "INT" or "MEDIUMINT" or "SMALLINT" or "TINYINT" or "BIGINT" => AttributeKind.WholeNumber,
        _ => AttributeKind.Other,
    };
}

/// <summary>A layer's fields and their values.</summary>
internal sealed class FeatureAttributes(IReadOnlyList<AttributeField> fields, List<string?>[] columns) : IAttributeTable
{
    public IReadOnlyList<AttributeField> Fields => fields;

    public string?[] Column(int field) => [.. columns[field]];
}
