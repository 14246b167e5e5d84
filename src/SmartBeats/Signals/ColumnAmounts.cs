using System.Globalization;
using SmartBeats.Geography;
using SmartBeats.Geography.Columns;

namespace SmartBeats.Signals;

/// <summary>Reads a column of a map as numbers to be shared out among beats: none negative, none without end.</summary>
public static class ColumnAmounts
{
    /// <summary>Largest number of an area, so that sums stay exact.</summary>
    private const decimal MostOfArea = 1_000_000_000_000m;

    private const int MostDecimals = 6;

    /// <summary>The numbers of a column, exact to as many decimals as they have and their size allows, at most six.</summary>
    /// <param name="map">Whose areas they are of.</param>
    /// <param name="column">One of its columns.</param>
    /// <param name="notes">Gains a sentence where areas have no number.</param>
    /// <exception cref="InputException">A value that is no number, or one below 0 or too large; says of which area.</exception>
    public static SignalAmounts Read(CityMap map, MapColumn column, List<string> notes)
    {
        var numbers = new decimal[column.Values.Count];
        List<string> missing = [];
        for (var area = 0; area < numbers.Length; area++)
        {
            if (column.Values[area] is not { } text)
            {
                missing.Add(map.Areas[area].Id);
                continue;
            }

            numbers[area] = ReadNumber(map, column, area, text);
        }

        if (missing.Count > 0)
        {
            notes.Add($"{Wording.Count(missing.Count, "area")} {(missing.Count == 1 ? "has" : "have")} no {column.Name} and {(missing.Count == 1 ? "weighs" : "weigh")} nothing of it: {Wording.Some(missing)}.");
        }

        var unitsPerOne = FindUnits(numbers);
        return new SignalAmounts(column.Name, SignalKind.Column, column.Name, unitsPerOne, [.. numbers.Select(number => (long)decimal.Round(number * unitsPerOne))]);
    }

    /// <summary>Whether every value there is could be read by <see cref="Read"/>.</summary>
    /// <param name="column">Of a map.</param>
    public static bool HasNumbers(MapColumn column) =>
        column.Values.Any(value => value is not null) && column.Values.All(value => value is null || (TryParse(value, out var number) && number is >= 0 and <= MostOfArea));

    private static decimal ReadNumber(CityMap map, MapColumn column, int area, string text)
    {
        var id = map.Areas[area].Id;
        if (!TryParse(text, out var number))
        {
            string[] others = [.. map.Columns.All.Where(HasNumbers).Select(other => other.Name)];
            var what = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && !double.IsFinite(other)
                ? "which is not finite"
                : "which is no number";
            throw new InputException(
                "weigh",
                $"column {column.Name} has {StrictJson.Shown(StrictJson.Text(text))} for area {id}, {what}",
                others.Length == 0 ? "No column of the map has a number of at least 0 for its areas." : $"Columns of numbers are {Wording.Some(others)}.");
        }

        if (number < 0)
        {
            throw new InputException(
                "weigh", $"column {column.Name} has {text} for area {id}, which is below 0: work is not negative", "Correct the map, or weigh another column.");
        }

        return number <= MostOfArea ? number : throw new InputException(
            "weigh", $"column {column.Name} has {text} for area {id}, more than {MostOfArea.ToString("N0", CultureInfo.InvariantCulture)}", "Give it in a larger unit.");
    }

    // A number as a file of numbers has it: no thousands separators, which differ from country to country.
    private static bool TryParse(string text, out decimal number) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static int FindUnits(decimal[] numbers)
    {
        var (units, most) = (1, numbers.Max());
        for (var decimals = 0; decimals < MostDecimals; decimals++)
        {
            if (most * units * 10 > MostOfArea || numbers.All(number => decimal.Truncate(number * units) == number * units))
            {
                break;
            }

            units *= 10;
        }

        return units;
    }
}
