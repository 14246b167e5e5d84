using System.Globalization;

namespace SmartBeats.Geography.Forms;

/// <summary>Attributes that came as text, a value at a time. Only what is there takes memory, whatever names the features invent.</summary>
internal sealed class TextAttributes : IAttributeTable
{
    private const int LongestText = 1_000;
    private const int MostFields = 1_000;

    private readonly List<(string Name, List<(int Row, string Value)> Values)> _columns = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    /// <summary>Rows there are, those without any value counted.</summary>
    public int RowCount { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<AttributeField> Fields => [.. _columns.Select(column => new AttributeField(column.Name, KindOf(column.Values)))];

    /// <inheritdoc/>
    public string?[] Column(int field)
    {
        var values = new string?[RowCount];
        foreach (var (row, value) in _columns[field].Values)
        {
            values[row] = value;
        }

        return values;
    }

    /// <summary>Keeps a value; blank text, text too long to be an id or a name, and fields beyond the thousandth are left out.</summary>
    public void Set(int row, string name, string? value)
    {
        if (!_byName.TryGetValue(name, out var at))
        {
            if (_columns.Count == MostFields)
            {
                return;
            }

            _byName[name] = at = _columns.Count;
            _columns.Add((name, []));
        }

        if (value?.Trim() is { Length: > 0 and <= LongestText } text)
        {
            _columns[at].Values.Add((row, text));
        }
    }

    private static AttributeKind KindOf(List<(int Row, string Value)> values) =>
        values.TrueForAll(value => long.TryParse(value.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) ? AttributeKind.WholeNumber
        : values.TrueForAll(value => double.TryParse(value.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? AttributeKind.Other
        : AttributeKind.Text;
}
