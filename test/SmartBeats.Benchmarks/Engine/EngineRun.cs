using System.Diagnostics;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>One run of the engine under a clock.</summary>
internal sealed record EngineRun(DesignResult Result, PlanCheck Check, double Seconds, double CpuSeconds, long Effort)
{
    /// <summary>Effort one thread gets through in a second, a little less than measured so that the clock rarely has to stop it.</summary>
    public const double EffortPerThreadSecond = 8_500_000;

    public static EngineRun Of(AreaGraph graph, int beats, Goal goal, double tolerance, double seconds, ulong seed, int threads)
    {
        var effort = (long)(seconds * threads * EffortPerThreadSecond);
        var problem = new DistrictingProblem(graph, beats, goal, tolerance, seed, effort);
        using var clock = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = BeatEngine.Design(problem, threads, null, clock.Token);
        var elapsed = watch.Elapsed.TotalSeconds;
        var cpuSeconds = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        return new EngineRun(result, PlanChecker.Check(graph, result.Chosen.BeatOfArea, beats), elapsed, cpuSeconds, effort);
    }
}
