using System.Diagnostics;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>Time to the first plan within 1 % on one graph.</summary>
/// <param name="Effort">Least effort of the ladder that got there.</param>
/// <param name="PeakMegabytes">Most memory the process held up to then.</param>
internal sealed record TimeToTolerance(string Graph, int Areas, int Beats, long Effort, double Seconds, double CpuSeconds, double DeviationPct, int EdgesCut, double PeakMegabytes);

/// <summary>How time grows from 10,000 to 90,000 areas, k = 50.</summary>
/// <param name="CpuRatio">Large over small.</param>
/// <param name="Metis">One run of gpmetis -contig on the large graph as it comes; null where METIS was not asked for.</param>
internal sealed record GrowthResult(TimeToTolerance Small, TimeToTolerance Large, double CpuRatio, bool Met, MetisBest? Metis)
{
    private const int Beats = 50;
    private const double Tolerance = 0.01;
    private const double MostSeconds = 5;
    private const double MostMegabytes = 500;
    private const double MostGrowth = 12;

    /// <summary>To be measured before anything else, or the peak is that of the largest row before.</summary>
    public static GrowthResult Measure(ulong seed, int threads, bool withMetis)
    {
        // The engine's code is compiled on a small graph first: its start-up is not growth.
        Reach("chi_bg_calls", seed, threads);
        var small = Reach("grid100", seed, threads);
        var large = Reach("grid300", seed, threads);
        var ratio = large.CpuSeconds / small.CpuSeconds;
        var met = large.DeviationPct <= Tolerance * 100 && large.Seconds <= MostSeconds && large.PeakMegabytes <= MostMegabytes && ratio <= MostGrowth;
        return new GrowthResult(small, large, ratio, met, withMetis ? MetisOn(large) : null);
    }

    /// <summary>Runs with effort rising by half until the tolerance is met; the time is that of the last run alone.</summary>
    private static TimeToTolerance Reach(string name, ulong seed, int threads)
    {
        var graph = GraphFile.Read(SharedData.File($"graphs/{name}.json"));
        var areas = graph.Weights.Count;
        for (var effort = 30L * areas; ; effort += effort / 2)
        {
            var run = EngineRun.WithEffort(new DistrictingProblem(graph, Beats, Goal.Compact, Tolerance, seed, effort), threads);
            if (run.Check.MaxDeviation <= Tolerance || effort > 4_000L * areas)
            {
                using var self = Process.GetCurrentProcess();
                return new TimeToTolerance(
                    name, areas, Beats, effort, run.Seconds, run.CpuSeconds, run.Check.MaxDeviation * 100, run.Check.EdgesCut, self.PeakWorkingSet64 / 1e6);
            }
        }
    }

    private static MetisBest MetisOn(TimeToTolerance large) => Engine.Metis.AsItComes(GraphFile.Read(SharedData.File($"graphs/{large.Graph}.json")), large.Beats);
}
