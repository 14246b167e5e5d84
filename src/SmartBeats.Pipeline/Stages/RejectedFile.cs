using System.Text;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary><c>rejected.csv</c> on its way into a store, row by row: put in place only where a row was rejected.</summary>
public sealed class RejectedFile : IAsyncDisposable
{
    private readonly IObjectStore _store;
    private readonly string _key;
    private readonly ObjectStream _content;
    private readonly StreamWriter _text;

    private RejectedFile(IObjectStore store, string key, ObjectStream content)
    {
        (_store, _key, _content) = (store, key, content);
        _text = new StreamWriter(content, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
    }

    /// <summary>For <see cref="CallReader.Read(Stream, Action{ReadOnlySpan{Call}}, TextWriter?, CancellationToken)"/>.</summary>
    public TextWriter Writer => _text;

    public static async Task<RejectedFile> BeginAsync(IObjectStore store, string key, CancellationToken cancellation = default) =>
        new(store, key, await store.BeginAsync(key, cancellation));

    /// <summary>Ends the file as the reading ended.</summary>
    /// <param name="report">Null where the reading did not come to one.</param>
    /// <param name="removesOlder">Whether an older file goes where no row was rejected.</param>
    /// <returns>Whether the file is there now.</returns>
    public async Task<bool> CompleteAsync(CallReadReport? report, bool removesOlder, CancellationToken cancellation = default)
    {
        if (report is { Rejected: > 0 })
        {
            await _text.FlushAsync(cancellation);
            await _content.CompleteAsync(cancellation);
            return true;
        }

        if (removesOlder)
        {
            await _store.DeleteAsync(_key, cancellation);
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _text.DisposeAsync();
        await _content.DisposeAsync();
    }
}
