using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SmartBeats.Calls;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Calls in one SQLite database, in a file or in memory.</summary>
/// <remarks>One connection, used by one caller at a time; several processes may share a file (write-ahead log, 5 minutes of patience: another process may be merging millions of rows).</remarks>
public sealed class SqliteCallStore : ICallStore
{
    /// <summary>Calls read in one turn: others wait no longer than some milliseconds for theirs.</summary>
    private const int CallsPerPage = 8_000;

    private readonly SqliteConnection _connection;
    private readonly string _where;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private SqliteCallStore(SqliteConnection connection, string where) => (_connection, _where) = (connection, where);

    /// <summary>A store that lives as long as this object.</summary>
    public static SqliteCallStore InMemory() => Open("Data Source=:memory:", "memory");

    /// <summary>A store in a file, created where it is missing, its tables brought to this version where they are older.</summary>
    /// <exception cref="InputException">The file is no such store, or a newer SmartBeats wrote it.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another process holds it.</exception>
    public static SqliteCallStore InFile(string path) =>
        Open(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 300 }.ToString(), Path.GetFileName(path));

    private static SqliteCallStore Open(string connectionString, string where)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // 64 MB of pages kept, and files mapped: the default of 2 MB writes and reads a million calls' pages again and again.
            // Busy also while another process recovers the log after a crash: SQLite itself waits for that.
            Execute(connection, null, "PRAGMA busy_timeout = 300000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824;");
            CallSchema.Upgrade(connection, where);
            return new SqliteCallStore(connection, where);
        }
        catch (SqliteException fault) when (SqliteFaults.InWords(fault, where) is { } inWords)
        {
            connection.Dispose();
            throw inWords;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>As a load without a name: nothing of it outlives this process, which reads its file again soon enough.</summary>
    public Task<ICallLoad> ContinueLoadAsync(string city, string loadId, ReplacedPeriod? replaces = null, CancellationToken cancellation = default) =>
        BeginLoadAsync(city, replaces, cancellation);

    public Task AbandonLoadAsync(string loadId, CancellationToken cancellation = default) => Task.CompletedTask;

    public async Task<ICallLoad> BeginLoadAsync(string city, ReplacedPeriod? replaces = null, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        return new SqliteCallLoad(_connection, city, replaces, _where, () => _turn.Release());
    }

    public Task<string> VersionAsync(string city, CancellationToken cancellation = default) =>
        InTurnAsync(() => SqliteCallRows.VersionOf(_connection, null, city).ToString(), cancellation);

    /// <summary>One part: a reading passes all of a city's calls, a million of them in less than a second.</summary>
    public Task<IReadOnlyList<CallPart>> PartitionAsync(string city, PlanRequest request, int callsPerPart, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<CallPart>>([CallPart.Everything]);

    public Task<bool> HasFieldAsync(string city, CallField field, CancellationToken cancellation = default) => InTurnAsync(
        () =>
        {
            using var command = SqliteCallRows.Command(_connection, null, CallSql.FindField(field), city);
            return (long)command.ExecuteScalar()! == 1;
        },
        cancellation);

    public async IAsyncEnumerable<PointTally> ReadPointsAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var filter = new CallFilter(request);
        await foreach (var page in ReadPagesAsync(city, request, part, cancellation))
        {
            foreach (var call in page)
            {
                yield return new PointTally(call.Longitude, call.Latitude, 1, filter.WeightOf(call), call.ServiceMinuteHundredths is null ? 1 : 0);
            }
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var filter = new CallFilter(request);
        await foreach (var page in ReadPagesAsync(city, request, part, cancellation))
        {
            yield return page.ConvertAll(call => DatedTally.FromCall(call, filter));
        }
    }

    /// <summary>A row a call, in the order they lie in: to group or to sort them would cost more than to read them.</summary>
    private async IAsyncEnumerable<List<Call>> ReadPagesAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sql = new CallSql(city, request);
        string? last = "";
        while (last is not null)
        {
            (var page, last) = await InTurnAsync(() => ReadPage(sql, part, last), cancellation);
            yield return page;
        }
    }

    /// <summary>Calls of a part without what no count asks for, and the last one's event number; null where no more can follow.</summary>
    private (List<Call> Page, string? Last) ReadPage(CallSql sql, CallPart part, string after)
    {
        using var command = Command(sql, $"""
            SELECT longitude, latitude, local_seconds, priority, service_minute_hundredths, event_number
            FROM calls WHERE {sql.Where} AND event_number > @after
            {(part.FromLongitude is null ? "" : "AND longitude >= @part_from")}
            {(part.ToLongitude is null ? "" : "AND longitude < @part_to")}
            ORDER BY event_number LIMIT @limit
            """);
        command.Parameters.AddWithValue("@after", after);
        command.Parameters.AddWithValue("@part_from", part.FromLongitude ?? 0);
        command.Parameters.AddWithValue("@part_to", part.ToLongitude ?? 0);
        command.Parameters.AddWithValue("@limit", CallsPerPage);
        using var reader = command.ExecuteReader();
        var calls = new List<Call>(CallsPerPage);
        string? last = null;
        while (reader.Read())
        {
            int? minutes = reader.IsDBNull(4) ? null : reader.GetInt32(4);
            calls.Add(new Call("", (byte)reader.GetInt32(3), null, reader.GetDouble(0), reader.GetDouble(1), 0, reader.GetInt64(2), "", minutes, null));
            last = calls.Count < CallsPerPage ? null : reader.GetString(5);
        }

        return (calls, last);
    }

    public Task<IReadOnlyList<DayTally>> ReadDaysAsync(string city, CancellationToken cancellation = default) =>
        InTurnAsync<IReadOnlyList<DayTally>>(() => ReadDays(city), cancellation);

    private List<DayTally> ReadDays(string city)
    {
        using var command = SqliteCallRows.Command(_connection, null, $"SELECT {CallSql.Day}, COUNT(*) FROM calls WHERE city = @city GROUP BY 1 ORDER BY 1", city);
        using var reader = command.ExecuteReader();
        var days = new List<DayTally>();
        while (reader.Read())
        {
            days.Add(new DayTally(reader.GetInt64(0), reader.GetInt64(1)));
        }

        return days;
    }

    public Task<IReadOnlyList<ServiceTally>> ReadServiceAsync(string city, PlanRequest request, CancellationToken cancellation = default) =>
        InTurnAsync<IReadOnlyList<ServiceTally>>(() => ReadService(new CallSql(city, request)), cancellation);

    private List<ServiceTally> ReadService(CallSql sql)
    {
        using var command = Command(sql, $"SELECT {CallSql.ServiceColumns} FROM calls WHERE {sql.Where} GROUP BY 1, 2 ORDER BY 1, 2");
        using var reader = command.ExecuteReader();
        var tallies = new List<ServiceTally>();
        while (reader.Read())
        {
            tallies.Add(new ServiceTally(
                reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6)));
        }

        return tallies;
    }

    public Task<bool> ForgetAsync(string city, string eventNumber, CancellationToken cancellation = default) =>
        InTurnAsync(() => SqliteCallRows.Forget(_connection, city, eventNumber), cancellation);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private SqliteCommand Command(CallSql sql, string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in sql.Parameters)
        {
            command.Parameters.AddWithValue("@" + name, value);
        }

        return command;
    }

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return work();
        }
        catch (SqliteException fault) when (SqliteFaults.InWords(fault, _where) is { } inWords)
        {
            throw inWords;
        }
        finally
        {
            _turn.Release();
        }
    }

    internal static void Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
