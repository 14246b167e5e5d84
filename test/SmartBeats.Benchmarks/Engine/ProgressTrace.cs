using System.Globalization;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>What a progress line said, and how much of the run's processor time was spent when it said so.</summary>
internal sealed class ProgressTrace : IProgress<DesignProgress>
{
    private readonly List<(double Share, double Seconds)> _reports = [];
    private readonly double _begun = Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>The trace of one design as the cells of a row.</summary>
    public static string Follow(DistrictingProblem problem, int threads)
    {
        var trace = new ProgressTrace();
        BeatEngine.Design(problem, threads, trace);
        return trace.ToString();
    }

    public void Report(DesignProgress value) => _reports.Add((value.Fraction, Environment.CpuUsage.TotalTime.TotalSeconds - _begun));

    public override string ToString()
    {
        var total = _reports[^1].Seconds;
        var steps = _reports.Prepend((Share: 0, Seconds: 0)).Zip(_reports, (before, after) => (Share: after.Share - before.Share, Time: (after.Seconds - before.Seconds) / total)).ToArray();
        var furthest = _reports.Max(report => Math.Abs(report.Share - (report.Seconds / total)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_reports.Count} | {steps.Max(step => step.Share) * 100:0.0} | {steps.Max(step => step.Time) * 100:0.0} | {furthest * 100:0.0}");
    }
}
