using SmartBeats.Calls.Mapping;
using SmartBeats.Geography;

namespace SmartBeats.Signals;

/// <summary>The columns of a table that are looked at again, a value a row; of the others only the names.</summary>
/// <param name="header">Names of all columns.</param>
/// <param name="kept">Names of those whose values are kept.</param>
internal sealed class TableAttributes(string[] header, HashSet<string> kept) : IAttributeTable
{
    private readonly List<string?>?[] _columns = Array.ConvertAll(header, name => kept.Contains(name) ? new List<string?>() : null);

    /// <inheritdoc/>
    public IReadOnlyList<AttributeField> Fields { get; } = [.. header.Select(name => new AttributeField(name, AttributeKind.Text))];

    /// <inheritdoc/>
    public string?[] Column(int field) => [.. _columns[field] ?? throw new InvalidOperationException("The values of this column were not kept.")];

    /// <summary>Adds a row.</summary>
    /// <typeparam name="TRow">Where its fields lie.</typeparam>
    /// <param name="row">As many fields as the header has.</param>
    public void Add<TRow>(in TRow row)
        where TRow : IRecordFields, allows ref struct
    {
        for (var at = 0; at < _columns.Length; at++)
        {
            if (_columns[at] is { } values)
            {
                var text = row.GetField(at).Trim();
                values.Add(text.IsEmpty ? null : text.ToString());
            }
        }
    }
}
