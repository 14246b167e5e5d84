using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace SmartBeats.Requests;

/// <summary>Times, days and hours as a request writes them. All are the city's own wall clock.</summary>
internal static class RequestTime
{
    private static readonly LocalDateTimePattern Seconds =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    private static readonly string[] DayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Reads a time, or leaves a fault.</summary>
    public static LocalDateTime? Read(RequestValue value, bool isEnd)
    {
        const string expected = "a date and time (expected yyyy-MM-ddTHH:mm)";
        const string remedy = "Write the city's local time, such as \"2021-10-21T23:05\".";
        if (value.Text(expected, remedy) is not { } text)
            return null;

        var time = Parse(text, isEnd);
        if (time is null && HasOffset(text))
            value.Refuse("a time without an offset", $"{remedy} Leave out Z and offsets.");
        else if (time is null)
            value.Refuse(expected, remedy);

        return time;
    }

    /// <summary>
    /// <c>yyyy-MM-ddTHH:mm:ss</c>, with a space for the T, without seconds, or the date alone. What is left out is filled
    /// with the first second it can mean, or the last when <paramref name="isEnd"/>. Null when it is none of these.
    /// </summary>
    public static LocalDateTime? Parse(string text, bool isEnd)
    {
        var whole = text.Length switch
        {
            10 => text + (isEnd ? "T23:59:59" : "T00:00:00"),
            16 => text + (isEnd ? ":59" : ":00"),
            _ => text,
        };
        if (whole.Length != 19 || whole[11..].StartsWith("24", StringComparison.Ordinal))
            return null;

        var parsed = Seconds.Parse(whole[10] == ' ' ? $"{whole[..10]}T{whole[11..]}" : whole);
        return parsed.Success ? parsed.Value : null;
    }

    public static string Print(LocalDateTime time) => Seconds.Format(time);

    /// <summary>Reads <c>mon</c>, <c>Monday</c> or 1 to <c>sun</c>, <c>Sunday</c> or 7, or leaves a fault.</summary>
    public static IsoDayOfWeek? ReadDay(RequestValue value, string remedy)
    {
        var text = value.Json.ValueKind == JsonValueKind.String ? value.Json.GetString()! : value.Json.GetRawText();
        for (var i = 0; i < DayNames.Length; i++)
        {
            if (text.Equals(DayNames[i], StringComparison.OrdinalIgnoreCase)
                || text.Equals(DayNames[i][..3], StringComparison.OrdinalIgnoreCase)
                || (text.Length == 1 && text[0] == '1' + i))
                return (IsoDayOfWeek)(i + 1);
        }

        value.Refuse($"a weekday{NearMiss.Hint(text, DayNames)}", remedy);
        return null;
    }

    public static string Print(IsoDayOfWeek day) => DayNames[(int)day - 1][..3];

    /// <summary>Reads <c>"22-6"</c> or <c>{"from":22,"to":6}</c>, or leaves a fault. To 0 is to 24.</summary>
    public static HourRange? ReadHours(RequestValue value)
    {
        var ends = value.Json.ValueKind switch
        {
            JsonValueKind.String => value.Json.GetString()!.Split('-').Select(Hour).ToList(),
            JsonValueKind.Object when value.Json.EnumerateObject().Select(end => end.Name).Order(StringComparer.Ordinal).SequenceEqual(["from", "to"]) =>
                [Hour(value.Json.GetProperty("from").GetRawText()), Hour(value.Json.GetProperty("to").GetRawText())],
            _ => [],
        };
        if (ends is [>= 0 and <= 23 and var from, >= 0 and <= 24 and var to] && from != to)
            return new HourRange(from, to == 0 ? 24 : to);

        value.Refuse("a range of hours", "Write \"22-6\" or {\"from\": 22, \"to\": 6}: whole hours from 0 to 24, and not the same twice.");
        return null;
    }

    /// <summary>Reads <c>["6-14", "14-22", "22-6"]</c>, or leaves a fault.</summary>
    public static IReadOnlyList<HourRange>? ReadShifts(RequestValue value)
    {
        const string remedy = "Write such as [\"6-14\", \"14-22\", \"22-6\"], each shift once.";
        if (value.Items("a list of shifts", remedy) is not { } items)
            return null;

        var shifts = items.Select(ReadHours).ToArray();
        if (shifts.Contains(null))
            return null;

        if (shifts.Length <= 24 && shifts.Distinct().Count() == shifts.Length)
            return shifts!;

        value.Fault("names a shift twice", remedy);
        return null;
    }

    public static PlanRequest ReadBudget(PlanRequest request, RequestValue value)
    {
        if (value.Decimal() is >= 0 and <= 1 and { } budget)
            return request with { ShiftBudget = (double)budget };

        value.Refuse("a share from 0 to 1", "Write a fraction: 0.1 lets a tenth of the work change beat between shifts.");
        return request;
    }

    private static int Hour(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var hour) ? hour : -1;

    private static bool HasOffset(string text) =>
        text.Length > 16 && (text[^1] is 'Z' or 'z' || text.AsSpan(16).IndexOfAny('+', '-') >= 0);
}
