using System.Collections;
using Amazon.RDSDataService.Model;

namespace SmartBeats.Lambda.Database;

/// <summary>One row of an answer, columns from 0.</summary>
public sealed class DataRow(IReadOnlyList<Field> fields)
{
    public bool IsNull(int column) => fields[column].IsNull == true;

    public string Text(int column) => fields[column].StringValue;

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long Long(int column) => fields[column].LongValue!.Value;

    /// <summary>A double, or a whole number where the database had one.</summary>
    public double Double(int column) => fields[column].DoubleValue ?? fields[column].LongValue!.Value;

    public bool Flag(int column) => fields[column].BooleanValue == true;
}

/// <summary>Values for <c>:name</c>; a collection that is written as <c>new() { { "city", city } }</c>.</summary>
public sealed class DataValues : IEnumerable<SqlParameter>
{
    public List<SqlParameter> Parameters { get; } = [];

    public void Add(string name, string? value) => Add(name, value is null ? new Field { IsNull = true } : new Field { StringValue = value });

    public void Add(string name, long value) => Add(name, new Field { LongValue = value });

    public void Add(string name, long? value) => Add(name, value is { } known ? new Field { LongValue = known } : new Field { IsNull = true });

    public void Add(string name, double value) => Add(name, new Field { DoubleValue = value });

    /// <summary>Adds what a request's filter carries: texts and whole numbers.</summary>
    public void AddAll(IEnumerable<KeyValuePair<string, object>> values)
    {
        foreach (var (name, value) in values)
        {
            Add(name, value switch
            {
                string text => new Field { StringValue = text },
                double number => new Field { DoubleValue = number },
                _ => new Field { LongValue = Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) },
            });
        }
    }

    public IEnumerator<SqlParameter> GetEnumerator() => Parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string name, Field value) => Parameters.Add(new SqlParameter { Name = name, Value = value });
}
