using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stores;

/// <summary>One row of a counting statement: a text, then whole numbers (0 for NULL).</summary>
public readonly record struct SummaryRow(string Key, long[] Numbers);

/// <summary>Counts a <see cref="CallSummary"/> in a database: eight statements that SQLite and PostgreSQL read alike.</summary>
public static class CallSummarySql
{
    private const string Hour = "((((local_seconds - ((local_seconds % 3600 + 3600) % 3600)) / 3600 + 72) % 168 + 168) % 168)";

    /// <summary>47 years of days stay below the 1 MiB that an answer of the Data API may have.</summary>
    private const int MostDays = 16_000;

    /// <summary>Runs the statements one after the other.</summary>
    /// <param name="mark">What a parameter's name begins with, see <see cref="CallSql"/>.</param>
    /// <param name="query">Runs one statement with the parameters of its filter, and says how many numbers follow the text.</param>
    public static async Task<CallSummary> ReadAsync(string city, PlanRequest request, char mark, Func<CallSql, string, int, Task<IReadOnlyList<SummaryRow>>> query)
    {
        // Only what the summary is asked by: how calls are weighed is nothing to count by.
        request = new PlanRequest
        {
            Data = request.Data,
            Priorities = request.Priorities,
            Dispositions = request.Dispositions,
            Natures = request.Natures,
            Sources = request.Sources,
            WithoutPlaces = request.WithoutPlaces,
            From = request.From,
            To = request.To,
            Weekdays = request.Weekdays,
            Hours = request.Hours,
        };
        var whole = new CallSql(city, request, mark);
        var all = (await query(
            whole,
            $"""
            SELECT 'all', COUNT(*), COUNT(service_minute_hundredths), CAST(COALESCE(SUM(service_minute_hundredths), 0) AS bigint),
            MIN(local_seconds), MAX(local_seconds), COUNT(DISTINCT {CallSql.Day}), (SELECT COUNT(*) FROM calls WHERE city = {mark}city),
            CAST(COALESCE(SUM({CallSql.IsTimed}), 0) AS bigint)
            FROM calls WHERE {whole.Where}
            """,
            8))[0].Numbers;
        var priorities = await ReadValuesAsync("priority", new CallSql(city, request with { Priorities = [] }, mark));
        var dispositions = await ReadValuesAsync("disposition", new CallSql(city, request with { Dispositions = [] }, mark));
        var data = (await ReadValuesAsync("is_incident", new CallSql(city, request with { Data = CallData.All }, mark))).ToDictionary(row => row.Key, row => row.Numbers[0]);
        var natures = await ReadValuesAsync("COALESCE(nature, '')", new CallSql(city, request with { Natures = [] }, mark), CallSummary.MostNatures);
        var sources = (await ReadValuesAsync(FormattableString.Invariant($"COALESCE(source, {Call.Unknown})"), new CallSql(city, request with { Sources = [] }, mark)))
            .ToDictionary(row => row.Key, row => row.Numbers[0]);
        var anyDates = new CallSql(city, request with { From = null, To = null }, mark);
        var days = await query(anyDates, $"SELECT CAST({CallSql.Day} AS text), COUNT(*) FROM calls WHERE {anyDates.Where} GROUP BY 1 ORDER BY 2 DESC LIMIT {MostDays}", 1);
        var anyHours = new CallSql(city, request with { Weekdays = [], Hours = null }, mark);
        var week = new WeekCount(new long[WeekSlice.HoursPerWeek], new double[WeekSlice.HoursPerWeek]);
        foreach (var row in await query(
            anyHours,
            $"SELECT CAST({Hour} AS text), COUNT(*), CAST(COALESCE(SUM(service_minute_hundredths), 0) AS bigint) FROM calls WHERE {anyHours.Where} GROUP BY 1",
            2))
        {
            (week.Calls[ToNumber(row.Key)], week.Minutes[ToNumber(row.Key)]) = (row.Numbers[0], row.Numbers[1] / 100.0);
        }

        return new CallSummary(
            all[0],
            all[6],
            Outside: null,
            all[2] / 100.0,
            all[1] > 0,
            all[0] == 0 ? null : CallCounter.PrintTime(all[3]),
            all[0] == 0 ? null : CallCounter.PrintTime(all[4]),
            (int)all[5],
            [.. priorities.Select(row => new PriorityCount(ToNumber(row.Key), row.Numbers[0])).OrderBy(row => row.Value)],
            CallCounter.ListValues(dispositions.Select(row => (row.Key, row.Numbers[0], row.Numbers[1])), CallSummary.MostDispositions),
            new DataCount(data.GetValueOrDefault("1"), data.GetValueOrDefault("0"), data.GetValueOrDefault("2")),
            CallCounter.ListMonths(days.Select(row => (ToNumber(row.Key), row.Numbers[0]))),
            week)
        {
            Natures = CallCounter.ListValues(natures.Select(row => (row.Key, row.Numbers[0], row.Numbers[1])), CallSummary.MostNatures),
            Sources = new SourceCount(sources.GetValueOrDefault("0"), sources.GetValueOrDefault("1"), sources.GetValueOrDefault("2")),
            Timed = all[7],
        };

        // Values that no call has under the other filters are counted too, with 0: they are choices all the same.
        Task<IReadOnlyList<SummaryRow>> ReadValuesAsync(string column, CallSql sql, int most = 4 * CallSummary.MostDispositions) => query(
            sql,
            $"""
            SELECT CAST({column} AS text), CAST(SUM(CASE WHEN {sql.Where} THEN 1 ELSE 0 END) AS bigint), COUNT(*)
            FROM calls WHERE city = {mark}city GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT {most}
            """,
            2);
    }

    private static int ToNumber(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
