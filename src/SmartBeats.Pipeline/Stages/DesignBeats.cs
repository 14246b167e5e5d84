using SmartBeats.Districting;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Seeds one start.</summary>
public static class SeedBeats
{
    public static async Task RunAsync(RunFiles files, RunTicket ticket, int start, CancellationToken cancellation = default)
    {
        var problem = (await files.ReadProblemAsync(ticket, cancellation)).ToProblem();
        await files.Store.PutAsync(Keys.Seeded(ticket, start), BeatEngine.Seed(problem, start, cancellation), cancellation);
    }
}

/// <summary>Improves one start.</summary>
public static class BalanceBeats
{
    public static async Task RunAsync(RunFiles files, RunTicket ticket, int start, CancellationToken cancellation = default)
    {
        var problem = (await files.ReadProblemAsync(ticket, cancellation)).ToProblem();
        var seeded = await files.Store.GetAsync<StartPlan>(Keys.Seeded(ticket, start), cancellation);
        await files.Store.PutAsync(Keys.Balanced(ticket, start), BeatEngine.Balance(problem, seeded, cancellation), cancellation);
    }
}

/// <summary>Recombines the improved starts and chooses the plan of each goal.</summary>
public static class ChoosePlan
{
    public static async Task<DesignResult> RunAsync(
        RunFiles files, RunTicket ticket, int starts, int threads, IProgress<DesignProgress>? progress, CancellationToken cancellation = default)
    {
        var problem = (await files.ReadProblemAsync(ticket, cancellation)).ToProblem();
        var balanced = new StartPlan[starts];
        for (var start = 0; start < starts; start++)
        {
            balanced[start] = await files.Store.GetAsync<StartPlan>(Keys.Balanced(ticket, start), cancellation);
        }

        var result = BeatEngine.Choose(problem, balanced, threads, progress, cancellation);
        await files.Store.PutAsync(Keys.Chosen(ticket), result, cancellation);
        return result;
    }
}
