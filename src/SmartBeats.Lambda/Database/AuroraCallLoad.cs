using System.Globalization;
using System.Numerics;
using System.Threading.Channels;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Database;

/// <summary>Rows sent in chunks to a staging table, merged into the city's calls in one transaction.</summary>
/// <remarks>
/// Safe to repeat at every step. A chunk is one statement that may run twice and in any order (the row later in the file
/// wins). The merge goes through the staged rows in slices, since a statement ends after 45 s, inside one transaction that
/// writes what it came to beside the rows: begun again after a lost answer, it finds that and returns it.
/// </remarks>
internal sealed class AuroraCallLoad : ICallLoad
{
    /// <summary>Chunks on their way at the same time: enough that the network's delay does not set the pace.</summary>
    private const int Senders = 4;

    private const int RowsPerSlice = 100_000;

    private readonly DataApi _database;
    private readonly string _city, _id;
    private readonly bool _isNamed;
    private readonly Func<DataTransaction, Task>? _guard;
    private readonly HashSet<int> _arrived;
    private readonly CallChunk _chunk = new();
    private readonly Channel<(int Number, string Rows)> _queue = Channel.CreateBounded<(int, string)>(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _senders;
    private int _chunks;
    private bool _committed, _disposed;

    private AuroraCallLoad(DataApi database, string city, string id, bool isNamed, Func<DataTransaction, Task>? guard, HashSet<int> arrived, bool merged)
    {
        (_database, _city, _id, _isNamed, _guard, _arrived) = (database, city, id, isNamed, guard, arrived);
        IsMerged = merged;
        _senders = [.. Enumerable.Range(0, Senders).Select(_ => Task.Run(SendAllAsync))];
    }

    /// <summary>Whether an earlier function merged this load: then nothing is sent, and the commit tells what it came to.</summary>
    private bool IsMerged { get; }

    public static async Task<AuroraCallLoad> BeginAsync(
        DataApi database, string city, string id, bool isNamed, Func<DataTransaction, Task>? guard, CancellationToken cancellation)
    {
        DataValues load = new() { { "load", id }, { "city", city } };
        await database.QueryAsync("beginning a load", "INSERT INTO loads (load_id, city) VALUES (:load, :city) ON CONFLICT (load_id) DO NOTHING", load, cancellation);
        var merged = await database.QueryAsync("looking for a load", CallMergeSql.Outcome, new() { { "load", id } }, cancellation);
        var chunks = await database.QueryAsync("looking for chunks", "SELECT chunk FROM staged_chunks WHERE load_id = :load", new() { { "load", id } }, cancellation);
        return new AuroraCallLoad(database, city, id, isNamed, guard, [.. chunks.Select(row => (int)row.Long(0))], merged.Count > 0);
    }

    public void Add(ReadOnlySpan<Call> calls)
    {
        if (IsMerged)
        {
            return;
        }

        foreach (ref readonly var call in calls)
        {
            _chunk.Add(call);
            if (_chunk.IsFull)
            {
                Enqueue();
            }
        }
    }

    public async Task<CallLoadCounts> CommitAsync(CancellationToken cancellation = default)
    {
        if (_chunk.Rows > 0)
        {
            Enqueue();
        }

        _queue.Writer.TryComplete();
        await Task.WhenAll(_senders);
        var counts = await _database.InTransactionAsync("merging calls", MergeAsync, cancellation);
        _committed = true;
        return counts;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _queue.Writer.TryComplete();
        await _stop.CancelAsync();
        await Task.WhenAll(_senders).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _chunk.Dispose();
        if (!_committed && !_isNamed)
        {
            await new AuroraCallStore(_database).AbandonAsync(_id);
        }
    }

    private void Enqueue()
    {
        var number = _chunks++;
        var rows = _chunk.Take();
        if (_arrived.Contains(number))
        {
            return;
        }

        // The reader waits here while chunks are on their way: at most a handful are held in memory.
        while (!_queue.Writer.TryWrite((number, rows)))
        {
            if (!_queue.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
            {
                Task.WhenAll(_senders).GetAwaiter().GetResult();
                throw new InvalidOperationException("The load ended before all of its rows were sent.");
            }
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var (number, rows) in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                await _database.QueryAsync(
                    "sending a chunk of calls", CallMergeSql.Stage, new() { { "load", _id }, { "chunk", (long)number }, { "rows", rows } }, _stop.Token);
            }
        }
        catch
        {
            _queue.Writer.TryComplete();
            throw;
        }
    }

    private async Task<CallLoadCounts> MergeAsync(DataTransaction transaction)
    {
        await AuroraCallStore.LockAsync(transaction, _city);
        var before = await transaction.QueryAsync(CallMergeSql.Outcome, new() { { "load", _id } });
        if (before.Count > 0)
        {
            return new CallLoadCounts(before[0].Long(0), before[0].Long(1), before[0].Long(2), AuroraCallStore.VersionOf(before[0], 3).ToString());
        }

        if (_guard is not null)
        {
            await _guard(transaction);
        }

        long inserted = 0, updated = 0, unchanged = 0;
        var moved = BigInteger.Zero;
        var after = "";
        while (true)
        {
            var slice = (await transaction.QueryAsync(
                CallMergeSql.Slice, new() { { "load", _id }, { "city", _city }, { "after", after }, { "rows", (long)RowsPerSlice } }))[0];
            if (slice.IsNull(4))
            {
                break;
            }

            inserted += slice.Long(0);
            updated += slice.Long(1);
            unchanged += slice.Long(2);
            moved += BigInteger.Parse(slice.Text(3), CultureInfo.InvariantCulture);
            after = slice.Text(4);
        }

        var version = await transaction.QueryAsync(
            CallMergeSql.MoveVersion, new() { { "city", _city }, { "moved", moved.ToString(CultureInfo.InvariantCulture) }, { "inserted", inserted } });
        await transaction.QueryAsync("DELETE FROM staged_chunks WHERE load_id = :load", new() { { "load", _id } });
        await transaction.QueryAsync(
            CallMergeSql.Keep,
            new() { { "load", _id }, { "inserted", inserted }, { "updated", updated }, { "unchanged", unchanged }, { "sum", version[0].Text(0) }, { "rows", version[0].Long(1) } });
        return new CallLoadCounts(inserted, updated, unchanged, AuroraCallStore.VersionOf(version[0], 0).ToString());
    }
}
