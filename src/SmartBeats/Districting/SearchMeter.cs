namespace SmartBeats.Districting;

/// <summary>Adds up the effort that the steps of one design spend, on any threads, and tells a progress bar: by work done, never by a clock.</summary>
/// <remarks>Reports come one at a time, never fall, and are a two-hundredth of the work apart at least.</remarks>
public sealed class SearchMeter(IProgress<DesignProgress> progress)
{
    private const int Reports = 200;

    private readonly Lock _lock = new();
    private DesignProgress _said = new(0, "", 0, 0);
    private long _expected;
    private long _spent;
    private long _next;

    /// <summary>Says what is being done from here on.</summary>
    /// <param name="stage">In a few words.</param>
    public void Begin(string stage) => Say(stage, _said.Deviation, _said.BoundaryCost);

    /// <summary>How much effort a design may take in all; the first call counts.</summary>
    internal void Expect(long effort) => Interlocked.CompareExchange(ref _expected, Math.Max(1, effort), 0);

    internal void Spend(long effort)
    {
        if (Interlocked.Add(ref _spent, effort) >= Interlocked.Read(ref _next))
        {
            Say(_said.Stage, _said.Deviation, _said.BoundaryCost);
        }
    }

    /// <summary>A step has ended, and with it what it left unspent.</summary>
    /// <param name="effort">What all steps up to here may take at most.</param>
    internal void Reach(long effort)
    {
        var missing = effort - Interlocked.Read(ref _spent);
        if (missing > 0)
        {
            Spend(missing);
        }
    }

    internal void Say(string stage, double deviation, long boundaryCost)
    {
        lock (_lock)
        {
            var expected = Math.Max(1, Interlocked.Read(ref _expected));
            var spent = Math.Min(expected, Interlocked.Read(ref _spent));
            Interlocked.Exchange(ref _next, spent == expected ? long.MaxValue : spent + Math.Max(1, expected / Reports));
            _said = new DesignProgress(Math.Max(_said.Fraction, (double)spent / expected), stage, deviation, boundaryCost);
            progress.Report(_said);
        }
    }
}

/// <summary>What a search looks at between batches of moves: whether it is to stop, and whom it tells what it has spent.</summary>
/// <param name="Meter">Null for nobody.</param>
internal readonly record struct SearchWatch(CancellationToken Cancellation, SearchMeter? Meter = null)
{
    public bool IsCancellationRequested => Cancellation.IsCancellationRequested;

    public static implicit operator SearchWatch(CancellationToken cancellation) => new(cancellation);

    public void Spend(long effort) => Meter?.Spend(effort);
}
