using System.Globalization;
using CsvHelper;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Calls;

/// <summary>Turns the fields of one row into a call, or says what is wrong with the first faulty one. Not for two threads at once.</summary>
/// <remarks>Blanks around a value are no part of it. The address is never looked at. Longitude and latitude come out as written: <see cref="AxisOrder"/> judges them.</remarks>
internal sealed class CallRowReader(CallColumns columns, CityClock clock, bool minutesAreEach)
{
    private const int LongestText = 1000;
    private const int MostMinuteHundredths = 100_000_000;

    private readonly Dictionary<string, string> _dispositions = new(StringComparer.Ordinal);

    /// <summary>Reads what rows tell beside; null where the file tells nothing.</summary>
    public CallDetailReader? Details { get; } = columns.Details is { } places ? new CallDetailReader(places, clock) : null;

    /// <summary>Null for a sound row; else the reason, with the column it lies in (empty for the row as a whole); <see cref="RowFaults.NoPlace"/> for a row that lacks nothing else.</summary>
    public string? Read(IParser row, out Call call, out string column)
    {
        call = default;
        column = "";
        if (row.Count != columns.Header.Length)
        {
            return row.Count > columns.Header.Length ? RowFaults.TooMany : RowFaults.TooFew;
        }

        column = "event_number";
        var eventNumber = row[columns.EventNumber].Trim();
        if (eventNumber.Length is 0 or > LongestText)
        {
            column = IsEmpty(row) ? "" : column;
            return column.Length == 0 ? RowFaults.Empty : eventNumber.Length == 0 ? RowFaults.NoEventNumber : RowFaults.LongEventNumber;
        }

        column = "priority";
        if (!int.TryParse(row[columns.Priority].AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var priority) || priority is < 1 or > 9)
        {
            return RowFaults.Priority;
        }

        column = "is_incident";
        if (!TryReadFlag(row[columns.IsIncident].AsSpan().Trim(), out var isIncident))
        {
            return RowFaults.IsIncident;
        }

        column = "geometry_wkt";
        var hasPlace = WktPoint.TryRead(row[columns.Geometry], out var longitude, out var latitude);
        if (!hasPlace && !PlaceText.IsBlank(row[columns.Geometry]))
        {
            return RowFaults.Point;
        }

        column = "timestamp";
        if (!clock.TryRead(row[columns.Timestamp].AsSpan().Trim(), out var utcSeconds, out var localSeconds))
        {
            return RowFaults.Timestamp;
        }

        column = "disposition";
        var disposition = Shared(row[columns.Disposition].Trim());
        if (disposition.Length > LongestText)
        {
            return RowFaults.LongDisposition;
        }

        column = "service_minutes";
        if (!TryReadMinutes(columns.ServiceMinutes < 0 ? "" : row[columns.ServiceMinutes], out var hundredths))
        {
            return RowFaults.ServiceMinutes;
        }

        column = "units";
        if (!TryReadUnits(columns.Units < 0 ? "" : row[columns.Units], out var units))
        {
            return RowFaults.Units;
        }

        if (minutesAreEach && hundredths is { } each)
        {
            var total = (long)each * Math.Max(1, units ?? 1);
            if (total > MostMinuteHundredths)
            {
                column = "service_minutes";
                return RowFaults.ServiceMinutes;
            }

            hundredths = (int)total;
        }

        if (!hasPlace)
        {
            return RowFaults.NoPlace;
        }

        call = new Call(eventNumber, (byte)priority, isIncident, longitude, latitude, utcSeconds, localSeconds, disposition, hundredths, units)
        {
            Details = Details?.Read(row),
        };
        return null;
    }

    private static bool IsEmpty(IParser row)
    {
        for (var i = 0; i < row.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(row[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadFlag(ReadOnlySpan<char> text, out bool flag)
    {
        flag = text is "1" || text.Equals("t", StringComparison.OrdinalIgnoreCase) || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return flag || text is "0" || text.Equals("f", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryReadMinutes(ReadOnlySpan<char> text, out int? hundredths)
    {
        hundredths = null;
        text = text.Trim();
        if (text.IsEmpty)
        {
            return true;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) || minutes * 100 > MostMinuteHundredths)
        {
            return false;
        }

        hundredths = (int)decimal.Round(minutes * 100, MidpointRounding.AwayFromZero);
        return true;
    }

    private static bool TryReadUnits(ReadOnlySpan<char> text, out int? units)
    {
        units = null;
        text = text.Trim();
        if (text.IsEmpty)
        {
            return true;
        }

        var read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 10_000;
        units = read ? number : null;
        return read;
    }

    /// <summary>One string a code: a city has a handful, a year of calls a million.</summary>
    private string Shared(string disposition)
    {
        if (_dispositions.TryGetValue(disposition, out var shared))
        {
            return shared;
        }

        if (_dispositions.Count < 1000)
        {
            _dispositions.Add(disposition, disposition);
        }

        return disposition;
    }
}
