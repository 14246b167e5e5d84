using System.Collections.Concurrent;
using SmartBeats.Rehearsal.Stack;

namespace SmartBeats.Rehearsal.Functions;

/// <summary>What the functions print: CloudWatch Logs, as far as a rehearsal needs it.</summary>
internal sealed class ProcessLog : IDisposable
{
    private readonly ConcurrentQueue<(string Handler, string Line)> _lines = new();
    private readonly TextWriter _file = Open("functions.log");

    public IReadOnlyList<(string Handler, string Line)> Lines => [.. _lines];

    /// <summary>A file in the rehearsal's folder; a second rehearsal beside this one may have it open, too.</summary>
    public static TextWriter Open(string name)
    {
        var file = new FileStream(Path.Combine(Synthesis.Folder, name), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        return TextWriter.Synchronized(new StreamWriter(file) { AutoFlush = true });
    }

    public void Keep(string handler, string line)
    {
        _lines.Enqueue((handler, line));
        try
        {
            _file.WriteLine($"{handler}\t{line}");
        }
        catch (ObjectDisposedException)
        {
            // The last words of a process that is being stopped.
        }
    }

    public void Dispose() => _file.Dispose();
}
