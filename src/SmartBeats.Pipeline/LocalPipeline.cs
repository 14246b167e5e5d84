using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline;

/// <summary>The stages of a run in order, on one machine: what the state machine does in the cloud.</summary>
public sealed class LocalPipeline(IObjectStore store, ICallSource calls, City city, int threads)
{
    /// <summary>Side files the next plans are made with: barriers, links, current beats, locks, stations.</summary>
    public IReadOnlyList<SideFile> Sides { get; init; } = [];

    /// <summary>The city's current map where it was just read; null to read it from the store.</summary>
    public CityMap? Map { get; init; }

    /// <summary>Answers a request from the city's current map and calls.</summary>
    /// <param name="runId">Letters, digits and hyphens, not used before in this store.</param>
    /// <exception cref="InputException">The request cannot be answered; says why and what to do.</exception>
    /// <exception cref="DataChangedException">Another process loaded data meanwhile.</exception>
    public async Task<(RunTicket Ticket, Plan Plan)> RunAsync(PlanRequest request, string runId, IProgress<DesignProgress>? progress = null, CancellationToken cancellation = default)
    {
        var ticket = await ValidateRequest.RunAsync(store, calls, city, request, runId, Sides, cancellation);
        var files = new RunFiles(store);
        if (Map is not null)
        {
            files.KeepMap(city.Id, Map);
        }

        progress?.Report(new DesignProgress(0, "joining calls to areas", 0, 0));
        var parts = await PartitionCalls.RunAsync(files, calls, ticket, cancellation);
        foreach (var part in parts)
        {
            await JoinCalls.RunAsync(files, calls, ticket, part, cancellation);
        }

        var starts = await MergeWorkload.RunAsync(files, calls, ticket, parts.Count, cancellation);
        progress?.Report(new DesignProgress(0.05, "seeding beats", 0, 0));
        await SideBySideAsync(starts, async start =>
        {
            await SeedBeats.RunAsync(files, ticket, start, cancellation);
            await BalanceBeats.RunAsync(files, ticket, start, cancellation);
        }, done => progress?.Report(new DesignProgress(0.05 + 0.45 * done / starts, "balancing beats", 0, 0)), cancellation);

        var recombining = progress is null ? null : new Rescaled(progress, 0.5, 0.95);
        await ChoosePlan.RunAsync(files, ticket, starts, threads, recombining, cancellation);
        await EvaluatePlan.RunAsync(files, calls, ticket, threads, cancellation);
        await RankPlan.RunAsync(files, ticket, threads, cancellation);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new DesignProgress(0.95, "writing the plan", 0, 0));
        return (ticket, await PublishPlan.RunAsync(files, ticket, city, cancellation));
    }

    private async Task SideBySideAsync(int count, Func<int, Task> work, Action<int> onDone, CancellationToken cancellation)
    {
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (item, _) =>
        {
            await work(item);
            onDone(Interlocked.Increment(ref done));
        });
        cancellation.ThrowIfCancellationRequested();
    }

    private sealed class Rescaled(IProgress<DesignProgress> target, double from, double to) : IProgress<DesignProgress>
    {
        public void Report(DesignProgress value) => target.Report(value with { Fraction = from + (to - from) * value.Fraction });
    }
}
