using SmartBeats.Districting;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Seeds one start.</summary>
public static class SeedBeats
{
    public static async Task RunAsync(IObjectStore store, RunTicket ticket, int start, CancellationToken cancellation = default)
    {
        var problem = (await store.GetAsync<ProblemDocument>(Keys.Problem(ticket), cancellation)).ToProblem();
        await store.PutAsync(Keys.Seeded(ticket, start), BeatEngine.Seed(problem, start, cancellation), cancellation);
    }
}

/// <summary>Improves one start.</summary>
public static class BalanceBeats
{
    public static async Task RunAsync(IObjectStore store, RunTicket ticket, int start, CancellationToken cancellation = default)
    {
        var problem = (await store.GetAsync<ProblemDocument>(Keys.Problem(ticket), cancellation)).ToProblem();
        var seeded = await store.GetAsync<StartPlan>(Keys.Seeded(ticket, start), cancellation);
        await store.PutAsync(Keys.Balanced(ticket, start), BeatEngine.Balance(problem, seeded, cancellation), cancellation);
    }
}

/// <summary>Recombines the improved starts and chooses the plan of each goal.</summary>
public static class ChoosePlan
{
    public static async Task<DesignResult> RunAsync(
        IObjectStore store, RunTicket ticket, int starts, int threads, IProgress<DesignProgress>? progress, CancellationToken cancellation = default)
    {
        var problem = (await store.GetAsync<ProblemDocument>(Keys.Problem(ticket), cancellation)).ToProblem();
        var balanced = new StartPlan[starts];
        for (var start = 0; start < starts; start++)
        {
            balanced[start] = await store.GetAsync<StartPlan>(Keys.Balanced(ticket, start), cancellation);
        }

        var result = BeatEngine.Choose(problem, balanced, threads, progress, cancellation);
        await store.PutAsync(Keys.Chosen(ticket), result, cancellation);
        return result;
    }
}
