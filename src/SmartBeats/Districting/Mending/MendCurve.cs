namespace SmartBeats.Districting;

/// <summary>A plan that begins with today's beats.</summary>
/// <param name="BeatOf">Per area, its beat.</param>
/// <param name="Deviation">Its largest, further criteria included, once heavy areas are set aside.</param>
/// <param name="Away">Workload that has another beat than today.</param>
/// <param name="Score">Border, preferences and the flat price of what is away.</param>
internal sealed record MendedPlan(int[] BeatOf, double Deviation, long Away, long Score);

/// <summary>Of the plans met those for which no other is as even and leaves as much workload where it is: what each share of change buys.</summary>
/// <remarks>Not for two threads. The same plans in the same order give the same curve.</remarks>
internal sealed class MendCurve
{
    private readonly List<MendedPlan> _plans = [];

    /// <summary>The most even last, which is also the one that changes most.</summary>
    public IReadOnlyList<MendedPlan> Plans => _plans;

    /// <summary>The most even of all.</summary>
    public MendedPlan Evenest => _plans[^1];

    /// <summary>Keeps a plan unless another is as even and changes as little.</summary>
    public void Add(MendedPlan plan)
    {
        if (_plans.Exists(kept => kept.Deviation <= plan.Deviation && kept.Away <= plan.Away && (kept.Deviation, kept.Away) != (plan.Deviation, plan.Away))
            || _plans.Exists(kept => (kept.Deviation, kept.Away) == (plan.Deviation, plan.Away) && kept.Score <= plan.Score))
        {
            return;
        }

        _plans.RemoveAll(kept => plan.Deviation <= kept.Deviation && plan.Away <= kept.Away);
        _plans.Insert(_plans.FindLastIndex(kept => kept.Away < plan.Away) + 1, plan);
    }

    /// <summary>Keeps what another curve has.</summary>
    public void Add(MendCurve other) => other._plans.ForEach(Add);

    /// <summary>The plan within a deviation that changes least; the most even of all where none is.</summary>
    public MendedPlan Within(double deviation) => _plans.Find(plan => plan.Deviation <= deviation) ?? Evenest;

    /// <summary>The most even plan that changes no more; null where every plan changes more.</summary>
    public MendedPlan? UpTo(long away) => _plans.FindLast(plan => plan.Away <= away);

    /// <summary>The least even plan that changes more; null for none.</summary>
    public MendedPlan? Beyond(long away) => _plans.Find(plan => plan.Away > away);
}
