using SmartBeats.Calls;
using SmartBeats.Calls.Mapping;
using SmartBeats.Geography;

namespace SmartBeats.Signals;

/// <summary>Finds when the shapes of a signal happened, where one column tells.</summary>
internal static class SignalTimes
{
    private static readonly string[] _names = ["timestamp", "datetime", "time", "date", "occurred", "crash_date", "date_time", "local_time"];

    /// <summary>The city's clock per row of the layer's table, in seconds since 1970-01-01; null where no column tells.</summary>
    /// <param name="notes">Gains what was found, and why a column of times is passed over.</param>
    public static long?[]? Find(MapLayer layer, City city, List<string> notes)
    {
        var fields = layer.Attributes.Fields;
        var at = _names.Select(name => IndexOf(fields, name)).FirstOrDefault(index => index >= 0, -1);
        if (at < 0)
        {
            return null;
        }

        var values = layer.Attributes.Column(at);
        if (!TryFindFormat(values, out var format, out var fault))
        {
            notes.Add($"{fields[at].Name} {fault}: its shapes count whatever the time a request asks for.");
            return null;
        }

        var reader = new TimeReader(format, new CityClock(city));
        long?[] times = [.. values.Select(value => value is not null && reader.TryRead(value, out _, out var local) ? local : (long?)null)];
        var without = layer.Shapes.Count(shape => times[shape.Row] is null);
        notes.Add($"{fields[at].Name} is when each happened" + (without == 0 ? "." : $"; {Wording.Count(without, layer.Unit)} without a time count whatever the time a request asks for."));
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

    private static int IndexOf(IReadOnlyList<AttributeField> fields, string name) =>
        Enumerable.Range(0, fields.Count).FirstOrDefault(field => fields[field].Name.Equals(name, StringComparison.OrdinalIgnoreCase), -1);
}
