using System.Globalization;

namespace SmartBeats.Calls.Mapping;

/// <summary>The parts of a time as it is written, before anybody says which of the numbers is the day.</summary>
/// <remarks>
/// Takes <c>2024-03-31T15:04:05.123Z</c>, <c>3/31/2024 3:04 PM</c>, <c>2024/03/31 15:04:05+00</c>, <c>31.03.24 15:04</c>,
/// <c>20240331 150405</c>, <c>Mar 31 2024 03:04:05:000PM</c> and <c>31-MAR-2024 15:04</c>; a weekday before it is passed.
/// </remarks>
internal struct TimeText
{
    /// <summary>The three numbers of the date in the order written; a month's name is its number.</summary>
    public int First, Second, Third;

    /// <summary>Which of the three stands first as four digits, or is a name: -1 where none.</summary>
    public int YearAt, MonthNameAt;

    /// <summary>Time of day; <see cref="Hour"/> is -1 where there is none. Fractions of a second are cut.</summary>
    public int Hour, Minute, Second60;

    public bool HasHalf, IsAfternoon, HasDate;

    /// <summary>Seconds east of Greenwich, null without an offset.</summary>
    public int? Offset;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads the whole text, a date, a time of day or both; false where it is anything else.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out TimeText time)
    {
        time = new TimeText { YearAt = -1, MonthNameAt = -1, Hour = -1 };
        text = text.Trim();
        if (text.Length is 0 or > 64)
        {
            return false;
        }

        var at = 0;
        if (!time.TryReadDate(text, ref at))
        {
            // Not a date at all: a column of times of day alone is read from its beginning.
            at = 0;
            time = new TimeText { YearAt = -1, MonthNameAt = -1, Hour = -1 };
        }
        else
        {
            time.HasDate = true;
            if (at == text.Length)
            {
                return true;
            }

            if (text[at] is 'T' or 't' or ',' || (text[at] == ':' && at + 1 < text.Length))
            {
                at++;
            }
            else if (text[at] != ' ')
            {
                return false;
            }

            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }

        return time.TryReadClock(text, ref at) && at == text.Length;
    }

    private bool TryReadDate(ReadOnlySpan<char> text, ref int at)
    {
        SkipWeekday(text, ref at);
        if (TryReadCompactDate(text, ref at))
        {
            return true;
        }

        Span<int> parts = stackalloc int[3];
        for (var part = 0; part < 3; part++)
        {
            if (part > 0)
            {
                var before = at;
                while (at < text.Length && text[at] is '-' or '/' or '.' or ' ' or ',')
                {
                    at++;
                }

                if (at == before)
                {
                    return false;
                }
            }

            var start = at;
            if (TryReadNumber(text, ref at, 4, out parts[part]))
            {
                if (at - start == 3 || (at - start == 4 && YearAt >= 0))
                {
                    return false;
                }

                YearAt = at - start == 4 ? part : YearAt;
            }
            else if (MonthNameAt >= 0 || !TryReadMonthName(text, ref at, out parts[part]))
            {
                return false;
            }
            else
            {
                MonthNameAt = part;
            }
        }

        (First, Second, Third) = (parts[0], parts[1], parts[2]);
        return YearAt != 1;
    }

    private bool TryReadCompactDate(ReadOnlySpan<char> text, ref int at)
    {
        if (text.Length < at + 8 || text.Slice(at, 8).ContainsAnyExceptInRange('0', '9') || (text.Length > at + 8 && char.IsAsciiDigit(text[at + 8])))
        {
            return false;
        }

        First = (Two(text, at) * 100) + Two(text, at + 2);
        Second = Two(text, at + 4);
        Third = Two(text, at + 6);
        YearAt = 0;
        at += 8;
        return First is > 1900 and < 2200 && Second is >= 1 and <= 12 && Third is >= 1 and <= 31;
    }

    private bool TryReadClock(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        if (!TryReadNumber(text, ref at, 6, out var number))
        {
            return false;
        }

        switch (at - start)
        {
            case 6:
                (Hour, Minute, Second60) = (number / 10_000, number / 100 % 100, number % 100);
                break;
            case 4:
                (Hour, Minute) = (number / 100, number % 100);
                break;
            case <= 2 when at < text.Length && text[at] == ':':
                Hour = number;
                at++;
                start = at;
                if (!TryReadNumber(text, ref at, 2, out Minute) || at - start != 2)
                {
                    return false;
                }

                if (at < text.Length && text[at] == ':')
                {
                    at++;
                    start = at;
                    if (!TryReadNumber(text, ref at, 2, out Second60) || at - start != 2)
                    {
                        return false;
                    }
                }

                break;
            default:
                return false;
        }

        SkipFraction(text, ref at);
        ReadHalf(text, ref at);
        return TryReadOffset(text, ref at) && IsClock();
    }

    private readonly bool IsClock()
    {
        var hours = HasHalf ? Hour is >= 1 and <= 12 : Hour is >= 0 and <= 23;
        return hours && Minute is >= 0 and <= 59 && Second60 is >= 0 and <= 59;
    }

    private static void SkipFraction(ReadOnlySpan<char> text, ref int at)
    {
        if (at + 1 < text.Length && text[at] is '.' or ',' or ':' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
        }
    }

    private void ReadHalf(ReadOnlySpan<char> text, ref int at)
    {
        var letter = at;
        while (letter < text.Length && text[letter] == ' ')
        {
            letter++;
        }

        if (letter >= text.Length || text[letter] is not ('A' or 'a' or 'P' or 'p'))
        {
            return;
        }

        IsAfternoon = text[letter] is 'P' or 'p';
        letter++;
        letter += letter < text.Length && text[letter] == '.' ? 1 : 0;
        if (letter < text.Length && text[letter] is 'M' or 'm')
        {
            letter++;
            letter += letter < text.Length && text[letter] == '.' ? 1 : 0;
            HasHalf = true;
            at = letter;
        }
    }

    private bool TryReadOffset(ReadOnlySpan<char> text, ref int at)
    {
        var rest = text[at..].Trim();
        at = text.Length;
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest is "Z" or "z" || rest.Equals("UTC", StringComparison.OrdinalIgnoreCase) || rest.Equals("GMT", StringComparison.OrdinalIgnoreCase))
        {
            Offset = 0;
            return true;
        }

        if (rest[0] is not ('+' or '-') || rest.Length is not (3 or 5 or 6) || (rest.Length == 6 && rest[3] != ':'))
        {
            return false;
        }

        int hours = Two(rest, 1), minutes = 0;
        if (rest.Length > 3)
        {
            minutes = Two(rest, rest.Length - 2);
        }

        Offset = ((hours * 3600) + (minutes * 60)) * (rest[0] == '-' ? -1 : 1);
        return hours is >= 0 and <= 18 && minutes is >= 0 and <= 59;
    }

    private static void SkipWeekday(ReadOnlySpan<char> text, ref int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        var word = text[at..end];
        if (end < text.Length && text[end] is ' ' or ',' && word.Length >= 3 && FindMonth(word) == 0)
        {
            while (end < text.Length && text[end] is ' ' or ',')
            {
                end++;
            }

            at = end;
        }
    }

    private static bool TryReadMonthName(ReadOnlySpan<char> text, ref int at, out int month)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        month = end - at < 3 ? 0 : FindMonth(text[at..end]);
        at = end;
        return month > 0;
    }

    private static int FindMonth(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Months.Length; i++)
        {
            if (word.StartsWith(Months[i], StringComparison.OrdinalIgnoreCase)
                && CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(i + 1).AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }

        return word.Equals("sept", StringComparison.OrdinalIgnoreCase) ? 9 : 0;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, ref int at, int most, out int number)
    {
        number = 0;
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < most)
        {
            number = (number * 10) + text[at++] - '0';
        }

        return at > start && (at == text.Length || !char.IsAsciiDigit(text[at]));
    }

    private static int Two(ReadOnlySpan<char> text, int at)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        return (uint)tens <= 9 && (uint)ones <= 9 ? (tens * 10) + ones : -10_000;
    }
}
