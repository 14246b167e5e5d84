using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SmartBeats.Benchmarks.Processes;

/// <summary>What a whole process took, from its start to its end.</summary>
/// <param name="Processor">Seconds of all its threads, in the program and in the system.</param>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="PeakMegabytes">Most memory resident at once, looked at every 20 ms; mapped files count.</param>
/// <param name="Output">What it wrote to standard output.</param>
internal sealed partial record ProcessRun(double Processor, double Wall, double PeakMegabytes, string Output)
{
    private const int Children = -1; // RUSAGE_CHILDREN: all that were waited for

    /// <summary>Runs a program to its end, one at a time: two at once would be counted together.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static ProcessRun Measure(string program, params string[] arguments)
    {
        var before = ReadChildrenSeconds();
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0.0;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, ReadPeakMegabytes(process.Id));
        }

        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? new ProcessRun(ReadChildrenSeconds() - before, wall, peak, output.Result)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
    }

    /// <summary>The run with the least processor time: what others did on the machine only ever adds to it.</summary>
    public static ProcessRun MeasureBest(int runs, Action prepare, string program, params string[] arguments) =>
        Enumerable.Range(0, runs).Select(_ =>
        {
            prepare();
            return Measure(program, arguments);
        }).MinBy(run => run.Processor)!;

    private static double ReadPeakMegabytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.AsSpan(6, line.Length - 9), CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
        catch (IOException)
        {
            return 0; // it has ended meanwhile
        }
    }

    private static double ReadChildrenSeconds()
    {
        var usage = new long[18]; // struct rusage: two times of seconds and microseconds, then 14 numbers
        return GetUsage(Children, usage) == 0 ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6) : throw new InvalidOperationException("getrusage fails.");
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
