using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Run;

/// <summary>How far a run is, read from which files its stages have written.</summary>
public static class RunProgress
{
    /// <summary>The stage a run is in, and the share of its work that is done: in [0, 1], rough.</summary>
    /// <param name="stages">Those that the request asks for, in order (<see cref="StageMethods.FindAsked(PlanRequest)"/>).</param>
    /// <param name="files">Keys of the run's folder.</param>
    public static (Stage Stage, double Share) Find(IReadOnlyList<Stage> stages, IReadOnlyCollection<string> files)
    {
        int[][] written = [.. stages.Select(stage => stage.Writes.Where(key => key.IsOfRun).Select(key => files.Count(key.Matches)).ToArray())];
        var at = 0;
        while (at < stages.Count - 1 && IsDone(at))
        {
            at++;
        }

        var (stage, next) = (stages[at], at + 1 < stages.Count ? stages[at + 1].Begins : 1);
        var share = FindItems(at) is { } items ? (double)written[at].Max() / items : 0;
        return (stage, Math.Round(stage.Begins + (next - stage.Begins) * share, 2));

        bool IsDone(int one)
        {
            // A later stage begins when all before it are done; one that writes nothing takes no time worth showing.
            if (written[one].Length == 0 || written.Skip(one + 1).Any(counts => counts.Any(count => count > 0)))
            {
                return true;
            }

            return stages[one].ForEach is null ? written[one].All(count => count > 0) : written[one].Max() >= FindItems(one);
        }

        // How many items there are is known where a stage before was run for each of them, too.
        int? FindItems(int one)
        {
            var before = Enumerable.Range(0, one).LastOrDefault(other => stages[other].ForEach is { } each && each.Items == stages[one].ForEach?.Items, -1);
            return before < 0 ? null : written[before].Max() is > 0 and var items ? items : null;
        }
    }
}
