using System.Text.Json;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>The contest as a file: machine, versions and every run with its seed and effort.</summary>
internal static class ContestJson
{
    private static readonly JsonSerializerOptions _options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static void Write(string file, Machine machine, ContestPlan plan, IReadOnlyList<Outcome> outcomes, GrowthResult? growth) =>
        File.WriteAllText(file, JsonSerializer.Serialize(
            new
            {
                Machine = machine,
                BeatEngine.EffortPerThreadSecond,
                plan.Threads,
                plan.Seeds,
                Growth = growth,
                Met = outcomes.Count(outcome => outcome.Met == true),
                Missed = outcomes.Where(outcome => outcome.Met == false).Select(outcome => outcome.Cell).Distinct(),
                Runs = outcomes.Select(outcome => new
                {
                    outcome.Row.Graph,
                    outcome.Row.Beats,
                    Goal = outcome.Goal.ToString().ToLowerInvariant(),
                    outcome.Seconds,
                    outcome.Seed,
                    outcome.Relabelled,
                    outcome.Run.Effort,
                    MaxDeviationPct = outcome.Run.Check.MaxDeviation * 100,
                    outcome.Run.Check.EdgesCut,
                    outcome.Run.Check.Contiguous,
                    BeatsMade = outcome.Run.Check.Beats,
                    LowerBoundPct = outcome.Run.Result.LowerBound * 100,
                    PeerTightestPct = outcome.Row.TightestPct,
                    PeerTightestCut = outcome.Row.TightestCut,
                    PeerCompactCut = outcome.Row.CompactCut,
                    WantedPct = outcome.Rule?.MaxDeviationPct,
                    WantedCut = outcome.Rule?.MaxCut,
                    outcome.CutRatio,
                    outcome.Met,
                    CpuSeconds = outcome.Run.CpuSeconds,
                    WallSeconds = outcome.Run.Seconds,
                    Metis = outcome.Metis is not { } metis ? null
                        : new { MaxDeviationPct = metis.Check?.MaxDeviation * 100, metis.Check?.EdgesCut, metis.Runs, PartitioningSeconds = metis.Seconds },
                }),
            },
            _options) + "\n");
}
