using System.Globalization;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>Runs the rows of TARGETS 1 and prints ours beside the peers'.</summary>
internal static class Contest
{
    private const double Tolerance = 0.01;

    public static void Run(string? filter, Goal goal, double[] times, ulong seed, int threads)
    {
        Console.WriteLine("| graph | k | goal | time s | deviation % | edges cut | peer deviation % | peer edges cut | cut / peer | METIS now % | METIS now cut | bound % | met | wall s | cpu s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in Peers.Rows.Where(row => filter is null || filter.Split(',').Any(part => $"{row.Graph}-{row.Beats}".Contains(part, StringComparison.Ordinal))))
        {
            var graph = GraphFile.Read(SharedData.File($"graphs/{row.Graph}.json"));
            foreach (var time in times)
            {
                var run = EngineRun.Of(graph, row.Beats, goal, Tolerance, time, seed, threads);
                var metis = Metis.IsInstalled ? Metis.Best(graph, row.Beats, goal, Tolerance, time, threads) : null;
                Print(row, goal, time, run, metis);
            }
        }
    }

    private static void Print(ContestRow row, Goal goal, double time, EngineRun run, PlanCheck? metis)
    {
        var tight = goal == Goal.Tightest;
        var peerCut = tight ? row.TightestCut : row.CompactCut;
        var pct = run.Check.MaxDeviation * 100;
        var met = tight ? pct <= row.TightestPct / 2 && run.Check.EdgesCut <= row.TightestCut
            : row.CompactCut is null ? pct <= row.TightestPct
            : pct <= 1 && run.Check.EdgesCut <= row.CompactCut * (time < 5 ? 1.05 : 0.95);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {row.Graph} | {row.Beats} | {goal} | {time} | {pct:F5} | {run.Check.EdgesCut} | {row.TightestPct} | {peerCut} | {(double?)run.Check.EdgesCut / peerCut:F3} | {metis?.MaxDeviation * 100:F5} | {metis?.EdgesCut} | {run.Result.LowerBound * 100:F5} | {(met && run.Check.Contiguous && run.Check.Beats == row.Beats ? "yes" : "no")}{(run.Result.Truncated ? " (clock)" : "")} | {run.Seconds:F2} | {run.CpuSeconds:F2} |"));
    }
}
