using System.Globalization;
using System.Runtime.CompilerServices;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Lambda.Database;

/// <summary>Calls in Aurora PostgreSQL, over the RDS Data API. The same rows, counts and versions as in SQLite.</summary>
/// <remarks>Answers stay below the Data API's 1 MiB: a point is some 130 bytes of JSON, and 4,000 are asked for at a time.</remarks>
public sealed partial class AuroraCallStore(DataApi database) : ICallStore
{
    private const int PointsPerAnswer = 4_000;

    /// <summary>Up to 480 bytes of JSON each: eleven numbers, and a text of <see cref="DatedTally.LongestDisposition"/> characters in up to four bytes.</summary>
    private const int TalliesPerAnswer = 2_000;

    private static readonly string _disposition = string.Create(CultureInfo.InvariantCulture, $"left(disposition, {DatedTally.LongestDisposition})");

    /// <summary>2^128: versions are sums modulo it.</summary>
    internal const string Modulus = "340282366920938463463374607431768211456";

    /// <summary>Runs in the transaction that commits a load taken up, once the city is locked; what it throws ends the load unmerged.</summary>
    internal Func<DataTransaction, Task>? Guard { get; init; }

    public async Task<ICallLoad> BeginLoadAsync(string city, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default)
    {
        var made = await database.QueryAsync("naming a load", "SELECT CAST(gen_random_uuid() AS text)", [], cancellation);
        return await AuroraCallLoad.BeginAsync(database, new LoadName(city, made[0].Text(0), IsKept: false, name), replaces, null, cancellation);
    }

    /// <remarks>Chunks that arrived are not sent again.</remarks>
    public async Task<ICallLoad> ContinueLoadAsync(string city, string loadId, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default) =>
        await AuroraCallLoad.BeginAsync(database, new LoadName(city, loadId, IsKept: true, name), replaces, Guard, cancellation);

    public async Task AbandonLoadAsync(string loadId, CancellationToken cancellation = default)
    {
        foreach (var table in (string[])["staged_calls", "staged_chunks", "loads"])
        {
            await database.QueryAsync("dropping a load", $"DELETE FROM {table} WHERE load_id = :load", new() { { "load", loadId } }, cancellation);
        }
    }

    public async Task<string> VersionAsync(string city, CancellationToken cancellation = default)
    {
        var rows = await database.QueryAsync(
            "reading the version of the calls", "SELECT CAST(row_hash_sum AS text), row_count FROM call_sets WHERE city = :city", new() { { "city", city } }, cancellation);
        return (rows.Count == 0 ? new CallSetVersion() : VersionOf(rows[0], 0)).ToString();
    }

    public async Task<bool> HasFieldAsync(string city, CallField field, CancellationToken cancellation = default)
    {
        var rows = await database.QueryAsync("looking for a field of the calls", CallSql.FindField(field, ':'), new() { { "city", city } }, cancellation);
        return rows[0].Long(0) == 1;
    }

    public async Task<IReadOnlyList<CallPart>> PartitionAsync(string city, PlanRequest request, int callsPerPart, CancellationToken cancellation = default)
    {
        var sql = new CallSql(city, request, ':');
        DataValues values = new() { { "per_part", (long)callsPerPart } };
        values.AddAll(sql.Parameters);
        var cuts = await database.QueryAsync(
            "cutting the calls into parts",
            $"""
            SELECT longitude FROM (SELECT longitude, row_number() OVER (ORDER BY longitude) - 1 AS place FROM calls WHERE {sql.Where}) AS placed
            WHERE place > 0 AND place % :per_part = 0 ORDER BY place
            """,
            values,
            cancellation);
        var parts = new List<CallPart>();
        double? from = null;
        foreach (var to in cuts.Select(cut => cut.Double(0)))
        {
            // Many calls may share one longitude: a cut that does not advance is no cut.
            if (from is null || to > from)
            {
                parts.Add(new CallPart(parts.Count, from, to));
                from = to;
            }
        }

        parts.Add(new CallPart(parts.Count, from, null));
        return parts;
    }

    public async IAsyncEnumerable<PointTally> ReadPointsAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var sql = new CallSql(city, request, ':');
        var page = await ReadPageAsync(sql, part, after: null, PointsPerAnswer, cancellation);
        while (page.Count > 0)
        {
            foreach (var point in page)
            {
                yield return point;
            }

            page = page.Count < PointsPerAnswer ? [] : await ReadPageAsync(sql, part, page[^1], PointsPerAnswer, cancellation);
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var sql = new CallSql(city, request, ':');
        DatedTally? after = null;
        List<DatedTally> page;
        do
        {
            page = await ReadDatedPageAsync(sql, part, after, cancellation);
            yield return page;
            after = page.Count > 0 ? page[^1] : null;
        }
        while (page.Count == TalliesPerAnswer);
    }

    public async Task<IReadOnlyList<ServiceTally>> ReadServiceAsync(string city, PlanRequest request, CancellationToken cancellation = default)
    {
        var sql = new CallSql(city, request, ':');
        DataValues values = [];
        values.AddAll(sql.Parameters);
        // Some 200 bytes of JSON a row, at most 9 priorities and none by 1,443 times: read a priority at a time.
        var tallies = new List<ServiceTally>();
        for (var priority = 0; priority <= 9; priority++)
        {
            var rows = await database.QueryAsync(
                "reading how long calls take",
                $"SELECT {CallSql.ServiceColumns} FROM calls WHERE {sql.Where} AND priority = {priority} GROUP BY 1, 2 ORDER BY 1, 2 NULLS FIRST",
                values,
                cancellation);
            tallies.AddRange(rows.Select(row => new ServiceTally(
                (int)row.Long(0), row.IsNull(1) ? null : (int)row.Long(1), row.Long(2), row.Long(3), row.Long(4), row.Long(5), row.Long(6))));
        }

        return tallies;
    }

    public Task<bool> ForgetAsync(string city, string eventNumber, CancellationToken cancellation = default)
    {
        // Outlives a transaction that is begun again: when its commit was done and only the answer was lost, the call is gone.
        var found = false;
        return database.InTransactionAsync(
            "forgetting a call",
            async transaction =>
            {
                await LockAsync(transaction, city);
                var gone = await transaction.QueryAsync(
                    "DELETE FROM calls WHERE city = :city AND event_number = :event_number RETURNING CAST(row_hash AS text)",
                    new() { { "city", city }, { "event_number", eventNumber } });
                // What it was before a load changed or removed it is forgotten with it.
                foreach (var table in (string[])["former_calls", "kept_calls"])
                {
                    var rows = await transaction.QueryAsync(
                        $"DELETE FROM {table} WHERE city = :city AND event_number = :event_number RETURNING 1", new() { { "city", city }, { "event_number", eventNumber } });
                    found |= rows.Count > 0;
                }

                if (gone.Count > 0)
                {
                    found = true;
                    await transaction.QueryAsync(
                        $"UPDATE call_sets SET row_hash_sum = mod(row_hash_sum - CAST(:hash AS numeric) + {Modulus}, {Modulus}), row_count = row_count - 1 WHERE city = :city",
                        new() { { "city", city }, { "hash", gone[0].Text(0) } });
                }

                return found;
            },
            cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Whoever changes a city's data holds its row first, so that one at a time does.</summary>
    internal static async Task LockAsync(DataTransaction transaction, string city)
    {
        await transaction.QueryAsync("INSERT INTO call_sets (city) VALUES (:city) ON CONFLICT (city) DO NOTHING", new() { { "city", city } });
        await transaction.QueryAsync("SELECT row_count FROM call_sets WHERE city = :city FOR UPDATE", new() { { "city", city } });
    }

    internal static CallSetVersion VersionOf(DataRow row, int at) =>
        new(UInt128.Parse(row.Text(at), CultureInfo.InvariantCulture), row.Long(at + 1));

    /// <summary>Values of one page of a part's calls.</summary>
    private static DataValues CreatePage(CallSql sql, CallPart part, int limit)
    {
        DataValues values = new() { { "limit", (long)limit } };
        values.AddAll(sql.Parameters);
        if (part.FromLongitude is { } from)
        {
            values.Add("part_from", from);
        }

        if (part.ToLongitude is { } to)
        {
            values.Add("part_to", to);
        }

        return values;
    }

    private async Task<List<PointTally>> ReadPageAsync(CallSql sql, CallPart part, PointTally? after, int limit, CancellationToken cancellation)
    {
        var values = CreatePage(sql, part, limit);
        if (after is { } last)
        {
            values.Add("after_longitude", last.Longitude);
            values.Add("after_latitude", last.Latitude);
        }

        var rows = await database.QueryAsync(
            "reading points",
            $"""
            SELECT longitude, latitude, COUNT(*), CAST({sql.Weight} AS bigint), CAST({sql.WithoutMinutes} AS bigint)
            FROM calls WHERE {sql.Where}
            {(part.FromLongitude is null ? "" : "AND longitude >= :part_from")}
            {(part.ToLongitude is null ? "" : "AND longitude < :part_to")}
            {(after is null ? "" : "AND (longitude, latitude) > (:after_longitude, :after_latitude)")}
            GROUP BY longitude, latitude ORDER BY longitude, latitude LIMIT :limit
            """,
            values,
            cancellation);
        return [.. rows.Select(row => new PointTally(row.Double(0), row.Double(1), row.Long(2), row.Long(3), row.Long(4)))];
    }

    private async Task<List<DatedTally>> ReadDatedPageAsync(CallSql sql, CallPart part, DatedTally? after, CancellationToken cancellation)
    {
        var values = CreatePage(sql, part, TalliesPerAnswer);
        if (after is { } last)
        {
            values.Add("after_longitude", last.Longitude);
            values.Add("after_latitude", last.Latitude);
            values.Add("after_day", (long)last.Day);
            values.Add("after_disposition", last.Disposition);
        }

        var rows = await database.QueryAsync(
            "reading points by day",
            $"""
            SELECT longitude, latitude, {CallSql.Day} AS day, COUNT(*), CAST({sql.WeighAs(WorkloadKind.ServiceMinutes)} AS bigint),
                CAST({sql.WeighAs(WorkloadKind.PriorityWeights)} AS bigint), CAST({sql.WithoutMinutes} AS bigint),
                CAST({sql.WeighAs(WorkloadKind.Calls)} AS bigint), CAST({sql.WeightOnScene} AS bigint), COUNT(CASE WHEN source = 1 THEN 1 END), {CallSql.OfficeCalls},
                {_disposition} AS resolved
            FROM calls WHERE {sql.Where}
            {(part.FromLongitude is null ? "" : "AND longitude >= :part_from")}
            {(part.ToLongitude is null ? "" : "AND longitude < :part_to")}
            {(after is null ? "" : $"AND (longitude, latitude, {CallSql.Day}, {_disposition}) > (:after_longitude, :after_latitude, :after_day, :after_disposition)")}
            GROUP BY longitude, latitude, day, resolved ORDER BY longitude, latitude, day, resolved LIMIT :limit
            """,
            values,
            cancellation);
        return
        [
            .. rows.Select(row => new DatedTally(
                row.Double(0), row.Double(1), (int)row.Long(2), row.Long(3), row.Long(4), row.Long(5), row.Long(6), row.Long(7), row.Long(8), row.Long(9), row.Long(10))
            {
                Disposition = row.Text(11),
            }),
        ];
    }
}
