using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace SmartBeats.Demand;

/// <summary>Days by the city's wall clock, both ends included.</summary>
/// <param name="First">Days since 1970-01-01; may be negative.</param>
/// <param name="Last">Not before <paramref name="First"/>.</param>
public readonly record struct DayRange(int First, int Last)
{
    private const long SecondsPerDay = 86_400;

    private static readonly LocalDate _epoch = new(1970, 1, 1);

    /// <summary>How many days, at least 1.</summary>
    public int Days => Last - First + 1;

    /// <summary>The middle of the range, in days since 1970-01-01; a whole number or a half.</summary>
    public double Middle => (First + Last) / 2.0;

    /// <summary>Whole months.</summary>
    /// <param name="year">Of the first month.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="months">How many, at least 1; may run into the next year.</param>
    public static DayRange FromMonths(int year, int month, int months)
    {
        var first = new LocalDate(year, month, 1);
        return new DayRange(ToDay(first), ToDay(first.PlusMonths(months)) - 1);
    }

    /// <summary>Days since 1970-01-01 of a date.</summary>
    public static int ToDay(LocalDate date) => Period.DaysBetween(_epoch, date);

    /// <summary>The day an instant lies in.</summary>
    /// <param name="localSeconds">Seconds since 1970-01-01T00:00:00 local; may be negative.</param>
    public static int ToDay(long localSeconds) => (int)((localSeconds - (localSeconds % SecondsPerDay + SecondsPerDay) % SecondsPerDay) / SecondsPerDay);

    /// <summary>The date of a day counted since 1970-01-01.</summary>
    public static LocalDate ToDate(int day) => _epoch.PlusDays(day);

    /// <summary>Whether the day lies in the range.</summary>
    public bool Contains(int day) => First <= day && day <= Last;

    /// <inheritdoc/>
    public override string ToString() => $"{PrintDay(First)}..{PrintDay(Last)}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is no such range.</exception>
    public static DayRange Parse(string text)
    {
        var days = text.Split("..");
        return days.Length == 2
            ? new DayRange(ToDay(LocalDatePattern.Iso.Parse(days[0]).GetValueOrThrow()), ToDay(LocalDatePattern.Iso.Parse(days[1]).GetValueOrThrow()))
            : throw new FormatException($"\"{text}\" is no range of days.");
    }

    /// <summary>A day as yyyy-MM-dd.</summary>
    /// <param name="day">Days since 1970-01-01.</param>
    public static string PrintDay(int day) => ToDate(day).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
