using SmartBeats.Districting.Ranking;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Says where the chosen plan stands among random legal ones.</summary>
/// <remarks>
/// Only where it is asked for, on the plan that will be published: after an evaluation, which may design anew.
/// Run twice it writes the same bytes. Cost: src/SmartBeats/Districting/Ranking/README.md.
/// </remarks>
public static class RankPlan
{
    /// <summary>Whether a request has anything for this stage to do.</summary>
    public static bool IsAskedFor(PlanRequest request) => request.Rank > 0;

    public static async Task RunAsync(RunFiles files, RunTicket ticket, int threads, CancellationToken cancellation = default)
    {
        var request = await files.ReadRequestAsync(ticket, cancellation);
        var problem = (await files.ReadProblemAsync(ticket, cancellation)).ToProblem();
        var chosen = (await files.FindEvaluatedAsync(ticket, cancellation))?.Result ?? await files.ReadChosenAsync(ticket, cancellation);
        var rank = PlanRanking.Rank(problem, chosen.Chosen.BeatOfArea, request.Rank, threads, cancellation);
        await files.WriteRankedAsync(ticket, rank, cancellation);
    }
}
