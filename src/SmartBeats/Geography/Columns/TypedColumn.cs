using System.Globalization;

namespace SmartBeats.Geography.Columns;

/// <summary>What the values of a map's column are, as files of other programs hold them.</summary>
internal enum ColumnType
{
    /// <summary>Text: also dates, and true and false.</summary>
    Text,

    /// <summary>Whole numbers, <see langword="long"/>.</summary>
    Whole,

    /// <summary>Numbers, <see langword="double"/>.</summary>
    Number,
}

/// <summary>A column of a map with its values as what they are: in every file that repeats the map's columns alike.</summary>
/// <param name="Type">One for all values.</param>
/// <param name="Values">By area; null where there is none.</param>
internal sealed record TypedColumn(ColumnType Type, object?[] Values)
{
    /// <summary>Larger numbers lose digits where a program holds them as a fraction: they are identifiers, and stay text.</summary>
    private const decimal MostNumber = 1e15m;

    /// <summary>Numbers where the file has numbers and every value is one; whole ones where all are.</summary>
    /// <param name="column">As the map keeps it.</param>
    public static TypedColumn Create(MapColumn column)
    {
        if (column.IsText)
        {
            return new TypedColumn(ColumnType.Text, [.. column.Values]);
        }

        var numbers = new decimal?[column.Values.Count];
        for (var area = 0; area < numbers.Length; area++)
        {
            if (column.Values[area] is not { } text)
            {
                continue;
            }

            if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) >= MostNumber)
            {
                return new TypedColumn(ColumnType.Text, [.. column.Values]);
            }

            numbers[area] = number;
        }

        return Array.TrueForAll(numbers, number => number is null || decimal.Truncate(number.Value) == number)
            ? new TypedColumn(ColumnType.Whole, [.. numbers.Select(number => number is { } whole ? (object)(long)whole : null)])
            : new TypedColumn(ColumnType.Number, [.. numbers.Select(number => number is { } some ? (object)(double)some : null)]);
    }
}
