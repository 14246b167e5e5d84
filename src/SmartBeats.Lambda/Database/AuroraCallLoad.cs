using System.Threading.Channels;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Database;

/// <summary>Rows sent in chunks to a staging table, then merged into the city's calls (<see cref="AuroraCallMerge"/>).</summary>
/// <remarks>Safe to repeat at every step: a chunk is one statement that may run twice and in any order (the row later in the file wins).</remarks>
internal sealed class AuroraCallLoad : ICallLoad
{
    /// <summary>Chunks on their way at the same time: enough that the network's delay does not set the pace.</summary>
    private const int Senders = 4;

    private readonly DataApi _database;
    private readonly LoadName _name;
    private readonly AuroraCallMerge _merge;
    private readonly HashSet<int> _arrived;
    private readonly CallChunk _chunk = new();
    private readonly Channel<(int Number, string Rows)> _queue = Channel.CreateBounded<(int, string)>(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _senders;
    private int _chunks;
    private bool _committed, _disposed;

    private AuroraCallLoad(DataApi database, LoadName name, AuroraCallMerge merge, HashSet<int> arrived, bool merged)
    {
        (_database, _name, _merge, _arrived) = (database, name, merge, arrived);
        IsMerged = merged;
        _senders = [.. Enumerable.Range(0, Senders).Select(_ => Task.Run(SendAllAsync))];
    }

    /// <summary>Whether an earlier function merged this load: then nothing is sent, and the commit tells what it came to.</summary>
    private bool IsMerged { get; }

    public static async Task<AuroraCallLoad> BeginAsync(
        DataApi database, LoadName name, ReplacedPeriod? replaces, Func<DataTransaction, Task>? guard, CancellationToken cancellation)
    {
        DataValues load = new() { { "load", name.Id }, { "city", name.City } };
        await database.QueryAsync("beginning a load", "INSERT INTO loads (load_id, city) VALUES (:load, :city) ON CONFLICT (load_id) DO NOTHING", load, cancellation);
        var merged = await database.QueryAsync("looking for a load", CallMergeSql.Outcome, new() { { "load", name.Id } }, cancellation);
        var chunks = await database.QueryAsync("looking for chunks", "SELECT chunk FROM staged_chunks WHERE load_id = :load", new() { { "load", name.Id } }, cancellation);
        return new AuroraCallLoad(database, name, new AuroraCallMerge(name, replaces, guard), [.. chunks.Select(row => (int)row.Long(0))], merged.Count > 0);
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
        await SendLastAsync();
        var counts = await _database.InTransactionAsync("merging calls", _merge.RunAsync, cancellation);
        _committed = true;
        return counts;
    }

    /// <remarks>Merges like a commit, and has the database take it back.</remarks>
    public async Task<CallLoadCounts> CheckAsync(CancellationToken cancellation = default)
    {
        await SendLastAsync();
        try
        {
            return await _database.InTransactionAsync<CallLoadCounts>(
                "checking calls", async transaction => throw new CheckedException(await _merge.RunAsync(transaction)), cancellation);
        }
        catch (CheckedException done)
        {
            return done.Counts;
        }
    }

    private async Task SendLastAsync()
    {
        if (_chunk.Rows > 0)
        {
            Enqueue();
        }

        _queue.Writer.TryComplete();
        await Task.WhenAll(_senders);
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
        if (!_committed && !_name.IsKept)
        {
            await new AuroraCallStore(_database).AbandonLoadAsync(_name.Id);
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

    /// <summary>Ends a transaction that must not be kept.</summary>
    private sealed class CheckedException(CallLoadCounts counts) : Exception
    {
        public CallLoadCounts Counts { get; } = counts;
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var (number, rows) in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                await _database.QueryAsync(
                    "sending a chunk of calls", CallMergeSql.Stage, new() { { "load", _name.Id }, { "chunk", (long)number }, { "rows", rows } }, _stop.Token);
            }
        }
        catch
        {
            _queue.Writer.TryComplete();
            throw;
        }
    }
}
