namespace SmartBeats.Calls.Mapping;

/// <summary>What the numbers of a date mean, by their order.</summary>
public enum DateOrder
{
    /// <summary>2024-03-31, 20240331 and the like.</summary>
    YearMonthDay,

    /// <summary>03/31/2024 and the like.</summary>
    MonthDayYear,

    /// <summary>31.03.2024 and the like.</summary>
    DayMonthYear,
}

/// <summary>What kind of value a time is.</summary>
public enum TimeKind
{
    /// <summary>A date and a time of day as people write them.</summary>
    Calendar,

    /// <summary>Days since 1899-12-30 with a fraction, the city's wall clock, as spreadsheets keep time.</summary>
    ExcelSerial,

    /// <summary>Seconds since 1970-01-01T00:00:00Z.</summary>
    EpochSeconds,

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    EpochMilliseconds,
}

/// <summary>How a time is written in every row of a file. Separators, leading zeros, fractions and offsets may vary.</summary>
/// <param name="Kind">Of value.</param>
/// <param name="Order">Of a calendar date; no matter for other kinds.</param>
/// <param name="TwelveHour">Whether every time of day has AM or PM; without, none may have.</param>
/// <param name="DateOnly">Whether the values have no time of day: then each is its day's midnight.</param>
public sealed record TimeFormat(TimeKind Kind, DateOrder Order = DateOrder.YearMonthDay, bool TwelveHour = false, bool DateOnly = false)
{
    private const string Remedy = "Write the order as in \"MM/dd/yyyy hh:mm:ss tt\" (tt is AM or PM), \"dd.MM.yyyy HH:mm\" or "
        + "\"yyyy-MM-dd HH:mm:ss\", or one of excel-serial, epoch-seconds and epoch-milliseconds.";

    /// <summary>Reads a format as <see cref="ToString"/> and a person write it.</summary>
    /// <param name="text">Letters y, M, d, H or h, m, s, t in the order of the parts, or the name of a kind of number.</param>
    /// <param name="where">As the message begins: the flag or file.</param>
    /// <exception cref="InputException">No year, month and day in one of the three orders, or h without tt.</exception>
    public static TimeFormat Parse(string text, string where)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (text.Trim().ToLowerInvariant())
        {
            case "excel-serial":
                return new TimeFormat(TimeKind.ExcelSerial);
            case "epoch-seconds":
                return new TimeFormat(TimeKind.EpochSeconds);
            case "epoch-milliseconds":
                return new TimeFormat(TimeKind.EpochMilliseconds);
        }

        var order = string.Concat(text.Where(letter => letter is 'y' or 'M' or 'd').Distinct()) switch
        {
            "yMd" => DateOrder.YearMonthDay,
            "Mdy" => DateOrder.MonthDayYear,
            "dMy" => DateOrder.DayMonthYear,
            _ => throw new InputException(where, $"\"{text}\" is no format of a time", Remedy),
        };
        var twelveHour = text.Contains('t');
        if (twelveHour != text.Contains('h') || (twelveHour && text.Contains('H')))
        {
            throw new InputException(where, $"\"{text}\" does not say whether hours go to 12 or to 24", Remedy);
        }

        return new TimeFormat(TimeKind.Calendar, order, twelveHour, !twelveHour && !text.Contains('H'));
    }

    /// <summary>The format as <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        switch (Kind)
        {
            case TimeKind.ExcelSerial:
                return "excel-serial";
            case TimeKind.EpochSeconds:
                return "epoch-seconds";
            case TimeKind.EpochMilliseconds:
                return "epoch-milliseconds";
        }

        var date = Order switch
        {
            DateOrder.MonthDayYear => "MM/dd/yyyy",
            DateOrder.DayMonthYear => "dd/MM/yyyy",
            _ => "yyyy-MM-dd",
        };
        if (DateOnly)
        {
            return date;
        }

        return TwelveHour ? date + " hh:mm:ss tt" : date + " HH:mm:ss";
    }
}
