using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SmartBeats.Calls;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Calls in one SQLite database, in a file or in memory.</summary>
/// <remarks>One connection, used by one caller at a time; several processes may share a file (write-ahead log, 5 minutes of patience: another process may be merging millions of rows).</remarks>
public sealed class SqliteCallStore : ICallStore
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCallQueries _queries;
    private readonly string _where;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private SqliteCallStore(SqliteConnection connection, string where) => (_connection, _queries, _where) = (connection, new SqliteCallQueries(connection), where);

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

            // 64 MB of pages kept, and files mapped: the default of 2 MB writes and reads a million calls' pages again and again.
            // Busy also while another process recovers the log after a crash: SQLite itself waits for that.
            Execute(connection, null, "PRAGMA busy_timeout = 300000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA mmap_size = 134217728;");
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
    public Task<ICallLoad> ContinueLoadAsync(string city, string loadId, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default) =>
        BeginLoadAsync(city, replaces, name, cancellation);

    public Task AbandonLoadAsync(string loadId, CancellationToken cancellation = default) => Task.CompletedTask;

    public async Task<ICallLoad> BeginLoadAsync(string city, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        return new SqliteCallLoad(_connection, city, replaces, name, _where, () => _turn.Release());
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
        await foreach (var page in ReadPagesAsync(new CallSql(city, request), part, _queries.ChooseReading(filter), cancellation))
        {
            foreach (var call in page)
            {
                yield return new PointTally(call.Longitude, call.Latitude, 1, filter.WeightOf(call), filter.LacksMinutes(call) ? 1 : 0);
            }
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var filter = new CallFilter(request);
        await foreach (var page in ReadPagesAsync(new CallSql(city, request), part, _queries.ChooseReading(filter), cancellation))
        {
            yield return page.ConvertAll(call => DatedTally.FromCall(call, filter));
        }
    }

    /// <summary>A row a call, in the order they lie in: to group or to sort them would cost more than to read them.</summary>
    private async IAsyncEnumerable<List<Call>> ReadPagesAsync(
        CallSql sql, CallPart part, Func<CallSql, CallPart, string, (List<Call> Page, string? Last)> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? last = "";
        while (last is not null)
        {
            (var page, last) = await InTurnAsync(() => read(sql, part, last), cancellation);
            yield return page;
        }
    }

    public Task<IReadOnlyList<DayTally>> ReadDaysAsync(string city, CancellationToken cancellation = default) =>
        InTurnAsync<IReadOnlyList<DayTally>>(() => _queries.ReadDays(city), cancellation);

    public Task<IReadOnlyList<string>> ReadNaturesAsync(string city, CancellationToken cancellation = default) =>
        InTurnAsync<IReadOnlyList<string>>(() => _queries.ReadNatures(city), cancellation);

    public Task<IReadOnlyList<StampTally>> ReadStampsAsync(string city, CancellationToken cancellation = default) =>
        InTurnAsync<IReadOnlyList<StampTally>>(() => _queries.ReadStamps(city), cancellation);

    public Task<IReadOnlyList<ServiceTally>> ReadServiceAsync(string city, PlanRequest request, CancellationToken cancellation = default) =>
        InTurnAsync<IReadOnlyList<ServiceTally>>(() => _queries.ReadService(new CallSql(city, request)), cancellation);

    public IAsyncEnumerable<IReadOnlyList<Call>> ReadCallsAsync(string city, PlanRequest request, CallPart part, CancellationToken cancellation = default) =>
        ReadPagesAsync(new CallSql(city, request), part, _queries.ReadCalls, cancellation);

    public Task<CallSummary> SummariseAsync(string city, PlanRequest request, IndexedMap? map = null, CancellationToken cancellation = default) =>
        CallSummarySql.ReadAsync(city, request, '@', (sql, text, numbers) => InTurnAsync<IReadOnlyList<SummaryRow>>(() => _queries.ReadSummary(sql, text, numbers), cancellation));

    public Task<bool> ContainsAsync(string city, string eventNumber, CancellationToken cancellation = default) =>
        InTurnAsync(() => _queries.Contains(city, eventNumber), cancellation);

    public Task<IReadOnlyList<PastLoad>> ListLoadsAsync(string city, CancellationToken cancellation = default) =>
        InTurnAsync<IReadOnlyList<PastLoad>>(() => SqliteLoadHistory.List(_connection, city), cancellation);

    public Task<TakenBack?> TakeBackAsync(string city, int number, bool isDryRun = false, CancellationToken cancellation = default) =>
        InTurnAsync(() => SqliteLoadHistory.TakeBack(_connection, city, number, isDryRun), cancellation);

    public Task<bool> ForgetAsync(string city, string eventNumber, CancellationToken cancellation = default) =>
        InTurnAsync(() => SqliteCallRows.Forget(_connection, city, eventNumber), cancellation);

    /// <summary>Copies one city's calls and loads into a new file.</summary>
    /// <returns>The calls' version.</returns>
    internal Task<string> CopyCityOutAsync(string city, string path, CancellationToken cancellation) => InTurnAsync(
        () =>
        {
            SqliteCityCopy.CopyOut(_connection, city, path);
            return SqliteCallRows.VersionOf(_connection, null, city).ToString();
        },
        cancellation);

    /// <summary>Puts the city's calls and loads of such a file in the place of those there are.</summary>
    /// <inheritdoc cref="CopyCityOutAsync"/>
    internal Task<string> CopyCityInAsync(string city, string path, CancellationToken cancellation) => InTurnAsync(
        () =>
        {
            SqliteCityCopy.CopyIn(_connection, city, path);
            return SqliteCallRows.VersionOf(_connection, null, city).ToString();
        },
        cancellation);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _turn.Dispose();
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
