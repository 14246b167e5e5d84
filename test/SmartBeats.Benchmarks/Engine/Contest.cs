using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>What is to be run.</summary>
/// <param name="Rows">Parts of row names, such as <c>grid100-50</c>; empty for all rows.</param>
/// <param name="Cells">Goals with their seconds.</param>
/// <param name="Relabel">Whether each row is run on a relabelled copy as well.</param>
/// <param name="Metis">Whether METIS runs beside, with the same budget.</param>
internal sealed record ContestPlan(string[] Rows, (Goal Goal, double Seconds)[] Cells, ulong[] Seeds, int Threads, bool Relabel, bool Metis);

/// <summary>One run of one row.</summary>
/// <param name="Relabelled">Whether on a copy with its areas numbered anew.</param>
/// <param name="CutRatio">Ours over the peer's edges; null where no peer qualifies.</param>
/// <param name="Met">By the rules of the targets; null where they say nothing of such a cell.</param>
/// <param name="Metis">METIS in the same run; null where it was not asked for.</param>
internal sealed record Outcome(
    ContestRow Row, Goal Goal, double Seconds, ulong Seed, bool Relabelled, EngineRun Run, Rule? Rule, double? CutRatio, bool? Met, MetisBest? Metis)
{
    public string Cell => $"{Row.Name} {Goal} {Seconds:0.##} s";
}

/// <summary>Runs the rows of the table of targets, each plan judged by <see cref="PlanChecker"/> alone.</summary>
internal static class Contest
{
    private const double Tolerance = 0.01;

    /// <summary>Both goals with ten seconds, the compact one also with one.</summary>
    public static (Goal, double)[] AllCells { get; } = [(Goal.Compact, 10), (Goal.Tightest, 10), (Goal.Compact, 1)];

    public static IEnumerable<Outcome> Run(ContestPlan plan)
    {
        foreach (var row in Peers.Rows.Where(row => plan.Rows.Length == 0 || plan.Rows.Any(part => row.Name.Contains(part, StringComparison.Ordinal))))
        {
            var graph = GraphFile.Read(SharedData.File($"graphs/{row.Graph}.json"));
            foreach (var (goal, seconds) in plan.Cells)
            {
                var metis = plan.Metis ? Metis.Best(graph, row.Beats, goal, Tolerance, seconds, plan.Threads) : null;
                foreach (var seed in plan.Seeds)
                {
                    yield return Once(row, graph, goal, seconds, seed, relabelled: false, plan.Threads, metis);
                    if (plan.Relabel)
                    {
                        yield return Once(row, Relabelling.Of(graph, seed), goal, seconds, seed, relabelled: true, plan.Threads, metis);
                    }
                }
            }
        }
    }

    private static Outcome Once(ContestRow row, AreaGraph graph, Goal goal, double seconds, ulong seed, bool relabelled, int threads, MetisBest? metis)
    {
        var run = EngineRun.Of(graph, row.Beats, goal, Tolerance, seconds, seed, threads);
        var rule = Rule.Of(row, goal, seconds, run.Result.LowerBound * 100);
        return new Outcome(row, goal, seconds, seed, relabelled, run, rule, (double?)run.Check.EdgesCut / rule?.Peer, rule?.IsMet(run.Check, row.Beats), metis);
    }
}
