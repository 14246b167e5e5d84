using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using SmartBeats.Rehearsal.Postgres;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>The cluster that is served: who calls it by another name, or with another secret, is refused.</summary>
public sealed record DataApiCluster(PostgresServer Postgres, string ClusterArn, string SecretArn);

/// <summary>What each operation does.</summary>
internal sealed class DataApiOperations : IAsyncDisposable
{
    private readonly DataApiCluster _cluster;
    private readonly TimeProvider _time;
    private readonly DataApiLimits _limits;
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _databases = new();
    private readonly OpenTransactions _transactions;
    private readonly StatementRunner _runner;
    private readonly ITimer _sweep;
    private readonly Lock _pausing = new();
    private bool _isPaused;
    private DateTimeOffset? _awakeAt;

    public DataApiOperations(DataApiCluster cluster, DataApiLimits limits, TimeProvider time)
    {
        (_cluster, _limits, _time) = (cluster, limits, time);
        _transactions = new OpenTransactions(limits, time);
        _runner = new StatementRunner(limits, time);
        _sweep = time.CreateTimer(_ => _ = _transactions.EndIdleAsync(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public Task PauseAsync()
    {
        lock (_pausing)
        {
            (_isPaused, _awakeAt) = (true, null);
        }

        return _transactions.EndAllAsync();
    }

    /// <param name="fault">Of this call; what concerns the way back is its caller's.</param>
    public async Task<byte[]> AnswerAsync(string operation, JsonElement body, InjectedFault? fault)
    {
        if (fault is InjectedFault.Throttled or InjectedFault.Unavailable or InjectedFault.InternalError)
        {
            throw fault switch { InjectedFault.Throttled => DataApiError.Throttled(), InjectedFault.Unavailable => DataApiError.Unavailable(), _ => DataApiError.Internal() };
        }

        CheckTarget(body);
        await _transactions.EndIdleAsync();
        Wake();
        return operation switch
        {
            "Execute" => await ExecuteAsync(body, fault),
            "BatchExecute" => await BatchAsync(body, fault),
            "BeginTransaction" => await BeginAsync(body),
            "CommitTransaction" => await EndAsync(body, fault, "COMMIT", "Transaction Committed"),
            "RollbackTransaction" => await EndAsync(body, fault, "ROLLBACK", "Rollback Complete"),
            _ => throw new DataApiError(404, "UnknownOperationException", operation),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        await _transactions.EndAllAsync();
        foreach (var database in _databases.Values)
        {
            await database.DisposeAsync();
        }
    }

    private void CheckTarget(JsonElement body)
    {
        var cluster = Json.Required(body, "resourceArn", 11, 100);
        var secret = Json.Required(body, "secretArn", 11, 100);
        if (Json.Optional(body, "schema", 64) is not null)
        {
            throw DataApiError.Validation("The schema parameter isn't supported");
        }

        if (cluster != _cluster.ClusterArn)
        {
            throw DataApiError.NoEndpoint(cluster);
        }

        if (secret != _cluster.SecretArn)
        {
            throw DataApiError.NoSecret(secret);
        }
    }

    private void Wake()
    {
        lock (_pausing)
        {
            if (!_isPaused)
            {
                return;
            }

            _awakeAt ??= _time.GetUtcNow() + _limits.ResumeTime;
            _isPaused = _time.GetUtcNow() < _awakeAt;
            if (_isPaused)
            {
                throw DataApiError.Resuming();
            }
        }
    }

    private async Task<byte[]> ExecuteAsync(JsonElement body, InjectedFault? fault)
    {
        var statement = StatementText.Parse(Json.Required(body, "sql", 0, DataApiLimits.SqlCharacters));
        var resultSet = body.TryGetProperty("resultSetOptions", out var given) ? given : default;
        var options = new ResultOptions(
            Json.Flag(body, "includeResultMetadata"),
            Json.OneOf(body, "formatRecordsAs", "NONE", "JSON") == "JSON",
            Json.OneOf(resultSet, "decimalReturnType", "STRING", "DOUBLE_OR_LONG") == "DOUBLE_OR_LONG",
            Json.OneOf(resultSet, "longReturnType", "LONG", "STRING") == "STRING");
        var parameters = Json.List(body, "parameters");
        return await RunAsync(
            body,
            fault,
            isBatch: false,
            outlives: Json.Flag(body, "continueAfterTimeout"),
            (connection, cancellation) => StatementRunner.ExecuteAsync(connection, statement, parameters, options, cancellation));
    }

    private async Task<byte[]> BatchAsync(JsonElement body, InjectedFault? fault)
    {
        var statement = StatementText.Parse(Json.Required(body, "sql", 0, DataApiLimits.SqlCharacters));
        var sets = Json.List(body, "parameterSets");
        return await RunAsync(body, fault, isBatch: true, outlives: false, (connection, cancellation) => StatementRunner.BatchAsync(connection, statement, sets, cancellation));
    }

    private async Task<byte[]> RunAsync(JsonElement body, InjectedFault? fault, bool isBatch, bool outlives, Func<NpgsqlConnection, CancellationToken, Task<byte[]>> work)
    {
        var database = Json.Optional(body, "database", 64);
        if (Json.Optional(body, "transactionId", 192) is { } id)
        {
            var transaction = _transactions.Enter(id);
            return await _runner.RunAsync(transaction.Connection, cancellation => FaultyAsync(transaction.Connection, cancellation), outlives, async done =>
            {
                // A statement that was refused has ended its transaction.
                await (done ? Task.CompletedTask : _transactions.EndAsync(transaction));
                transaction.Leave(_time.GetUtcNow());
            });
        }

        var connection = await ConnectAsync(database);
        // A batch is kept whole or not at all; and what is to be lost must not be kept before.
        var all = isBatch || fault == InjectedFault.DatabaseConnectionLost ? await connection.BeginTransactionAsync() : null;
        return await _runner.RunAsync(connection, cancellation => FaultyAsync(connection, cancellation), outlives, async done =>
        {
            await (done && all is not null ? all.CommitAsync() : Task.CompletedTask);
            await connection.DisposeAsync();
        });

        async Task<byte[]> FaultyAsync(NpgsqlConnection on, CancellationToken cancellation)
        {
            if (fault == InjectedFault.TimedOut)
            {
                throw DataApiError.TimedOut(on.ProcessID);
            }

            var answer = await work(on, cancellation);
            await (fault == InjectedFault.DatabaseConnectionLost ? StatementRunner.LoseAsync(Database(database), on) : Task.CompletedTask);
            return answer;
        }
    }

    private async Task<byte[]> BeginAsync(JsonElement body)
    {
        var connection = await ConnectAsync(Json.Optional(body, "database", 64));
        await using var begin = new NpgsqlCommand("BEGIN", connection);
        await begin.ExecuteNonQueryAsync();
        return JsonSerializer.SerializeToUtf8Bytes(new { transactionId = _transactions.Add(connection).Id });
    }

    private Task<byte[]> EndAsync(JsonElement body, InjectedFault? fault, string sql, string status)
    {
        var transaction = _transactions.Enter(Json.Required(body, "transactionId", 0, 192));
        return _runner.RunAsync(
            transaction.Connection,
            async cancellation =>
            {
                if (fault == InjectedFault.DatabaseConnectionLost)
                {
                    await StatementRunner.LoseAsync(Database(null), transaction.Connection);
                }

                await using var end = new NpgsqlCommand(sql, transaction.Connection);
                await end.ExecuteNonQueryAsync(cancellation);
                return JsonSerializer.SerializeToUtf8Bytes(new { transactionStatus = status });
            },
            outlives: false,
            _ => _transactions.EndAsync(transaction));
    }

    private NpgsqlDataSource Database(string? name) => _databases.GetOrAdd(name ?? "postgres", _cluster.Postgres.Connect);

    private async Task<NpgsqlConnection> ConnectAsync(string? database)
    {
        try
        {
            return await Database(database).OpenConnectionAsync();
        }
        catch (NpgsqlException refused)
        {
            throw DataApiError.Of(refused);
        }
    }
}
