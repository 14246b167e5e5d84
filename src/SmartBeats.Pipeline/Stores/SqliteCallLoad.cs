using Microsoft.Data.Sqlite;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Rows gathered beside the database, merged into the city's calls in one transaction.</summary>
internal sealed class SqliteCallLoad : ICallLoad
{
    private const int RowsBetweenLooks = 10_000;

    private readonly SqliteConnection _connection;
    private readonly string _city;
    private readonly ReplacedPeriod? _replaces;
    private readonly string _name;
    private readonly string _where;
    private readonly Action _onEnd;
    private readonly StagedCalls _staged = new();
    private bool _ended;

    /// <param name="where">The database, as messages name it.</param>
    public SqliteCallLoad(SqliteConnection connection, string city, ReplacedPeriod? replaces, string name, string where, Action onEnd) =>
        (_connection, _city, _replaces, _name, _where, _onEnd) = (connection, city, replaces, name, where, onEnd);

    public void Add(ReadOnlySpan<Call> calls)
    {
        foreach (ref readonly var call in calls)
        {
            _staged.Add(call);
        }
    }

    public Task<CallLoadCounts> CommitAsync(CancellationToken cancellation = default) => EndAsync(keeps: true, cancellation);

    public Task<CallLoadCounts> CheckAsync(CancellationToken cancellation = default) => EndAsync(keeps: false, cancellation);

    private Task<CallLoadCounts> EndAsync(bool keeps, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult(Commit(keeps, cancellation));
        }
        catch (SqliteException fault) when (SqliteFaults.InWords(fault, _where) is { } inWords)
        {
            throw inWords;
        }
    }

    private CallLoadCounts Commit(bool keeps, CancellationToken cancellation)
    {
        // The write lock first, then the reading: what is compared is what will be replaced.
        using var merging = _connection.BeginTransaction(deferred: false);
        var version = SqliteCallRows.VersionOf(_connection, merging, _city);
        var number = SqliteLoadHistory.FindNext(_connection, merging, _city);
        var removed = _replaces is null ? 0 : RemoveReplaced(merging, version, _replaces, number);
        var (inserted, updated, unchanged) = Merge(merging, version, number, cancellation);
        var counts = new CallLoadCounts(inserted, updated, unchanged, version.ToString(), removed);
        if (!keeps)
        {
            // A transaction that is not committed rolls back: what was written goes, what was removed comes back.
            return counts;
        }

        SqliteCallRows.SaveVersion(_connection, merging, _city, version);
        SqliteLoadHistory.Note(_connection, merging, _city, number, _name, _replaces, counts);
        merging.Commit();
        return counts;
    }

    /// <summary>Takes out what lies in the period and is not staged.</summary>
    private long RemoveReplaced(SqliteTransaction merging, CallSetVersion version, ReplacedPeriod period, long number)
    {
        const string gone = "FROM calls WHERE city = @city AND local_seconds BETWEEN @from AND @to AND event_number NOT IN (SELECT event_number FROM staged)";
        SqliteCallStore.Execute(_connection, merging, "CREATE TEMP TABLE IF NOT EXISTS staged (event_number TEXT PRIMARY KEY) WITHOUT ROWID; DELETE FROM staged;");
        using (var stage = new SqliteStatement(_connection, "INSERT INTO staged VALUES (?)"))
        {
            foreach (var record in _staged.ReadInOrder())
            {
                stage.Bind(1, CallRecord.ReadNumber(record.Span));
                stage.Step();
                stage.Reset();
            }
        }

        using (var find = InPeriod($"SELECT {SqliteCallRows.Columns} {gone}"))
        using (var reader = find.ExecuteReader())
        {
            while (reader.Read())
            {
                version.Remove(SqliteCallRows.Read(reader, 0));
            }
        }

        using (var keep = InPeriod($"INSERT INTO former_calls (city, {SqliteCallRows.Columns}, load, until_load) SELECT city, {SqliteCallRows.Columns}, load, @load {gone}"))
        {
            keep.Parameters.AddWithValue("@load", number);
            keep.ExecuteNonQuery();
        }

        using var remove = InPeriod($"DELETE {gone}");
        return remove.ExecuteNonQuery();

        SqliteCommand InPeriod(string text)
        {
            var command = SqliteCallRows.Command(_connection, merging, text, _city);
            command.Parameters.AddWithValue("@from", period.FromSeconds);
            command.Parameters.AddWithValue("@to", period.ToSeconds);
            return command;
        }
    }

    /// <summary>Writes what is new or changed, in the order of the table's own key: into an empty city each row goes at the end.</summary>
    private (long Inserted, long Updated, long Unchanged) Merge(SqliteTransaction merging, CallSetVersion version, long number, CancellationToken cancellation)
    {
        long inserted = 0, updated = 0, unchanged = 0, rows = 0;
        using var kept = HasCalls(merging) ? new SqliteCallLookup(_connection, _city) : null;
        using var write = new SqliteCallInsert(_connection, _city, number);
        using var trail = new SqliteLoadTrail(_connection, _city, number);
        foreach (var record in _staged.ReadInOrder())
        {
            if (rows++ % RowsBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var call = CallRecord.Read(record.Span);
            var before = kept?.Find(call.EventNumber, record.Span);
            if (before == call)
            {
                trail.NoteKept(CallRecord.ReadNumber(record.Span));
                unchanged++;
                continue;
            }

            if (before is { } old)
            {
                trail.KeepFormer(CallRecord.ReadNumber(record.Span));
                version.Remove(old);
                updated++;
            }
            else
            {
                inserted++;
            }

            write.Insert(record.Span, call);
            version.Add(call);
        }

        return (inserted, updated, unchanged);
    }

    private bool HasCalls(SqliteTransaction merging)
    {
        using var command = SqliteCallRows.Command(_connection, merging, "SELECT EXISTS (SELECT 1 FROM calls WHERE city = @city)", _city);
        return (long)command.ExecuteScalar()! == 1;
    }

    public ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            _staged.Dispose();
            _onEnd();
        }

        return ValueTask.CompletedTask;
    }
}
