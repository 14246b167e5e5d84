using SmartBeats.Districting;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Seeds one start.</summary>
public static class SeedBeats
{
    public static async Task RunAsync(RunFiles files, RunTicket ticket, int start, SearchMeter? meter = null, CancellationToken cancellation = default)
    {
        var problem = (await files.ReadProblemAsync(ticket, cancellation)).ToProblem();
        await files.WriteSeededAsync(ticket, start, BeatEngine.Seed(problem, start, meter, cancellation), cancellation);
    }
}

/// <summary>Improves one start.</summary>
public static class BalanceBeats
{
    public static async Task RunAsync(RunFiles files, RunTicket ticket, int start, SearchMeter? meter = null, CancellationToken cancellation = default)
    {
        var problem = (await files.ReadProblemAsync(ticket, cancellation)).ToProblem();
        var seeded = await files.ReadSeededAsync(ticket, start, cancellation);
        await files.WriteBalancedAsync(ticket, start, BeatEngine.Balance(problem, seeded, meter, cancellation), cancellation);
    }
}

/// <summary>Recombines the improved starts and chooses the plan of each goal; a plan made by hand is chosen as it is.</summary>
public static class ChoosePlan
{
    public static async Task<DesignResult> RunAsync(
        RunFiles files, RunTicket ticket, int starts, int threads, SearchMeter? meter = null, CancellationToken cancellation = default)
    {
        var document = await files.ReadProblemAsync(ticket, cancellation);
        var problem = document.ToProblem();
        if (document.Edited is { } edited)
        {
            var judged = BeatEngine.Judge(problem, edited);
            await files.WriteChosenAsync(ticket, judged, cancellation);
            return judged;
        }

        var balanced = new StartPlan[starts];
        for (var start = 0; start < starts; start++)
        {
            balanced[start] = await files.ReadBalancedAsync(ticket, start, cancellation);
        }

        var result = BeatEngine.Choose(problem, balanced, threads, meter, cancellation);
        await files.WriteChosenAsync(ticket, result, cancellation);
        return result;
    }
}
