using SmartBeats.Calls;
using SmartBeats.Calls.Mapping;
using SmartBeats.Geography;

namespace SmartBeats.Signals;

/// <summary>Finds when the shapes of a signal happened, where one column tells.</summary>
internal static class SignalTimes
{
    /// <summary>The city's clock per row of the layer's table, in seconds since 1970-01-01; null where no column tells.</summary>
    /// <param name="layer">With the columns that may tell.</param>
    /// <param name="mapped">What the mapping of a table found; null where a column is looked for by its name.</param>
    /// <param name="city">Whose clock it is.</param>
    /// <param name="notes">Gains what was found, and why a column of times is passed over.</param>
    public static long?[]? Find(MapLayer layer, TimeMapping? mapped, City city, List<string> notes)
    {
        string[] names = [.. layer.Attributes.Fields.Select(field => field.Name)];
        if (mapped is not null)
        {
            return Read(layer, mapped, names, city, notes);
        }

        var at = SignalColumns.FindFirst(SignalColumns.Times, names);
        if (at < 0)
        {
            return null;
        }

        if (TryFindFormat(layer.Attributes.Column(at), out var format, out var fault))
        {
            return Read(layer, new TimeMapping([names[at]], format), names, city, notes);
        }

        notes.Add($"{names[at]} {fault}: its shapes count whatever the time a request asks for.");
        return null;
    }

    private static long?[] Read(MapLayer layer, TimeMapping mapping, string[] names, City city, List<string> notes)
    {
        var reader = new TimeReader(mapping.Format, new CityClock(city));
        string?[][] columns = [.. new ColumnFinder(names, layer.Where).FindTime(mapping.Columns).Select(layer.Attributes.Column)];
        var times = new long?[columns[0].Length];
        for (var row = 0; row < times.Length; row++)
        {
            long local = 0;
            var isRead = columns.Length == 1
                ? reader.TryRead(columns[0][row], out _, out local)
                : reader.TryRead(columns[0][row], columns[1][row], out _, out local);
            times[row] = isRead ? local : null;
        }

        var without = layer.Shapes.Count(shape => times[shape.Row] is null);
        var told = mapping.Columns.Count == 1 ? $"{mapping.Columns[0]} is" : $"{string.Join(" and ", mapping.Columns)} are";
        notes.Add($"{told} when each happened" + (without == 0 ? "." : $"; {Wording.Count(without, layer.Unit)} without a time {(without == 1 ? "counts" : "count")} whatever the time a request asks for."));
        return times;
    }

    private static bool TryFindFormat(string?[] values, out TimeFormat format, out string fault)
    {
        (format, fault) = (new TimeFormat(TimeKind.Calendar), "");
        string[] filled = [.. values.OfType<string>()];
        if (filled.Length > 0 && filled.All(value => value.Length is 10 or 13 && value.All(char.IsAsciiDigit)))
        {
            format = new TimeFormat(filled[0].Length == 13 ? TimeKind.EpochMilliseconds : TimeKind.EpochSeconds);
            return true;
        }

        var evidence = new TimeEvidence();
        var read = filled.Count(value => evidence.Add(value));
        if (filled.Length == 0 || read < filled.Length)
        {
            fault = "is no time in every row";
            return false;
        }

        if (evidence.FindOrder() is not { } order)
        {
            fault = "may have the day or the month first";
            return false;
        }

        format = new TimeFormat(TimeKind.Calendar, order, evidence.WithHalf > 0, evidence.NotMidnight == 0);
        return true;
    }
}
