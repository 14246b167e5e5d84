using System.Runtime.InteropServices;

namespace SmartBeats.Cli;

/// <summary>Ctrl-C and SIGTERM: work is asked to end, and left behind where it does not listen.</summary>
internal static class Interruption
{
    /// <summary>How long the work may take to end once it was asked to; a second Ctrl-C ends it at once.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    /// <returns>What the work returned; <see cref="ExitCode.Cancelled"/> where it was left behind.</returns>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> work)
    {
        using var asked = new CancellationTokenSource();
        using var insisted = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);

        // On a thread of its own: a map is read in one long step that asks nobody whether it should go on.
        var running = Task.Run(() => work(asked.Token));
        await Task.WhenAny(running, WaitAsync(asked.Token, insisted.Token));
        if (asked.IsCancellationRequested && !Console.IsErrorRedirected)
        {
            // Bars and spinners hide the cursor.
            Console.Error.Write("\e[?25h");
        }

        ScratchFolder.RemoveAll();
        if (running.IsCompleted)
        {
            return await running;
        }

        Console.Error.WriteLine("smartbeats: cancelled; what was under way was not written.");
        return ExitCode.Cancelled;

        void Ask(PosixSignalContext signal)
        {
            signal.Cancel = true;
            (asked.IsCancellationRequested ? insisted : asked).Cancel();
        }
    }

    private static async Task WaitAsync(CancellationToken asked, CancellationToken insisted)
    {
        await Task.Delay(Timeout.Infinite, asked).ContinueWith(_ => { }, TaskScheduler.Default);
        await Task.Delay(_patience, insisted).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
