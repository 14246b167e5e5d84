using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>What the targets ask of one cell of the contest.</summary>
/// <param name="MaxDeviationPct">Largest two-sided deviation, in percent.</param>
/// <param name="MaxCut">Most edges cut; null where only balance counts.</param>
/// <param name="Peer">Edges cut that ours are divided by; null where no peer qualifies.</param>
internal sealed record Rule(double MaxDeviationPct, double? MaxCut, int? Peer)
{
    private const double TolerancePct = 1;

    /// <summary>The rules by goal and budget; null where there is none (grid300 in one second, the compromise).</summary>
    /// <param name="seconds">Below five, the one-second rules count; they are of the compact goal alone.</param>
    /// <param name="boundPct">Proven lower bound on the deviation.</param>
    public static Rule? Of(ContestRow row, Goal goal, double seconds, double boundPct) => (goal, seconds < 5) switch
    {
        (Goal.Compact, true) when row.Graph == "grid300" => null,
        (Goal.Compact, _) when row.CompactCut is null => new Rule(row.TightestPct, null, null),
        (Goal.Compact, true) => new Rule(TolerancePct, row.CompactCut * 1.05, row.CompactCut),
        (Goal.Compact, false) when row.LooseMetisCut is { } loose => new Rule(TolerancePct, loose, loose),
        (Goal.Compact, false) => new Rule(TolerancePct, row.CompactCut * 0.95, row.CompactCut),
        (Goal.Tightest, false) => new Rule(row.ProvenPct ?? Math.Max(row.TightestPct / 2, boundPct), row.TightestCut, row.TightestCut),
        _ => null,
    };

    public bool IsMet(PlanCheck check, int beats) =>
        // A billionth of a percent: the bound is printed a hair below what it stands for.
        check.Contiguous && check.Beats == beats && check.MaxDeviation * 100 <= MaxDeviationPct + 1e-9 && (MaxCut is not { } most || check.EdgesCut <= most);
}
