namespace SmartBeats.Calls.Mapping;

/// <summary>The fields of one record, unquoted, wherever they lie.</summary>
public interface IRecordFields
{
    /// <summary>How many fields the record has.</summary>
    int Count { get; }

    /// <summary>The characters of a field, good until the next record is read.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    ReadOnlySpan<char> GetField(int index);
}

/// <summary>Fields that are strings already.</summary>
/// <param name="fields">In the order of the header.</param>
public readonly struct TextFields(IReadOnlyList<string> fields) : IRecordFields
{
    /// <inheritdoc/>
    public int Count => fields.Count;

    /// <inheritdoc/>
    public ReadOnlySpan<char> GetField(int index) => fields[index];
}
