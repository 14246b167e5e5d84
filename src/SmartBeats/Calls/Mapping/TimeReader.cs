using System.Globalization;

namespace SmartBeats.Calls.Mapping;

/// <summary>Reads the times of one mapped field. Safe for use by several threads.</summary>
internal sealed class TimeReader(TimeFormat format, CityClock clock)
{
    private const long EpochSeconds = 62_135_596_800; // 0001-01-01 to 1970-01-01
    private const long SerialEpoch = -2_209_161_600; // 1899-12-30 to 1970-01-01, in seconds
    private const long LatestSecond = 253_370_764_800; // 9999-01-01

    /// <summary>Reads one field; false for anything that is not in the format.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out long utcSeconds, out long localSeconds)
    {
        utcSeconds = localSeconds = 0;
        if (format.Kind != TimeKind.Calendar)
        {
            return TryReadNumber(text.Trim(), out utcSeconds, out localSeconds);
        }

        if (!TimeText.TryRead(text, out var time) || !TryReadDay(time, format.Order, out var day))
        {
            return false;
        }

        return TryReadSecond(time, out var second) && Resolve(day + second, time.Offset, out utcSeconds, out localSeconds);
    }

    /// <summary>Reads a date and a time of day that stand in two fields; a date's own time of day (midnight) is passed over.</summary>
    public bool TryRead(ReadOnlySpan<char> dateText, ReadOnlySpan<char> clockText, out long utcSeconds, out long localSeconds)
    {
        utcSeconds = localSeconds = 0;
        return TimeText.TryRead(dateText, out var date) && TryReadDay(date, format.Order, out var day)
            && TimeText.TryRead(clockText, out var time) && TryReadSecond(time, out var second)
            && Resolve(day + second, time.Offset, out utcSeconds, out localSeconds);
    }

    /// <summary>The day a date names, in seconds since 1970-01-01; false where it names none in this order.</summary>
    internal static bool TryReadDay(in TimeText time, DateOrder order, out long seconds)
    {
        seconds = 0;
        if (!time.HasDate)
        {
            return false;
        }

        // A month's name or a year in front says more than the order of the file.
        var (year, month, day) = (time.YearAt, time.MonthNameAt, order) switch
        {
            (0, _, _) => (time.First, time.Second, time.Third),
            (_, 0, _) => (time.Third, time.First, time.Second),
            (_, 1, DateOrder.YearMonthDay) when time.YearAt < 0 => (time.First, time.Second, time.Third),
            (_, 1, _) => (time.Third, time.Second, time.First),
            (2, _, DateOrder.DayMonthYear) or (-1, _, DateOrder.DayMonthYear) => (time.Third, time.Second, time.First),
            (2, _, DateOrder.MonthDayYear) or (-1, _, DateOrder.MonthDayYear) => (time.Third, time.First, time.Second),
            (-1, _, _) => (time.First, time.Second, time.Third),
            _ => (0, 0, 0),
        };
        if (time.YearAt < 0)
        {
            // Two digits: 1970 to 2069, as spreadsheets and POSIX nearly agree.
            year += year < 70 ? 2000 : 1900;
        }

        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        seconds = (new DateTime(year, month, day).Ticks / TimeSpan.TicksPerSecond) - EpochSeconds;
        return true;
    }

    private bool TryReadSecond(in TimeText time, out int second)
    {
        second = 0;
        if (time.Hour < 0)
        {
            return format.DateOnly;
        }

        if (time.HasHalf != format.TwelveHour)
        {
            return false;
        }

        var hour = time.Hour;
        if (time.HasHalf)
        {
            hour %= 12;
            hour += time.IsAfternoon ? 12 : 0;
        }

        second = (hour * 3600) + (time.Minute * 60) + time.Second60;
        return true;
    }

    private bool TryReadNumber(ReadOnlySpan<char> text, out long utcSeconds, out long localSeconds)
    {
        utcSeconds = localSeconds = 0;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(text, style, CultureInfo.InvariantCulture, out var number) || !(Math.Abs(number) < 1e15))
        {
            return false;
        }

        if (format.Kind == TimeKind.ExcelSerial)
        {
            // A serial day is off by a microsecond or so: the nearest second is meant.
            return number is > 0 and < 2_900_000 && Resolve(SerialEpoch + (long)Math.Round(number * 86_400), null, out utcSeconds, out localSeconds);
        }

        var seconds = format.Kind == TimeKind.EpochMilliseconds ? Math.Floor(number / 1000) : Math.Floor(number);
        return Resolve((long)seconds, 0, out utcSeconds, out localSeconds);
    }

    private bool Resolve(long wall, int? offset, out long utcSeconds, out long localSeconds)
    {
        utcSeconds = localSeconds = 0;
        if (wall <= -EpochSeconds + 86_400 || wall >= LatestSecond)
        {
            return false;
        }

        clock.Resolve(wall, offset, out utcSeconds, out localSeconds);
        return true;
    }
}
