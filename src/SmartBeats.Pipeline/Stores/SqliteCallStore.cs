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
    /// <summary>Coordinates read in one turn: others wait no longer than some milliseconds for theirs.</summary>
    private const int PointsPerPage = 8_000;

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

    /// <summary>A store in a file that nobody writes to and that cannot be written to.</summary>
    /// <exception cref="InputException">The file is no such store, or is of another version of SmartBeats.</exception>
    public static SqliteCallStore InReadOnlyFile(string path)
    {
        // Where nobody may write there is no shared memory for a log: the file is all there is.
        var source = new SqliteConnectionStringBuilder
        {
            DataSource = $"file:{Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        return Open(source.ToString(), Path.GetFileName(path), isReadOnly: true);
    }

    private static SqliteCallStore Open(string connectionString, string where, bool isReadOnly = false)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            if (isReadOnly)
            {
                CallSchema.ThrowIfOlder(connection, where);
                return new SqliteCallStore(connection, where);
            }

            // 64 MB of pages kept, and files mapped: the default of 2 MB reads a million calls again from the system for every index.
            // Busy also while another process recovers the log after a crash: SQLite itself waits for that.
            Execute(connection, null, "PRAGMA busy_timeout = 300000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp.cache_size = -65536; PRAGMA mmap_size = 1073741824;");
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

    public Task<IReadOnlyList<CallPart>> PartitionAsync(string city, PlanRequest request, int callsPerPart, CancellationToken cancellation = default) =>
        InTurnAsync<IReadOnlyList<CallPart>>(() => Partition(new CallSql(city, request), callsPerPart), cancellation);

    public Task<bool> HasFieldAsync(string city, CallField field, CancellationToken cancellation = default) => InTurnAsync(
        () =>
        {
            using var command = SqliteCallRows.Command(_connection, null, CallSql.FindField(field), city);
            return (long)command.ExecuteScalar()! == 1;
        },
        cancellation);

    private List<CallPart> Partition(CallSql sql, int callsPerPart)
    {
        using var count = Command(sql, $"SELECT COUNT(*) FROM calls WHERE {sql.Where}");
        var calls = (long)count.ExecuteScalar()!;
        var parts = new List<CallPart>();
        double? from = null;
        for (var next = (long)callsPerPart; next < calls; next += callsPerPart)
        {
            using var cut = Command(sql, $"SELECT longitude FROM calls WHERE {sql.Where} ORDER BY longitude LIMIT 1 OFFSET @next");
            cut.Parameters.AddWithValue("@next", next);
            var to = (double)cut.ExecuteScalar()!;
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
        var sql = new CallSql(city, request);
        var page = await InTurnAsync(() => ReadPage(sql, part, after: null), cancellation);
        while (page.Count > 0)
        {
            foreach (var point in page)
            {
                yield return point;
            }

            var last = page[^1];
            page = page.Count < PointsPerPage ? [] : await InTurnAsync(() => ReadPage(sql, part, last), cancellation);
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var sql = new CallSql(city, request);
        yield return await InTurnAsync(() => ReadDated(sql, part), cancellation);
    }

    /// <summary>A row a call, ungrouped: to sort them by day would cost more than to read them. 32 bytes each, of one part.</summary>
    private List<DatedTally> ReadDated(CallSql sql, CallPart part)
    {
        using var command = Command(sql, $"""
            SELECT longitude, latitude, {CallSql.Day}, {sql.Weight}
            FROM calls WHERE {sql.Where}
            {FirstPoint(part, null)}
            {(part.ToLongitude is null ? "" : "AND longitude < @part_to")}
            GROUP BY event_number
            """);
        command.Parameters.AddWithValue("@part_from", part.FromLongitude ?? 0);
        command.Parameters.AddWithValue("@part_to", part.ToLongitude ?? 0);
        using var reader = command.ExecuteReader();
        var tallies = new List<DatedTally>();
        while (reader.Read())
        {
            tallies.Add(new DatedTally(reader.GetDouble(0), reader.GetDouble(1), reader.GetInt32(2), reader.GetInt64(3)));
        }

        return tallies;
    }

    /// <summary>Distinct coordinates, ascending by longitude, then latitude; a page with fewer than there may be is the last.</summary>
    private List<PointTally> ReadPage(CallSql sql, CallPart part, PointTally? after)
    {
        using var command = Command(sql, $"""
            SELECT longitude, latitude, COUNT(*), {sql.Weight}, COUNT(*) - COUNT(service_minute_hundredths)
            FROM calls WHERE {sql.Where}
            {FirstPoint(part, after)}
            {(part.ToLongitude is null ? "" : "AND longitude < @part_to")}
            GROUP BY longitude, latitude ORDER BY longitude, latitude LIMIT @limit
            """);
        command.Parameters.AddWithValue("@part_from", part.FromLongitude ?? 0);
        command.Parameters.AddWithValue("@part_to", part.ToLongitude ?? 0);
        command.Parameters.AddWithValue("@after_longitude", after?.Longitude ?? 0);
        command.Parameters.AddWithValue("@after_latitude", after?.Latitude ?? 0);
        command.Parameters.AddWithValue("@limit", PointsPerPage);
        using var reader = command.ExecuteReader();
        var points = new List<PointTally>();
        while (reader.Read())
        {
            points.Add(new PointTally(reader.GetDouble(0), reader.GetDouble(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
        }

        return points;
    }

    // Only one lower bound: given two, SQLite seeks by the part's and reads every page before this one again.
    private static string FirstPoint(CallPart part, PointTally? after)
    {
        if (after is not null)
        {
            return "AND (longitude, latitude) > (@after_longitude, @after_latitude)";
        }

        return part.FromLongitude is null ? "" : "AND longitude >= @part_from";
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
