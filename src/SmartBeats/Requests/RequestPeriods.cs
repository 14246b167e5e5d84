using System.Globalization;
using System.Text.Json;
using NodaTime;
using SmartBeats.Demand;

namespace SmartBeats.Requests;

/// <summary>Reads and writes what is said of time: <c>weighPeriods, halfLife, for, anew, life</c>.</summary>
internal static class RequestPeriods
{
    private const string PeriodsRemedy = "Write such as {\"2017-05..2017-08\": 1, \"2018-01..2018-04\": 1}: months or days, each once.";
    private const string HalfLifeRemedy = "Write days, weeks or months, such as \"3m\" or \"13w\".";
    private const string ForRemedy = "Write months, such as \"2018-05..2018-08\".";
    private const string LifeRemedy = "Write days, weeks, months or years, such as \"26w\" or \"1y\".";
    private const int FewestLifeDays = 28;
    private const int MostPeriods = 100;
    private const int MostDays = 4000;

    public static PlanRequest ReadPeriods(PlanRequest request, RequestValue value)
    {
        if (value.Json.ValueKind != JsonValueKind.Object)
        {
            value.Refuse("an object of periods and their weights", PeriodsRemedy);
            return request;
        }

        var before = value.Faults.Count;
        var periods = new List<WeightedPeriod>();
        foreach (var property in value.Json.EnumerateObject())
        {
            var weight = value with { Json = property.Value, Label = $"{value.Name}.{property.Name}" };
            if (ParseDays(property.Name) is not { } days)
            {
                value.Fault($"names {StrictJson.Shown(StrictJson.Text(property.Name))}, which is no period", PeriodsRemedy);
            }
            else if (weight.Decimal() is not (> 0 and <= 1000) || weight.Decimal() is not { } exact || decimal.Round(exact, 3) != exact)
            {
                weight.Refuse("a weight above 0 and at most 1000 with at most three decimals", PeriodsRemedy);
            }
            else
            {
                periods.Add(new WeightedPeriod(days, exact));
            }
        }

        periods.Sort((a, b) => a.Days.First.CompareTo(b.Days.First));
        if (periods.Zip(periods.Skip(1)).FirstOrDefault(pair => pair.Second.Days.First <= pair.First.Days.Last) is { First: not null } twice)
        {
            value.Fault($"has {twice.First.Days} and {twice.Second.Days}, which overlap", PeriodsRemedy);
        }

        if (periods.Count is 0 or > MostPeriods && value.Faults.Count == before)
        {
            value.Fault(periods.Count == 0 ? "names no period" : $"names more than {MostPeriods} periods", PeriodsRemedy);
        }

        return value.Faults.Count == before ? request with { WeighPeriods = periods } : request;
    }

    public static PlanRequest ReadHalfLife(PlanRequest request, RequestValue value)
    {
        if (value.Text("a length of time", HalfLifeRemedy) is not { } text)
        {
            return request;
        }

        if (ParseLength(text) is >= 8 and <= MostDays and { } days)
        {
            return request with { HalfLifeDays = days };
        }

        value.Refuse($"a length of time from 8 days to {MostDays}", HalfLifeRemedy);
        return request;
    }

    public static PlanRequest ReadFor(PlanRequest request, RequestValue value)
    {
        if (value.Text("a period of months", ForRemedy) is not { } text)
        {
            return request;
        }

        if (ParseDays(text) is { Days: <= 366 } days)
        {
            return request with { For = days };
        }

        value.Refuse("a period of at most a year", ForRemedy);
        return request;
    }

    public static PlanRequest ReadLife(PlanRequest request, RequestValue value)
    {
        if (value.Text("a length of time", LifeRemedy) is not { } text)
        {
            return request;
        }

        if (ParseLength(text) is >= FewestLifeDays and <= MostDays and { } days)
        {
            return request with { LifeDays = days };
        }

        value.Refuse($"a length of time from {FewestLifeDays} days to {MostDays}", LifeRemedy);
        return request;
    }

    /// <summary>What the fields mean together.</summary>
    public static IEnumerable<RequestFault> Faults(PlanRequest request)
    {
        string[] given =
        [
            .. request.WeighPeriods.Count > 0 ? ["weighPeriods"] : Array.Empty<string>(),
            .. request.HalfLifeDays is null ? [] : new[] { "halfLife" },
            .. request.For is null ? [] : new[] { "for" },
        ];
        if (given.Length > 1)
        {
            yield return new RequestFault(given[1], $"{given[0]} and {given[1]} both say what calls count by when they came", "Keep one.");
        }

        if (request is { HalfLifeDays: not null, To: null })
        {
            yield return new RequestFault("halfLife", "halfLife is given and to is not", "Write to, the last day of the calls: age is counted back from there.");
        }

        if (request is { For: not null, LifeDays: not null })
        {
            yield return new RequestFault("life", "for and life both say how long the beats are for", "Keep one.");
        }

        if (request.Anew)
        {
            given = [.. given, "anew"];
        }

        if (given.Length > 0 && (request.Response is not null || request.Shifts.Count > 0 || request.Goal == Districting.Goal.Response))
        {
            yield return new RequestFault(given[0], $"{given[0]} is given with response or shifts, whose rates are counts over time", $"Leave out {given[0]}, or response and shifts.");
        }
    }

    /// <summary>Only what is asked for: a plan made before these fields existed keeps its name.</summary>
    public static void Write(Utf8JsonWriter writer, PlanRequest request)
    {
        if (request.WeighPeriods.Count > 0)
        {
            writer.WriteStartObject("weighPeriods");
            foreach (var period in request.WeighPeriods.OrderBy(period => period.Days.First))
            {
                writer.WriteNumber(period.Days.ToString(), period.Weight / 1.000m);
            }

            writer.WriteEndObject();
        }

        if (request.HalfLifeDays is { } days)
        {
            writer.WriteString("halfLife", string.Create(CultureInfo.InvariantCulture, $"{days}d"));
        }

        if (request.For is { } life)
        {
            writer.WriteString("for", life.ToString());
        }

        if (request.Anew)
        {
            writer.WriteBoolean("anew", true);
        }

        if (request.LifeDays is { } lives)
        {
            writer.WriteString("life", string.Create(CultureInfo.InvariantCulture, $"{lives}d"));
        }
    }

    /// <summary>Days of <c>90d</c>, <c>13w</c>, <c>3m</c> (a twelfth of 365.25 days) or <c>1y</c>; null for anything else.</summary>
    public static int? ParseLength(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostDays)
        {
            return null;
        }

        return text[^1] switch
        {
            'd' => number,
            'w' => 7 * number,
            'm' => (int)Math.Round(number * 365.25 / 12),
            'y' => (int)Math.Min(int.MaxValue, Math.Round(number * 365.25)),
            _ => null,
        };
    }

    /// <summary>Two months or two days with <c>..</c> between them, both included; null for anything else.</summary>
    private static DayRange? ParseDays(string text)
    {
        if (text.Split("..") is not [var from, var to] || ParseEnd(from, isEnd: false) is not { } first || ParseEnd(to, isEnd: true) is not { } last || last < first)
        {
            return null;
        }

        return new DayRange(DayRange.ToDay(first), DayRange.ToDay(last));
    }

    private static LocalDate? ParseEnd(string text, bool isEnd)
    {
        if (RequestTime.Parse(text.Length == 7 ? text + "-01" : text, isEnd) is not { } time || text.Length is not (7 or 10))
        {
            return null;
        }

        return isEnd && text.Length == 7 ? time.Date.PlusMonths(1).PlusDays(-1) : time.Date;
    }
}
