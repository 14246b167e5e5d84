namespace SmartBeats.Districting.Ranking;

/// <summary>Ranks a plan among random legal ones: how much better it is than what chance gives on this map.</summary>
/// <remarks>
/// The sample is that of <see cref="RandomPlans"/>: it favours compact plans (a beat with many spanning trees is cut more often) and is
/// not corrected for it, so "better than 99 %" is said of such plans, not of all there are. Where the tolerance is out of reach for
/// trees the sample is drawn at a looser balance, found by a few plans drawn ahead at each. Areas heavier than a fair share count one share, in the plan
/// as in the sample. Deterministic for the problem's seed at any number of threads. Cost: README.md of this folder.
/// </remarks>
public static class PlanRanking
{
    /// <summary>Plans drawn ahead at a balance to see whether a quarter of them keep it.</summary>
    private const int Pilots = 16;

    /// <summary>Plans a thread draws in a row with the same memory.</summary>
    private const int Batch = 16;

    /// <summary>Apart from the seeds of the engine's own work.</summary>
    private const ulong Key = 0x52_0000_0000;

    private readonly record struct Worth(double Deviation, long Border);

    /// <param name="beatOfArea">A plan of the problem, 0-based.</param>
    /// <param name="plans">Random plans to draw, 1 to <see cref="PlanRank.MostPlans"/>.</param>
    /// <exception cref="OperationCanceledException">Cancelled: half a sample is none.</exception>
    public static PlanRank Rank(DistrictingProblem problem, int[] beatOfArea, int plans, int threads, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plans, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plans, PlanRank.MostPlans);
        var task = new DistrictingTask(problem);
        var rule = BalanceRule.For(task.Graph, task.Beats, problem.Tolerance);
        var own = Measure(task, rule, beatOfArea);
        var balance = problem.Tolerance;
        for (var rung = 0UL; balance < 1; rung++, balance = Math.Min(1, balance * 2))
        {
            var pilots = Sample(task, rule, balance, Pilots, Key + ((rung + 1) << 32), threads, cancellation);
            if (pilots.Count(pilot => pilot.Deviation <= balance) * 4 >= Pilots)
            {
                break;
            }
        }

        var sample = Sample(task, rule, balance, plans, Key, threads, cancellation);
        var legal = sample.Where(plan => plan.Deviation <= balance).ToArray();
        return new PlanRank(
            plans,
            sample.Count(plan => plan.Deviation <= problem.Tolerance),
            balance,
            legal.Length,
            legal.Count(plan => plan.Deviation > own.Deviation) / (double)Math.Max(1, legal.Length),
            legal.Count(plan => plan.Border > own.Border) / (double)Math.Max(1, legal.Length))
        {
            Recom = RankAmongWalks(task, rule, own, balance, plans, threads, cancellation),
        };
    }

    private static RecomRank? RankAmongWalks(DistrictingTask task, BalanceRule rule, Worth own, double balance, int plans, int threads, CancellationToken cancellation)
    {
        var met = RecomWalks.Sample(task, balance, plans, threads, plan => Measure(task, rule, plan), worth => worth.Deviation <= balance, cancellation);
        return met.Length == 0 ? null : new RecomRank(
            met.Length,
            met.Count(plan => plan.Deviation > own.Deviation) / (double)met.Length,
            met.Count(plan => plan.Border > own.Border) / (double)met.Length);
    }

    private static Worth[] Sample(DistrictingTask task, BalanceRule rule, double balance, int count, ulong key, int threads, CancellationToken cancellation)
    {
        var sample = new Worth[count];
        Fan.Out((count + Batch - 1) / Batch, threads, batch =>
        {
            var draw = new RandomPlans(task.Graph, task.Parts, task.BeatsOfPart);
            for (var i = batch * Batch; i < Math.Min(count, (batch + 1) * Batch) && !cancellation.IsCancellationRequested; i++)
            {
                sample[i] = Measure(task, rule, draw.Draw(balance, task.Random(key + (ulong)i)));
            }
        });
        cancellation.ThrowIfCancellationRequested();
        return sample;
    }

    private static Worth Measure(DistrictingTask task, BalanceRule rule, int[] beatOf)
    {
        var graph = task.Graph;
        var load = new long[task.Beats];
        var border = 0L;
        for (var v = 0; v < beatOf.Length; v++)
        {
            load[beatOf[v]] += graph.Weight[v];
            for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
            {
                border += v < graph.Neighbour[e] && beatOf[graph.Neighbour[e]] != beatOf[v] ? graph.Cost[e] : 0;
            }
        }

        return new Worth(rule.Worst(load), border);
    }
}
