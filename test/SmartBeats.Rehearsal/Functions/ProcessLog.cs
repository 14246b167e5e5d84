using System.Collections.Concurrent;
using SmartBeats.Rehearsal.Stack;

namespace SmartBeats.Rehearsal.Functions;

/// <summary>What the functions print: CloudWatch Logs, as far as a rehearsal needs it.</summary>
internal sealed class ProcessLog : IDisposable
{
    private readonly ConcurrentQueue<(string Handler, string Line)> _lines = new();
    private readonly TextWriter _file = TextWriter.Synchronized(new StreamWriter(Path.Combine(Synthesis.Folder, "functions.log")) { AutoFlush = true });

    public IReadOnlyList<(string Handler, string Line)> Lines => [.. _lines];

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
