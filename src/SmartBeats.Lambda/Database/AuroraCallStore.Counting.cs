using System.Runtime.CompilerServices;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Database;

/// <summary>Calls one by one, and how many there are.</summary>
public sealed partial class AuroraCallStore
{
    /// <summary>Some 350 bytes of JSON a call, its disposition among them.</summary>
    private const int CallsPerAnswer = 2_000;

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
                SELECT event_number, priority, is_incident, longitude, latitude, utc_seconds, local_seconds, disposition, service_minute_hundredths, units
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
        "", (byte)row.Long(1), Call.ReadIncidentCode((int)row.Long(2)), row.Double(3), row.Double(4), row.Long(5), row.Long(6), row.Text(7),
        row.IsNull(8) ? null : (int)row.Long(8), row.IsNull(9) ? null : (int)row.Long(9));

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
            "SELECT COUNT(*) FROM calls WHERE city = :city AND event_number = :event_number",
            new() { { "city", city }, { "event_number", eventNumber } },
            cancellation);
        return rows[0].Long(0) == 1;
    }
}
