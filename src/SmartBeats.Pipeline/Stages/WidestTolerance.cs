using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Finds the widest tolerance that hardly shows on later calls, before beats are drawn to it.</summary>
internal static class WidestTolerance
{
    /// <summary>How chance and drift tell on beats of this number hardly depends on where exactly they lie: a first draft is asked.</summary>
    /// <param name="problem">At the tolerance that holds where none can be found.</param>
    /// <param name="dated">The calls by area and day; null where nobody kept when they came.</param>
    /// <param name="notes">Told which tolerance it is and why, or why none could be found.</param>
    public static double Find(
        DistrictingProblem problem, DatedLoads? dated, AreaWorkload workload, PlanRequest request, List<string> notes, CancellationToken cancellation)
    {
        var draft = BeatEngine.Seed(problem, 0, cancellation: cancellation).BeatOfArea;
        int[] apart = [.. (problem.Wishes?.Current?.BeatsApart ?? []).Select(beat => beat + 1)];
        var outlook = PlanOutlook.Foretell(dated, [.. draft.Select(beat => beat + 1)], problem.Beats, workload, request, apart);
        if (outlook?.Later is not { } later)
        {
            notes.Add($"The tolerance is the default: no wider one can be judged. {outlook?.Reason ?? "Nobody kept when the calls came."}");
            return problem.Tolerance;
        }

        var ifEqual = LastingTolerance.FindIfEqual(later);
        var widest = LastingTolerance.FindWidest(ifEqual);
        notes.Add(OutlookWords.DescribeWidest(widest, ifEqual));
        return widest;
    }
}
