using SmartBeats.Districting;
using SmartBeats.Districting.Ranking;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Says where the chosen plan stands among random legal ones.</summary>
/// <remarks>
/// Runs right before <see cref="PublishPlan"/>, in the cloud within its function, and does nothing for a request that asks for no rank.
/// Run twice it writes the same bytes. Cost: src/SmartBeats/Districting/Ranking/README.md.
/// </remarks>
public static class RankPlan
{
    public static async Task RunAsync(RunFiles files, RunTicket ticket, int threads, CancellationToken cancellation = default)
    {
        var request = await files.ReadRequestAsync(ticket, cancellation);
        if (request.Rank == 0)
        {
            return;
        }

        var problem = (await files.ReadProblemAsync(ticket, cancellation)).ToProblem();
        var evaluated = await files.Store.FindAsync<EvaluatedPlan>(Keys.Evaluated(ticket), cancellation);
        var chosen = evaluated?.Result ?? await files.Store.GetAsync<DesignResult>(Keys.Chosen(ticket), cancellation);
        var rank = PlanRanking.Rank(problem, chosen.Chosen.BeatOfArea, request.Rank, threads, cancellation);
        await files.Store.PutAsync(Keys.Ranked(ticket), rank, cancellation);
    }
}
