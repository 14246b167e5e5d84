using System.Globalization;
using System.Numerics;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Database;

/// <param name="IsKept">Whether what was staged outlives its sender: somebody will take the load up again, or abandon it.</param>
/// <param name="FileName">By which people tell loads apart.</param>
internal sealed record LoadName(string City, string Id, bool IsKept, string FileName);

/// <summary>Staged rows go into the city's calls in one transaction, and what lies in a replaced period and was not staged goes out.</summary>
/// <remarks>
/// In slices, since a statement ends after 45 s. What the merge came to is written beside the rows: begun again after a
/// lost answer, it finds that and returns it.
/// </remarks>
/// <param name="guard">Runs once the city is locked; what it throws ends the merge.</param>
internal sealed class AuroraCallMerge(LoadName name, ReplacedPeriod? replaces, Func<DataTransaction, Task>? guard)
{
    private const int RowsPerSlice = 100_000;

    public async Task<CallLoadCounts> RunAsync(DataTransaction transaction)
    {
        await AuroraCallStore.LockAsync(transaction, name.City);
        var before = await transaction.QueryAsync(CallMergeSql.Outcome, new() { { "load", name.Id } });
        if (before.Count > 0)
        {
            var found = before[0];
            return new CallLoadCounts(found.Long(0), found.Long(1), found.Long(2), AuroraCallStore.VersionOf(found, 3).ToString(), found.Long(5));
        }

        if (guard is not null)
        {
            await guard(transaction);
        }

        var number = (await transaction.QueryAsync(CallMergeSql.FindNumber, new() { { "city", name.City } }))[0].Long(0);
        var (removed, lost) = replaces is null ? (0, 0) : await RemoveAsync(transaction, replaces, number);
        long inserted = 0, updated = 0, unchanged = 0;
        var moved = -lost;
        await InSlicesAsync(transaction, CallMergeSql.Slice, new() { { "number", number } }, slice =>
        {
            inserted += slice.Long(0);
            updated += slice.Long(1);
            unchanged += slice.Long(2);
            moved += Number(slice, 3);
            return slice.TextOrNull(4);
        });
        var version = await transaction.QueryAsync(
            CallMergeSql.MoveVersion,
            new() { { "city", name.City }, { "moved", moved.ToString(CultureInfo.InvariantCulture) }, { "added", inserted - removed } });
        await transaction.QueryAsync("DELETE FROM staged_chunks WHERE load_id = :load", new() { { "load", name.Id } });
        await transaction.QueryAsync(
            CallMergeSql.Keep,
            new()
            {
                { "load", name.Id }, { "inserted", inserted }, { "updated", updated }, { "unchanged", unchanged }, { "removed", removed },
                { "sum", version[0].Text(0) }, { "rows", version[0].Long(1) },
            });
        await transaction.QueryAsync(
            CallMergeSql.Note,
            new()
            {
                { "city", name.City }, { "number", number }, { "name", name.FileName },
                { "inserted", inserted }, { "updated", updated }, { "unchanged", unchanged }, { "removed", removed },
                { "from", replaces?.FromSeconds }, { "to", replaces?.ToSeconds },
            });
        return new CallLoadCounts(inserted, updated, unchanged, AuroraCallStore.VersionOf(version[0], 0).ToString(), removed);
    }

    /// <summary>Takes out what lies in the period and is not staged: how many calls, and the sum of their hashes.</summary>
    private async Task<(long Removed, BigInteger Hashes)> RemoveAsync(DataTransaction transaction, ReplacedPeriod period, long number)
    {
        long removed = 0;
        var hashes = BigInteger.Zero;
        await InSlicesAsync(transaction, CallMergeSql.RemoveReplaced, new() { { "from", period.FromSeconds }, { "to", period.ToSeconds }, { "number", number } }, slice =>
        {
            removed += slice.Long(0);
            hashes += Number(slice, 1);
            return slice.TextOrNull(2);
        });
        return (removed, hashes);
    }

    /// <param name="take">Takes a slice's outcome in; returns its last event number, null once there is no more.</param>
    private async Task InSlicesAsync(DataTransaction transaction, string sql, DataValues more, Func<DataRow, string?> take)
    {
        for (var after = ""; after is not null;)
        {
            DataValues values = new() { { "load", name.Id }, { "city", name.City }, { "after", after }, { "rows", (long)RowsPerSlice } };
            values.Parameters.AddRange(more);
            after = take((await transaction.QueryAsync(sql, values))[0]);
        }
    }

    private static BigInteger Number(DataRow row, int column) => BigInteger.Parse(row.Text(column), CultureInfo.InvariantCulture);
}
