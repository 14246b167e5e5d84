using System.Text.Json;

namespace SmartBeats.Geography.GeoJson;

/// <summary>The properties of features as a table. Only what is there takes memory, whatever names the features invent.</summary>
/// <remarks>Numbers keep their digits as written; true and false are text; lists and objects are left out, and so is text too long to be an id or a name.</remarks>
internal sealed class JsonAttributes : IAttributeTable
{
    private const int LongestText = 1_000;
    private const int MostFields = 1_000;
    private const string FeatureId = "id";

    private readonly List<Column> _columns = [];
    private readonly Dictionary<string, Column> _byName = [];
    private readonly Column _featureIds = new(FeatureId);

    public int RowCount { get; set; }

    public IReadOnlyList<AttributeField> Fields => [.. All().Select(column => new AttributeField(column.Name, column.Kind))];

    string?[] IAttributeTable.Column(int field)
    {
        var values = new string?[RowCount];
        foreach (var (row, value) in All().ElementAt(field).Values)
        {
            values[row] = value;
        }

        return values;
    }

    public void ReadFeatureId(ref Utf8JsonReader json, int row) => Set(_featureIds, ref json, row);

    public void ReadProperties(ref Utf8JsonReader json, int row)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (!_byName.TryGetValue(name, out var column))
            {
                if (_columns.Count == MostFields)
                {
                    json.Skip();
                    continue;
                }

                _byName[name] = column = new Column(name);
                _columns.Add(column);
            }

            Set(column, ref json, row);
        }
    }

    private static void Set(Column column, ref Utf8JsonReader json, int row)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                column.Kind = AttributeKind.Text;
                if (json.GetString()! is { Length: <= LongestText } text && text.Trim() is { Length: > 0 } trimmed)
                {
                    column.Values.Add((row, trimmed));
                }

                break;
            case JsonTokenType.Number:
                var digits = System.Text.Encoding.ASCII.GetString(json.ValueSpan);
                if (column.Kind != AttributeKind.Text && !json.TryGetInt64(out _))
                {
                    column.Kind = AttributeKind.Other;
                }

                column.Values.Add((row, digits));
                break;
            case JsonTokenType.True or JsonTokenType.False:
                column.Kind = column.Kind == AttributeKind.Text ? AttributeKind.Text : AttributeKind.Other;
                column.Values.Add((row, json.TokenType == JsonTokenType.True ? "true" : "false"));
                break;
            default:
                json.Skip();
                break;
        }
    }

    private IEnumerable<Column> All() =>
        _featureIds.Values.Count > 0 && !_byName.ContainsKey(FeatureId) ? _columns.Prepend(_featureIds) : _columns;

    private sealed class Column(string name)
    {
        public string Name { get; } = name;

        public AttributeKind Kind { get; set; } = AttributeKind.WholeNumber;

        public List<(int Row, string Value)> Values { get; } = [];
    }
}
