using System.Data;
using System.Text.Json;
using Npgsql;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>Runs a statement on a connection, within its time.</summary>
internal sealed class StatementRunner(DataApiLimits limits, TimeProvider time)
{
    /// <param name="outlives">Whether the statement goes on when its call's time is over.</param>
    /// <param name="finish">What follows in any case once the statement is over, and with it ends the connection's use.</param>
    /// <returns>The answer's body.</returns>
    /// <exception cref="DataApiError">Refused, out of time, or beyond a limit.</exception>
    public async Task<byte[]> RunAsync(NpgsqlConnection connection, Func<CancellationToken, Task<byte[]>> work, bool outlives, Func<bool, Task> finish)
    {
        var id = connection.ProcessID;
        using var over = new CancellationTokenSource(limits.StatementTime, time);
        var running = FinishAsync(work, finish, outlives ? CancellationToken.None : over.Token);
        if (outlives && await Task.WhenAny(running, Task.Delay(limits.StatementTime, time)) != running)
        {
            // Nobody waits for it any more; its end is seen to by itself.
            _ = running.ContinueWith(late => late.Exception, TaskScheduler.Default);
            throw DataApiError.TimedOut(id);
        }

        try
        {
            return await running;
        }
        catch (Exception stopped) when (over.IsCancellationRequested && !outlives && stopped is OperationCanceledException or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled })
        {
            throw DataApiError.TimedOut(id);
        }
        catch (NpgsqlException refused)
        {
            throw DataApiError.Of(refused);
        }
    }

    public static async Task<byte[]> ExecuteAsync(NpgsqlConnection connection, StatementText statement, JsonElement parameters, ResultOptions options, CancellationToken cancellation)
    {
        using var answer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(answer))
        {
            await using var command = Command(connection, statement, parameters);
            // As texts in PostgreSQL's own spelling: what they become is ours to say, by their type.
            command.AllResultTypesAreUnknown = true;
            await using var reader = await command.ExecuteReaderAsync(options.Metadata ? CommandBehavior.KeyInfo : CommandBehavior.Default, cancellation);
            await new ResultWriter(writer, options).WriteAsync(reader, cancellation);
        }

        return answer.Length <= DataApiLimits.AnswerBytes ? answer.ToArray() : throw DataApiError.Unsupported("Database response exceeded size limit");
    }

    /// <summary>The same statement for each set of parameters; without sets nothing is run.</summary>
    public static async Task<byte[]> BatchAsync(NpgsqlConnection connection, StatementText statement, JsonElement sets, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var set in sets.ValueKind == JsonValueKind.Array ? sets.EnumerateArray() : default)
        {
            await using var command = Command(connection, statement, set);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            if (reader.FieldCount > 0)
            {
                throw new DataApiError(400, "DatabaseErrorException", "A result was returned when none was expected.; SQLState: 0100E");
            }

            count++;
        }

        // PostgreSQL generates no fields; there is one empty result a set.
        return JsonSerializer.SerializeToUtf8Bytes(new { updateResults = Enumerable.Repeat(new { generatedFields = Array.Empty<object>() }, count) });
    }

    /// <summary>Cuts the connection off on the database's side, as a failover does; what was not kept is gone.</summary>
    /// <exception cref="PostgresException">Always: what the connection then says.</exception>
    public static async Task LoseAsync(NpgsqlDataSource source, NpgsqlConnection connection)
    {
        await using (var kill = source.CreateCommand("SELECT pg_terminate_backend($1, 10000)"))
        {
            kill.Parameters.Add(new NpgsqlParameter<int> { TypedValue = connection.ProcessID });
            await kill.ExecuteScalarAsync();
        }

        await using var next = new NpgsqlCommand("SELECT 1", connection);
        await next.ExecuteScalarAsync();
    }

    private static async Task<byte[]> FinishAsync(Func<CancellationToken, Task<byte[]>> work, Func<bool, Task> finish, CancellationToken cancellation)
    {
        var done = false;
        try
        {
            var answer = await work(cancellation);
            done = true;
            return answer;
        }
        finally
        {
            await finish(done);
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, StatementText statement, JsonElement parameters)
    {
        var command = new NpgsqlCommand(statement.Sql, connection);
        foreach (var value in ParameterValues.Bind(parameters, statement.Names))
        {
            command.Parameters.Add(value);
        }

        return command;
    }
}
