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
    private string _stage = Stages.All[0].Name;
    private long _begun;

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
            _stage = Stages.All.FirstOrDefault(stage => stage.Doing == value.Stage)?.Name ?? _stage;
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

            var elapsed = time.GetElapsedTime(_begun).TotalSeconds;
            return new RunStanding(RunStatus.Running)
            {
                Stage = _stage,
                Doing = doing,
                Progress = Math.Round(share, 3),
                SecondsLeft = share < FirstTelling ? null : elapsed * (1 - share) / share,
            };
        }
    }

    public void Dispose() => _stop.Dispose();
}
