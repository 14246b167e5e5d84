using System.Diagnostics;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>One run of the engine with the effort that a number of seconds buys, judged by the independent checker.</summary>
/// <param name="Seconds">Wall.</param>
/// <param name="CpuSeconds">Of this process: on a busy machine the figure that counts, against seconds times threads.</param>
internal sealed record EngineRun(DesignResult Result, PlanCheck Check, double Seconds, double CpuSeconds, long Effort)
{
    /// <param name="clocked">Whether the work is cut short when the seconds are over, whatever is left of the effort.</param>
    public static EngineRun Of(AreaGraph graph, int beats, Goal goal, double tolerance, double seconds, ulong seed, int threads, bool clocked = false)
    {
        using var clock = clocked ? new CancellationTokenSource(TimeSpan.FromSeconds(seconds)) : new CancellationTokenSource();
        return WithEffort(new DistrictingProblem(graph, beats, goal, tolerance, seed, (long)(seconds * threads * BeatEngine.EffortPerThreadSecond)), threads, clock.Token);
    }

    public static EngineRun WithEffort(DistrictingProblem problem, int threads, CancellationToken cancellation = default)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var result = BeatEngine.Design(problem, threads, null, cancellation);
        var elapsed = watch.Elapsed.TotalSeconds;
        var cpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        return new EngineRun(result, PlanChecker.Check(problem.Graph, result.Chosen.BeatOfArea, problem.Beats), elapsed, cpuSeconds, problem.Effort);
    }
}
