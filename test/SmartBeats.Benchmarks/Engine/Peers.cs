namespace SmartBeats.Benchmarks.Engine;

/// <summary>One row of the contest.</summary>
/// <param name="TightestPct">Middle column of the table of targets: smallest deviation any peer reached, in percent.</param>
/// <param name="TightestCut">Edges that peer cut for it.</param>
/// <param name="CompactCut">Last column: fewest edges any peer cut at a deviation of at most 1 %; null for none.</param>
/// <param name="LooseMetisCut">Where only a tree sampler reached 1 %: METIS's cut at its looser balance.</param>
/// <param name="ProvenPct">Proven optimum of the deviation, in percent, rounded up.</param>
internal sealed record ContestRow(string Graph, int Beats, double TightestPct, int TightestCut, int? CompactCut, int? LooseMetisCut = null, double? ProvenPct = null)
{
    public string Name => $"{Graph}-{Beats}";
}

/// <summary>What METIS 5.1, KaHIP 3.x, redist SMC and GerryChain reached in 12 to 45 s on 2 cores, best of many seeds.</summary>
internal static class Peers
{
    public static IReadOnlyList<ContestRow> Rows { get; } =
    [
        new("chi77", 10, 1.005, 77, null, ProvenPct: 0.71),
        new("chi77", 25, 13.9, 107, null, ProvenPct: 13.7957),
        new("boston506", 10, 0.114, 252, 155),
        new("boston506", 25, 0.491, 385, 351),
        new("boston506", 50, 1.94, 554, null),
        new("chi_bg_calls", 10, 0.069, 584, 240),
        new("chi_bg_calls", 25, 0.496, 716, 474),
        new("chi_bg_calls", 50, 0.962, 1063, 1063, LooseMetisCut: 718),
        new("cook_bg", 10, 0.059, 512, 358),
        new("cook_bg", 25, 0.275, 856, 696),
        new("cook_bg", 50, 0.676, 1436, 1181),
        new("grid100", 10, 0.013, 542, 443),
        new("grid100", 25, 0.284, 1022, 826),
        new("grid100", 50, 0.906, 2166, 2166, LooseMetisCut: 1172),
        new("grid300", 10, 0.001, 1619, 1371),
        new("grid300", 25, 0.003, 2783, 2458),
        new("grid300", 50, 0.096, 4513, 3661),
    ];
}
