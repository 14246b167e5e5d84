using System.Globalization;
using System.Numerics;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Database;

/// <summary>Which loads a city's calls are of.</summary>
public sealed partial class AuroraCallStore
{
    /// <summary>A statement ends after 45 s: some of them pass all of a city's calls once more.</summary>
    private const int CallsPerRange = 50_000;

    /// <summary>Some 200 bytes a load, and a file's name.</summary>
    private const int LoadsPerAnswer = 2_000;

    public async Task<IReadOnlyList<PastLoad>> ListLoadsAsync(string city, CancellationToken cancellation = default)
    {
        var rows = await database.QueryAsync(
            "listing loads",
            $"""
            SELECT load, name, to_char(loaded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), inserted, updated, unchanged, removed
            FROM call_loads WHERE city = :city AND taken_back_at IS NULL ORDER BY load DESC LIMIT {LoadsPerAnswer}
            """,
            new() { { "city", city } },
            cancellation);
        return [.. rows.Select(row => new PastLoad((int)row.Long(0), row.Text(1), row.Text(2), row.Long(3), row.Long(4), row.Long(5), row.Long(6)))];
    }

    public async Task<TakenBack?> TakeBackAsync(string city, int number, bool isDryRun = false, CancellationToken cancellation = default)
    {
        // Outlives a transaction that is begun again: when its commit was done and only the answer was lost, this is what it came to.
        TakenBack? taken = null;
        try
        {
            return await database.InTransactionAsync("taking a load back", async transaction => taken = await TakeBackAsync(transaction, city, number, isDryRun) ?? taken, cancellation);
        }
        catch (DryRunException done)
        {
            return done.Outcome;
        }
    }

    private static async Task<TakenBack?> TakeBackAsync(DataTransaction transaction, string city, int number, bool isDryRun)
    {
        await LockAsync(transaction, city);
        DataValues chosen = new() { { "city", city }, { "load", (long)number } };
        var marked = await transaction.QueryAsync(
            "UPDATE call_loads SET taken_back_at = now() WHERE city = :city AND load = :load AND taken_back_at IS NULL RETURNING load", chosen);
        if (marked.Count == 0)
        {
            return null;
        }

        long gone = 0, deleted = 0, restored = 0;
        var moved = BigInteger.Zero;
        for (var after = ""; await FindLastAsync(transaction, city, number, after) is { } last; after = last)
        {
            DataValues range = new() { { "city", city }, { "load", (long)number }, { "after", after }, { "last", last } };
            await RunAsync(LoadHistorySql.HandOver(':'));
            gone += (await transaction.QueryAsync(LoadHistorySql.CountGone(':'), range))[0].Long(0);
            var (rows, hashes) = await SumAsync("calls", LoadHistorySql.IsOwn(':'));
            (deleted, moved) = (deleted + rows, moved - hashes);
            await RunAsync([LoadHistorySql.Delete(':'), LoadHistorySql.LeaveToLater(':')]);
            (rows, hashes) = await SumAsync("former_calls", LoadHistorySql.ComesBack(':'));
            (restored, moved) = (restored + rows, moved + hashes);
            await RunAsync(
            [
                $"INSERT INTO calls (city, {CallMergeSql.Columns}, load) SELECT city, {CallMergeSql.Columns}, load FROM former_calls WHERE {LoadHistorySql.ComesBack(':')}",
                $"DELETE FROM former_calls WHERE {LoadHistorySql.ComesBack(':')}",
            ]);

            async Task RunAsync(IEnumerable<string> statements)
            {
                foreach (var statement in statements)
                {
                    // The Data API refuses a value that a statement does not name.
                    DataValues named = [];
                    named.Parameters.AddRange(range.Parameters.Where(value => statement.Contains(':' + value.Name, StringComparison.Ordinal)));
                    await transaction.QueryAsync(statement, named);
                }
            }

            async Task<(long Rows, BigInteger Hashes)> SumAsync(string table, string where)
            {
                var sums = await transaction.QueryAsync($"SELECT COUNT(*), CAST(COALESCE(SUM(row_hash), 0) AS text) FROM {table} WHERE {where}", range);
                return (sums[0].Long(0), BigInteger.Parse(sums[0].Text(1), CultureInfo.InvariantCulture));
            }
        }

        var version = await transaction.QueryAsync(
            CallMergeSql.MoveVersion, new() { { "city", city }, { "moved", moved.ToString(CultureInfo.InvariantCulture) }, { "added", restored - deleted } });
        var taken = new TakenBack(gone, restored, VersionOf(version[0], 0).ToString());
        return isDryRun ? throw new DryRunException(taken) : taken;
    }

    private static async Task<string?> FindLastAsync(DataTransaction transaction, string city, int number, string after)
    {
        var found = await transaction.QueryAsync(
            LoadHistorySql.FindRange(':'), new() { { "city", city }, { "load", (long)number }, { "after", after }, { "rows", (long)CallsPerRange } });
        return found[0].TextOrNull(0);
    }

    /// <summary>Ends a transaction that must not be kept.</summary>
    private sealed class DryRunException(TakenBack outcome) : Exception
    {
        public TakenBack Outcome { get; } = outcome;
    }
}
