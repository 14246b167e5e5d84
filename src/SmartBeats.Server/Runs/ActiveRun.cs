using SmartBeats.Api;
using SmartBeats.Api.Plans;
using SmartBeats.Districting;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Server.Runs;

/// <summary>A run that waits or is under way, and how far it is.</summary>
internal sealed class ActiveRun(string city, PlanRecord record, IReadOnlyList<SideFile> sides, TimeProvider time) : IProgress<DesignProgress>, IDisposable
{
    /// <summary>Before this share nobody can tell how long the rest will take.</summary>
    private const double FirstTelling = 0.03;

    private readonly CancellationTokenSource _stop = new();
    private (double Share, string Doing)? _reached;
    private Stage _stage = Stages.All[0];
    private long _begun;
    private long _stageBegun;

    public string City => city;

    public PlanRecord Record => record;

    public IReadOnlyList<SideFile> Sides => sides;

    public CancellationToken Stop => _stop.Token;

    /// <summary>Whether a caller asked for its end, rather than the server's.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Ends when the run has.</summary>
    public Task Done { get; set; } = Task.CompletedTask;

    public void Begin()
    {
        _begun = time.GetTimestamp();
        Report(new DesignProgress(0, Stages.All[0].Doing, 0, 0));
    }

    public void Report(DesignProgress value)
    {
        lock (_stop)
        {
            _reached = (value.Fraction, value.Stage);
            if (Stages.All.FirstOrDefault(stage => stage.Doing == value.Stage) is { } stage && stage != _stage)
            {
                (_stage, _stageBegun) = (stage, time.GetTimestamp());
            }
        }
    }

    public void Cancel(bool byCaller)
    {
        IsCancelled |= byCaller;
        _stop.Cancel();
    }

    public RunStanding Describe()
    {
        lock (_stop)
        {
            if (_reached is not var (share, doing))
            {
                return new RunStanding(RunStatus.Queued) { Doing = "waiting for another run to end", Progress = 0 };
            }

            return new RunStanding(RunStatus.Running)
            {
                Stage = _stage.Name,
                Doing = doing,
                Progress = Math.Round(share, 3),
                SecondsLeft = EstimateSecondsLeft(share),
            };
        }
    }

    /// <summary>By the share of the run that is done; in a long stage after the search by the stage's own, of which the run's says nothing.</summary>
    private double? EstimateSecondsLeft(double share)
    {
        if (_stage.IsSearch || _stage.Threads == 1)
        {
            return share < FirstTelling ? null : time.GetElapsedTime(_begun).TotalSeconds * (1 - share) / share;
        }

        var next = Stages.All.First(stage => stage.Begins > _stage.Begins).Begins;
        var own = (share - _stage.Begins) / (next - _stage.Begins);
        return own < FirstTelling ? null : time.GetElapsedTime(_stageBegun).TotalSeconds * (1 - own) / own;
    }

    public void Dispose() => _stop.Dispose();
}
