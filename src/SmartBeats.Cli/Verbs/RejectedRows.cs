using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>rejected.csv</c> on its way: kept aside until reading ends, and put in place only where a row was rejected.</summary>
/// <param name="key">Where in <paramref name="files"/>.</param>
internal sealed class RejectedRows(FolderObjectStore files, string key = RejectedRows.Name) : IAsyncDisposable
{
    public const string Name = KeptReports.RejectedName;

    private readonly string _aside = Path.GetTempFileName();
    private StreamWriter? _writer;

    public TextWriter Writer => _writer ??= new StreamWriter(_aside);

    /// <returns>How many lines of rejected rows there are; null where none was rejected and an older file was removed.</returns>
    public async Task<long?> KeepAsync(CancellationToken cancellation)
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
            _writer = null;
        }

        var content = await File.ReadAllBytesAsync(_aside, CancellationToken.None);
        var rows = content.LongCount(c => c == '\n') - 1;
        if (rows < 1)
        {
            await files.DeleteAsync(key, cancellation);
            return null;
        }

        await files.PutAsync(key, content, CancellationToken.None);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        File.Delete(_aside);
    }
}
