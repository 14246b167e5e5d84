using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Run;

/// <summary>The stages of a run in order, on one machine: what the state machine does in the cloud.</summary>
public sealed class LocalPipeline(IObjectStore store, ICallSource calls, City city, int threads)
{
    /// <summary>Side files the next plans are made with: barriers, links, current beats, locks, stations.</summary>
    public IReadOnlyList<SideFile> Sides { get; init; } = [];

    /// <summary>The city's current map where it was just read; null to read it from the store.</summary>
    public CityMap? Map { get; init; }

    internal IReadOnlyList<Stage> StagesInOrder { get; init; } = Stages.All;

    internal IReadOnlyDictionary<string, StageMethod> Methods { get; init; } = StageMethods.All;

    /// <summary>Answers a request from the city's current map and calls.</summary>
    /// <param name="runId">Letters, digits and hyphens, not used before in this store.</param>
    /// <exception cref="InputException">The request cannot be answered; says why and what to do.</exception>
    /// <exception cref="DataChangedException">Another process loaded data meanwhile.</exception>
    public async Task<(RunTicket Ticket, PlanFile Published)> RunAsync(
        PlanRequest request, string runId, IProgress<DesignProgress>? progress = null, CancellationToken cancellation = default)
    {
        var stages = StageMethods.FindAsked(StagesInOrder, Methods, request);
        var state = await RunStagesAsync(stages, CreateFiles(store), calls, request, runId, progress, cancellation);
        progress?.Report(new DesignProgress(1, "done", 0, 0));
        return (state.Ticket, state.Published ?? throw new InvalidOperationException("No stage has published a plan."));
    }

    /// <summary>The beats alone, per area from 1, as the plan would be published: nothing of it is written anywhere.</summary>
    /// <param name="request">What is asked of a plan beside its beats costs time and changes nothing.</param>
    /// <param name="from">The calls, in the place of the pipeline's.</param>
    /// <inheritdoc cref="RunAsync"/>
    internal async Task<int[]> DrawAsync(PlanRequest request, ICallSource from, string runId, CancellationToken cancellation = default)
    {
        var files = CreateFiles(new ScratchStore(store));
        IReadOnlyList<Stage> stages = [.. StageMethods.FindAsked(StagesInOrder, Methods, request).Where(stage => !stage.Writes.Contains(Keys.PlanFile))];
        var state = await RunStagesAsync(stages, files, from, request, runId, null, cancellation);
        return await PublishPlan.NumberBeatsAsync(files, state.Ticket, cancellation);
    }

    /// <summary>What a plan's files are made of beside the plan, counted again on the city's data: no beat is searched for, nothing is written anywhere.</summary>
    /// <param name="request">Of the plan.</param>
    /// <returns>The ticket, which says what the plan would be called now; and the run's files, with workload, map and adjacency.</returns>
    /// <inheritdoc cref="RunAsync"/>
    internal async Task<(RunTicket Ticket, RunFiles Files)> WeighAsync(PlanRequest request, string runId, CancellationToken cancellation = default)
    {
        var files = CreateFiles(new ScratchStore(store));
        IReadOnlyList<Stage> stages = [.. StageMethods.FindAsked(StagesInOrder, Methods, request).TakeWhile(stage => !stage.IsSearch)];
        return ((await RunStagesAsync(stages, files, calls, request, runId, null, cancellation)).Ticket, files);
    }

    private RunFiles CreateFiles(IObjectStore inStore)
    {
        var files = new RunFiles(inStore);
        files.KeepCity(city);
        if (Map is not null)
        {
            files.KeepMap(city.Id, Map);
        }

        return files;
    }

    private async Task<RunState> RunStagesAsync(
        IReadOnlyList<Stage> stages, RunFiles files, ICallSource from, PlanRequest request, string runId, IProgress<DesignProgress>? progress,
        CancellationToken cancellation)
    {
        var state = new RunState { Order = new RunOrder(city.Id, request, runId, Sides) };
        var meter = progress is null ? null : MeasureSearch(stages, progress);
        for (var at = 0; at < stages.Count; at++)
        {
            var stage = stages[at];
            var span = progress is null || stage.IsSearch ? null : new Span(progress, stage.Begins, at + 1 < stages.Count ? stages[at + 1].Begins : 1);
            span?.Report(new DesignProgress(0, stage.Doing, 0, 0));
            var tools = new RunTools(files, stage.ReadsCalls ? from : null, stage.Threads > 1 ? threads : 1)
            {
                Meter = stage.IsSearch ? meter : null,
                Progress = span,
            };
            tools.Meter?.Begin(stage.Doing);
            state = stage.ForEach is { } items
                ? await RunForEachAsync(stage, items, tools, span, state, cancellation)
                : await Methods[stage.Name].RunAsync(tools, state, cancellation);
            cancellation.ThrowIfCancellationRequested();
        }

        return state;
    }

    /// <summary>The stages that search share one stretch of the run's progress, by the effort each spends.</summary>
    private static SearchMeter? MeasureSearch(IReadOnlyList<Stage> stages, IProgress<DesignProgress> progress)
    {
        var first = stages.FirstOrDefault(stage => stage.IsSearch);
        return first is null ? null : new SearchMeter(new Span(progress, first.Begins, stages.FirstOrDefault(stage => !stage.IsSearch && stage.Begins > first.Begins)?.Begins ?? 1));
    }

    private async Task<RunState> RunForEachAsync(
        Stage stage, FanOut items, RunTools tools, IProgress<DesignProgress>? span, RunState state, CancellationToken cancellation)
    {
        var (of, done) = (state.Split(items), 0);
        // A store of calls is for one caller at a time.
        var options = new ParallelOptions { MaxDegreeOfParallelism = stage.ReadsCalls ? 1 : threads, CancellationToken = cancellation };
        await Parallel.ForEachAsync(of, options, async (item, _) =>
        {
            await Methods[stage.Name].RunAsync(tools, item, cancellation);
            span?.Report(new DesignProgress((double)Interlocked.Increment(ref done) / of.Count, stage.Doing, 0, 0));
        });
        return state;
    }

    /// <summary>A stage's own progress as part of the run's.</summary>
    private sealed class Span(IProgress<DesignProgress> target, double from, double to) : IProgress<DesignProgress>
    {
        public void Report(DesignProgress value) => target.Report(value with { Fraction = from + (to - from) * value.Fraction });
    }
}
