using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>METIS's best contiguous plan for a goal.</summary>
/// <param name="Runs">How many runs the budget bought.</param>
/// <param name="Seconds">Spent partitioning, by METIS's own account, all threads added up.</param>
internal sealed record MetisBest(PlanCheck? Check, int Runs, double Seconds);

/// <summary>METIS itself (<c>gpmetis -contig</c>): many seeds and imbalance settings, for as much processor time as the engine is given.</summary>
/// <remarks>Only the time METIS reports for partitioning is counted against it, so neither its reading nor a busy machine costs it runs.</remarks>
internal static partial class Metis
{
    private static readonly int[] _imbalances = [1, 2, 4, 6, 8, 10];

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "gpmetis")));

    /// <summary>As it prints it above every result.</summary>
    public static string Version()
    {
        var folder = Directory.CreateTempSubdirectory("smartbeats-metis-").FullName;
        try
        {
            var file = Path.Combine(folder, "pair.graph");
            File.WriteAllText(file, "2 1\n2\n1\n");
            return Run(file, 2, []).Split('\n').First(line => line.StartsWith("METIS", StringComparison.Ordinal)).Split("Copyright")[0].Trim();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="seconds">Budget, times threads; METIS may take twenty times as long by the clock, for starting a process costs more than a small graph.</param>
    public static MetisBest Best(AreaGraph graph, int beats, Goal goal, double tolerance, double seconds, int threads)
    {
        var folder = Directory.CreateTempSubdirectory("smartbeats-metis-").FullName;
        try
        {
            var text = Describe(graph);
            var watch = Stopwatch.StartNew();
            var (next, gate, spent) = (-1, new Lock(), 0.0);
            PlanCheck? best = null;
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
            {
                var file = Path.Combine(folder, $"{thread}.graph");
                File.WriteAllText(file, text);
                while (Volatile.Read(ref spent) < seconds * threads && watch.Elapsed.TotalSeconds < 20 * seconds)
                {
                    var run = Interlocked.Increment(ref next);
                    var (check, took) = Once(graph, file, beats, [$"-ufactor={_imbalances[run % _imbalances.Length]}", $"-seed={run / _imbalances.Length}"]);
                    lock (gate)
                    {
                        spent += took;
                        best = Better(check, best, goal, tolerance) ? check : best;
                    }
                }
            });
            return new MetisBest(best, next + 1, spent);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One run as it comes: default imbalance, default seed.</summary>
    public static MetisBest AsItComes(AreaGraph graph, int beats)
    {
        var folder = Directory.CreateTempSubdirectory("smartbeats-metis-").FullName;
        try
        {
            var file = Path.Combine(folder, "0.graph");
            File.WriteAllText(file, Describe(graph));
            var (check, took) = Once(graph, file, beats, []);
            return new MetisBest(check, 1, took);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Better(PlanCheck? a, PlanCheck? b, Goal goal, double tolerance)
    {
        // As ours: once within the tolerance, only edges count.
        var free = goal == Goal.Compact ? tolerance : 0;
        return a is not null && (b is null || (Math.Max(a.MaxDeviation, free), a.EdgesCut).CompareTo((Math.Max(b.MaxDeviation, free), b.EdgesCut)) < 0);
    }

    /// <returns>The check where the plan has exactly the beats wanted, each in one piece; and the seconds of partitioning.</returns>
    private static (PlanCheck? Check, double Seconds) Once(AreaGraph graph, string file, int beats, string[] settings)
    {
        var output = $"{file}.part.{beats}";
        File.Delete(output);
        // It refuses to promise connected parts of a graph in pieces, with an exit code; then there is no output.
        var report = Run(file, beats, ["-contig", .. settings]);
        var took = PartitioningTime().Match(report) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        if (!File.Exists(output))
        {
            return (null, Math.Max(took, 0.001));
        }

        var plan = File.ReadLines(output).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        var check = PlanChecker.Check(graph, plan, beats);
        // Printed to the millisecond: a shorter run counts as half of one.
        return (check.Contiguous && check.Beats == beats ? check : null, Math.Max(took, 0.0005));
    }

    private static string Run(string file, int beats, string[] settings)
    {
        var start = new ProcessStartInfo("gpmetis") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[.. settings, file, beats.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return report;
    }

    private static string Describe(AreaGraph graph)
    {
        var adjacent = new List<int>[graph.Weights.Count];
        for (var v = 0; v < adjacent.Length; v++)
        {
            adjacent[v] = [];
        }

        foreach (var edge in graph.Edges)
        {
            adjacent[edge.A].Add(edge.B);
            adjacent[edge.B].Add(edge.A);
        }

        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{adjacent.Length} {graph.Edges.Count} 010 1\n"));
        for (var v = 0; v < adjacent.Length; v++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{graph.Weights[v]}");
            foreach (var u in adjacent[v])
            {
                text.Append(CultureInfo.InvariantCulture, $" {u + 1}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    [GeneratedRegex(@"Partitioning:\s*([0-9.]+) sec")]
    private static partial Regex PartitioningTime();
}
