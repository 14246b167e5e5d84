namespace SmartBeats.Districting;

/// <summary>Tells a progress bar how many starts are done. Reports come one at a time and never go back.</summary>
internal sealed class ProgressWatch(IProgress<DesignProgress>? progress)
{
    private readonly Lock _lock = new();
    private int _done;

    public void StartDone(DistrictingTask task, StartPlan[] starts)
    {
        if (progress is null)
        {
            return;
        }

        lock (_lock)
        {
            _done++;
            var best = starts.Where(start => start is not null)
                .Select(start => new PlanState(task.Graph, task.Beats, start.BeatOfArea))
                .Select(state => (Deviation: state.Worst(BalanceRule.For(task.Graph, task.Beats, 0)), Cut: state.Score))
                .Aggregate((a, b) => BestPlan.Better(b.Deviation, b.Cut, a.Deviation, a.Cut, task.Limit(Goal.Compact)) ? b : a);
            var fraction = Tuning.StartsShare(task.Problem) / 100.0 * _done / starts.Length;
            progress.Report(new DesignProgress(fraction, "Improving starts", best.Deviation, best.Cut));
        }
    }
}
