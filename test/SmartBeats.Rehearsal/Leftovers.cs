using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SmartBeats.Rehearsal;

/// <summary>Ends what was started from here when somebody ends this process, at whatever moment: nothing is left behind on SIGINT or SIGTERM.</summary>
/// <remarks>
/// PostgreSQL stops by itself once we are gone, and takes its folder with it: its shell waits for the end of its input. All else
/// is killed: moto, the functions, a publishing under way.
/// </remarks>
internal sealed class Leftovers : IDisposable
{
    private const int MostRounds = 20;
    private readonly TaskCompletionSource _asked = new();
    private readonly PosixSignalRegistration[] _signals;

    public Leftovers() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, 143)),
    ];

    /// <summary>Where set, a signal only ends <see cref="Asked"/>: whoever waits for that cleans up.</summary>
    public bool IsWaitedFor { get; set; }

    /// <summary>Ends when a signal has come.</summary>
    public Task Asked => _asked.Task;

    public void Dispose() => Array.ForEach(_signals, signal => signal.Dispose());

    /// <summary>Ids of all processes under one, its children's children among them.</summary>
    public static IReadOnlyList<int> Under(int process)
    {
        var children = Directory.GetDirectories("/proc").Select(ReadParent).OfType<(int Id, int Parent)>().ToLookup(one => one.Parent, one => one.Id);
        List<int> found = [.. children[process]];
        for (var at = 0; at < found.Count; at++)
        {
            found.AddRange(children[found[at]]);
        }

        return found;
    }

    private void End(PosixSignalContext signal, int exit)
    {
        signal.Cancel = true;
        _asked.TrySetResult();
        if (IsWaitedFor)
        {
            return;
        }

        // Rounds, because what is being killed may just have started another.
        for (var round = 0; round < MostRounds && KillAll(); round++)
        {
            Thread.Sleep(20);
        }

        Environment.Exit(exit);
    }

    /// <returns>Whether there was anything to kill.</returns>
    private static bool KillAll()
    {
        var postgres = Under(Environment.ProcessId).Where(IsPostgresShell).SelectMany(shell => Under(shell).Append(shell)).ToHashSet();
        var others = Under(Environment.ProcessId).Except(postgres).ToArray();
        foreach (var id in others)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // Gone meanwhile.
            }
        }

        return others.Length > 0;
    }

    private static bool IsPostgresShell(int id) =>
        ReadText($"/proc/{id}/cmdline").Split('\0') is ["sh", "-c", _, "sh", var folder, ..] && folder.Contains("smartbeats-pg-", StringComparison.Ordinal);

    private static (int Id, int Parent)? ReadParent(string folder)
    {
        // After the name, which may hold anything: state and parent. A zombie is gone, but for its parent's look at how it ended.
        var text = ReadText(folder + "/stat");
        return text.LastIndexOf(')') is var end and > 0 && text[(end + 2)..].Split(' ') is [not "Z", var parent, ..]
            ? (int.Parse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture), int.Parse(parent, CultureInfo.InvariantCulture))
            : null;
    }

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
