using System.Diagnostics;
using System.Globalization;
using System.Text;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>METIS itself (<c>gpmetis -contig</c>), many seeds and imbalance settings for as long as we had: its best contiguous plan for a goal.</summary>
internal static class Metis
{
    private static readonly int[] _imbalances = [1, 2, 4, 6, 8, 10];

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "gpmetis")));

    /// <returns>Its best plan's check; null where no run gave exactly the beats wanted, each in one piece, within the tolerance the goal asks.</returns>
    public static PlanCheck? Best(AreaGraph graph, int beats, Goal goal, double tolerance, double seconds, int threads)
    {
        var folder = Directory.CreateTempSubdirectory("smartbeats-metis-").FullName;
        try
        {
            var text = Describe(graph);
            var watch = Stopwatch.StartNew();
            var (next, gate) = (-1, new Lock());
            PlanCheck? best = null;
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
            {
                var file = Path.Combine(folder, $"{thread}.graph");
                File.WriteAllText(file, text);
                while (watch.Elapsed.TotalSeconds < seconds)
                {
                    var run = Interlocked.Increment(ref next);
                    var check = Once(graph, file, beats, _imbalances[run % _imbalances.Length], run / _imbalances.Length);
                    lock (gate)
                    {
                        best = Better(check, best, goal, tolerance) ? check : best;
                    }
                }
            });
            return best;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Better(PlanCheck? a, PlanCheck? b, Goal goal, double tolerance)
    {
        if (a is null || (goal == Goal.Compact && a.MaxDeviation > tolerance))
        {
            return false;
        }

        return b is null || (goal == Goal.Compact ? a.EdgesCut < b.EdgesCut : (a.MaxDeviation, a.EdgesCut).CompareTo((b.MaxDeviation, b.EdgesCut)) < 0);
    }

    private static PlanCheck? Once(AreaGraph graph, string file, int beats, int imbalance, int seed)
    {
        var start = new ProcessStartInfo("gpmetis") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-contig", $"-ufactor={imbalance}", $"-seed={seed}", file, beats.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var output = $"{file}.part.{beats}";
        if (process.ExitCode != 0 || !File.Exists(output))
        {
            return null;
        }

        var plan = File.ReadLines(output).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        var check = PlanChecker.Check(graph, plan, beats);
        return check.Contiguous && check.Beats == beats ? check : null;
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
}
