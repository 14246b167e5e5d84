using Npgsql;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>A transaction somebody began: a connection that waits for its next statement, one at a time.</summary>
internal sealed class OpenTransaction(string id, NpgsqlConnection connection, DateTimeOffset now)
{
    private int _isBusy;

    public string Id => id;

    public NpgsqlConnection Connection => connection;

    public DateTimeOffset Began { get; } = now;

    public DateTimeOffset LastUsed { get; private set; } = now;

    public bool TryEnter() => Interlocked.CompareExchange(ref _isBusy, 1, 0) == 0;

    public void Leave(DateTimeOffset at)
    {
        LastUsed = at;
        Volatile.Write(ref _isBusy, 0);
    }
}

/// <summary>All open transactions by id; those that sat idle for too long are rolled back.</summary>
internal sealed class OpenTransactions(DataApiLimits limits, TimeProvider time)
{
    private readonly Dictionary<string, OpenTransaction> _open = [];
    private int _made;

    public OpenTransaction Add(NpgsqlConnection connection)
    {
        lock (_open)
        {
            // Long and opaque, as the service's are.
            var id = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(_made++))) + "==";
            return _open[id] = new OpenTransaction(id, connection, time.GetUtcNow());
        }
    }

    /// <summary>Takes it for one statement: <see cref="OpenTransaction.Leave"/> gives it back.</summary>
    public OpenTransaction Enter(string id)
    {
        lock (_open)
        {
            var found = _open.GetValueOrDefault(id) ?? throw DataApiError.NoTransaction(id);
            return found.TryEnter() ? found : throw DataApiError.Busy();
        }
    }

    /// <summary>Ends one that was entered; what it did is rolled back unless it was committed before.</summary>
    public async Task EndAsync(OpenTransaction transaction)
    {
        lock (_open)
        {
            _open.Remove(transaction.Id);
        }

        await transaction.Connection.DisposeAsync();
    }

    public Task EndIdleAsync()
    {
        var now = time.GetUtcNow();
        return EndAsync(transaction => now - transaction.LastUsed >= limits.TransactionIdle || now - transaction.Began >= limits.TransactionTime);
    }

    public Task EndAllAsync() => EndAsync(_ => true);

    private async Task EndAsync(Func<OpenTransaction, bool> which)
    {
        OpenTransaction[] ending;
        lock (_open)
        {
            ending = [.. _open.Values.Where(which).Where(transaction => transaction.TryEnter())];
        }

        foreach (var transaction in ending)
        {
            await EndAsync(transaction);
        }
    }
}
