using System.Runtime.CompilerServices;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Lambda.Database;

/// <summary>Calls one by one, and how many there are.</summary>
public sealed partial class AuroraCallStore
{
    /// <summary>Some 350 bytes of JSON a call, its disposition among them, and some 250 more where it has details.</summary>
    private const int CallsPerAnswer = 1_000;

    /// <summary>Some 60 bytes a day: far below the 1 MiB an answer may have.</summary>
    private const int DaysPerAnswer = 5_000;

    /// <summary>Some 180 bytes a day.</summary>
    private const int StampDaysPerAnswer = 2_000;

    public Task<IReadOnlyList<DayTally>> ReadDaysAsync(string city, CancellationToken cancellation = default) => ReadByDayAsync(
        "reading which days calls cover", "COUNT(*)", DaysPerAnswer, city, row => new DayTally(row.Long(0), row.Long(1)), cancellation);

    public async Task<IReadOnlyList<string>> ReadNaturesAsync(string city, CancellationToken cancellation = default)
    {
        var rows = await database.QueryAsync("reading natures of calls", CallSql.FindNatures(':'), new() { { "city", city } }, cancellation);
        return [.. rows.Select(row => row.Text(0))];
    }

    public Task<IReadOnlyList<StampTally>> ReadStampsAsync(string city, CancellationToken cancellation = default) => ReadByDayAsync(
        "reading which stamps calls have", CallSql.StampColumns, StampDaysPerAnswer, city,
        row => new StampTally(row.Long(0), row.Long(1), row.Long(2), row.Long(3), row.Long(4), row.Long(5)), cancellation);

    /// <summary>What is counted of each day, the earliest first, in as many answers as it takes.</summary>
    /// <param name="columns">Counted, behind the day.</param>
    private async Task<IReadOnlyList<T>> ReadByDayAsync<T>(
        string doing, string columns, int daysPerAnswer, string city, Func<DataRow, T> read, CancellationToken cancellation)
    {
        List<T> days = [];
        var after = long.MinValue / 86_400;
        IReadOnlyList<DataRow> rows;
        do
        {
            rows = await database.QueryAsync(
                doing,
                $"SELECT {CallSql.Day} AS day, {columns} FROM calls WHERE city = :city AND {CallSql.Day} > :after GROUP BY 1 ORDER BY 1 LIMIT {daysPerAnswer}",
                new() { { "city", city }, { "after", after } },
                cancellation);
            days.AddRange(rows.Select(read));
            after = rows.Count > 0 ? rows[^1].Long(0) : after;
        }
        while (rows.Count == daysPerAnswer);

        return days;
    }

    public async IAsyncEnumerable<IReadOnlyList<Call>> ReadCallsAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var sql = new CallSql(city, request, ':');
        var after = "";
        IReadOnlyList<DataRow> rows;
        do
        {
            var values = CreatePage(sql, part, CallsPerAnswer);
            values.Add("after_event", after);
            rows = await database.QueryAsync(
                "reading calls",
                $"""
                SELECT event_number, priority, is_incident, longitude, latitude, utc_seconds, local_seconds, disposition, service_minute_hundredths, units, {CallSql.DetailColumns}
                FROM calls WHERE {sql.Where}
                {(part.FromLongitude is null ? "" : "AND longitude >= :part_from")}
                {(part.ToLongitude is null ? "" : "AND longitude < :part_to")}
                AND event_number > :after_event ORDER BY event_number LIMIT :limit
                """,
                values,
                cancellation);
            yield return [.. rows.Select(ReadCall)];
            after = rows.Count > 0 ? rows[^1].Text(0) : after;
        }
        while (rows.Count == CallsPerAnswer);
    }

    private static Call ReadCall(DataRow row) => new(
        "", (byte)row.Long(1), Call.ReadFlag((int)row.Long(2)), row.Double(3), row.Double(4), row.Long(5), row.Long(6), row.Text(7),
        row.IsNull(8) ? null : (int)row.Long(8), row.IsNull(9) ? null : (int)row.Long(9))
    {
        Details = row.IsNull(11) ? null : new CallDetails
        {
            Nature = row.Text(10),
            IsOfficerInitiated = Call.ReadFlag((int)row.Long(11)),
            Unit = row.Text(12),
            Beat = row.Text(13),
            ReceivedUtc = ReadStamp(row, 14),
            DispatchedUtc = ReadStamp(row, 15),
            ArrivedUtc = ReadStamp(row, 16),
            ClearedUtc = ReadStamp(row, 17),
        },
    };

    private static long? ReadStamp(DataRow row, int at) => row.IsNull(at) ? null : row.Long(at);

    public Task<CallSummary> SummariseAsync(string city, PlanRequest request, IndexedMap? map = null, CancellationToken cancellation = default) =>
        CallSummarySql.ReadAsync(city, request, ':', async (sql, text, numbers) =>
        {
            DataValues values = [];
            values.AddAll(sql.Parameters);
            var rows = await database.QueryAsync("counting calls", text, values, cancellation);
            return [.. rows.Select(row => new SummaryRow(row.Text(0), [.. Enumerable.Range(1, numbers).Select(at => row.IsNull(at) ? 0 : row.Long(at))]))];
        });

    public async Task<bool> ContainsAsync(string city, string eventNumber, CancellationToken cancellation = default)
    {
        var rows = await database.QueryAsync(
            "looking for a call",
            LoadHistorySql.Contains(':'),
            new() { { "city", city }, { "event_number", eventNumber } },
            cancellation);
        return rows[0].Long(0) == 1;
    }
}
