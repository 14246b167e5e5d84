using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;

namespace SmartBeats.Lambda.Database;

/// <summary>Which database is spoken to, and as whom.</summary>
public sealed record DatabaseAddress(string ClusterArn, string SecretArn, string Name);

/// <summary>SQL over HTTPS, without a connection to keep.</summary>
/// <remarks>
/// A call is repeated on throttling, 5xx, dropped connections, lost answers and a resuming database, as <see cref="Patience"/>
/// says: so every statement outside a transaction must be one that can run twice. In a transaction nothing is repeated by
/// itself: the whole transaction is rolled back and begun again, since nobody knows whether a lost answer was a yes.
/// </remarks>
public sealed class DataApi(IAmazonRDSDataService client, DatabaseAddress address, Patience patience, TimeProvider time)
{
    /// <summary>How a client for it is made: it must never send a call twice by itself.</summary>
    /// <remarks>
    /// In a transaction a repeated call would find its work done and report nothing. Where the connection it was sent on is
    /// dropped, the client of AWS sends it again up to three times, unseen and besides MaxErrorRetry, unless told not to.
    /// </remarks>
    public static AmazonRDSDataServiceConfig ClientConfig() => new()
    {
        MaxErrorRetry = 0,
        MaxStaleConnectionRetries = 0,
        // Longer than the service gives a statement.
        Timeout = TimeSpan.FromSeconds(70),
    };

    /// <summary>Runs one statement and returns its rows.</summary>
    /// <param name="call">What it does, for messages: <c>reading points</c>.</param>
    /// <param name="sql">One statement; parameters as <c>:name</c>.</param>
    /// <exception cref="DatabaseBusyException">Not available within our patience.</exception>
    /// <exception cref="DatabaseFaultException">The statement was refused.</exception>
    public Task<IReadOnlyList<DataRow>> QueryAsync(string call, string sql, DataValues values, CancellationToken cancellation = default) =>
        RepeatAsync(call, () => ExecuteAsync(sql, values, null, false, cancellation), cancellation);

    /// <summary>Runs one statement that may take longer than a call (45 s), such as making an index.</summary>
    public Task DefineAsync(string call, string sql, CancellationToken cancellation = default) =>
        RepeatAsync(call, () => ExecuteAsync(sql, [], null, true, cancellation), cancellation);

    /// <summary>Runs several statements of which all or none are kept.</summary>
    /// <param name="work">Begun again from its start after a fault that passes, or a commit whose answer was lost: it must find out itself what was done before.</param>
    public Task<T> InTransactionAsync<T>(string call, Func<DataTransaction, Task<T>> work, CancellationToken cancellation = default) =>
        RepeatAsync(call, async () =>
        {
            var begun = await client.BeginTransactionAsync(
                new BeginTransactionRequest { ResourceArn = address.ClusterArn, SecretArn = address.SecretArn, Database = address.Name }, cancellation);
            var id = begun.TransactionId;
            try
            {
                var result = await work(new DataTransaction((sql, values) => ExecuteAsync(sql, values, id, false, cancellation)));
                await client.CommitTransactionAsync(
                    new CommitTransactionRequest { ResourceArn = address.ClusterArn, SecretArn = address.SecretArn, TransactionId = id }, cancellation);
                return result;
            }
            catch
            {
                await RollBackAsync(id);
                throw;
            }
        }, cancellation);

    private async Task RollBackAsync(string id)
    {
        try
        {
            await client.RollbackTransactionAsync(
                new RollbackTransactionRequest { ResourceArn = address.ClusterArn, SecretArn = address.SecretArn, TransactionId = id }, CancellationToken.None);
        }
        catch (Exception lost) when (DatabaseFaults.Passes(lost) || lost is AmazonRDSDataServiceException)
        {
            // It ended by itself, or will after 3 idle minutes. What went wrong before is what the caller must hear.
        }
    }

    private async Task<IReadOnlyList<DataRow>> ExecuteAsync(string sql, DataValues values, string? transaction, bool outlivesCall, CancellationToken cancellation)
    {
        var answer = await client.ExecuteStatementAsync(
            new ExecuteStatementRequest
            {
                ResourceArn = address.ClusterArn,
                SecretArn = address.SecretArn,
                Database = address.Name,
                Sql = sql,
                Parameters = values.Parameters,
                TransactionId = transaction,
                ContinueAfterTimeout = outlivesCall ? true : null,
            },
            cancellation);
        return [.. (answer.Records ?? []).Select(fields => new DataRow(fields))];
    }

    private async Task<T> RepeatAsync<T>(string call, Func<Task<T>> work, CancellationToken cancellation)
    {
        var waited = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested && DatabaseFaults.Passes(fault))
            {
                var wait = Patience.WaitAfter(attempt, DatabaseFaults.IsResuming(fault));
                waited += wait;
                if (waited > patience.Waiting)
                {
                    throw new DatabaseBusyException(call, fault);
                }

                Log.DatabaseRetried(call, attempt, wait.TotalSeconds, fault.GetType().Name);
                await Task.Delay(wait, time, cancellation);
            }
            catch (AmazonRDSDataServiceException refused)
            {
                throw new DatabaseFaultException(call, DatabaseFaults.CodeOf(refused) ?? refused.ErrorCode ?? "unknown");
            }
        }
    }
}

/// <summary>An open transaction: ends after 3 minutes without a statement.</summary>
public sealed class DataTransaction(Func<string, DataValues, Task<IReadOnlyList<DataRow>>> execute)
{
    public Task<IReadOnlyList<DataRow>> QueryAsync(string sql, DataValues values) => execute(sql, values);
}
