using System.Globalization;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>The contest in print: a row a run, then what was met, what was missed by how much, and how far seeds and relabelled copies differ.</summary>
internal static class ContestTable
{
    /// <summary>How much worse a second seed or a relabelled copy may be.</summary>
    private const double Spread = 1.03;

    public static void Head()
    {
        Console.WriteLine("| graph | k | goal | time s | seed | copy | deviation % | edges cut | wanted % | wanted cut | cut / peer | METIS now % / cut (runs) | bound % | met | cpu s | wall s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    public static void Print(Outcome outcome)
    {
        var (row, run, rule) = (outcome.Row, outcome.Run, outcome.Rule);
        Console.WriteLine(Text(
            $"| {row.Graph} | {row.Beats} | {outcome.Goal} | {outcome.Seconds} | {outcome.Seed} | {(outcome.Relabelled ? "relabelled" : "plain")} | {run.Check.MaxDeviation * 100:F5} | {run.Check.EdgesCut} | {rule?.MaxDeviationPct:0.#####} | {rule?.MaxCut:0.#} | {outcome.CutRatio:F3} | {Metis(outcome.Metis)} | {run.Result.LowerBound * 100:F5} | {Met(outcome)} | {run.CpuSeconds:F1} | {run.Seconds:F1} |"));
    }

    public static void Print(GrowthResult growth)
    {
        Console.WriteLine(Text($"\nGrowth to the first plan within 1 %, k = {growth.Large.Beats}: {Words(growth.Small)}; {Words(growth.Large)}; {growth.CpuRatio:F1} times the processor time, peak {growth.Large.PeakMegabytes:F0} MB: {(growth.Met ? "met" : "missed")} (5 s, 500 MB, 12 times)."));
        if (growth.Metis is { } metis)
        {
            Console.WriteLine(Text($"gpmetis -contig as it comes takes {metis.Seconds:F3} s there for {metis.Check?.MaxDeviation * 100:F2} % / {metis.Check?.EdgesCut}: ours takes {growth.Large.CpuSeconds / metis.Seconds:F0} times as long for {growth.Large.DeviationPct:F2} % / {growth.Large.EdgesCut}."));
        }

        static string Words(TimeToTolerance reach) => Text($"{reach.Graph} ({reach.Areas} areas) {reach.DeviationPct:F2} % / {reach.EdgesCut} in {reach.CpuSeconds:F2} s of processor time, {reach.Seconds:F2} s by the clock");
    }

    public static void Verdict(IReadOnlyList<Outcome> outcomes)
    {
        var judged = outcomes.Where(outcome => outcome.Met is not null).ToArray();
        var missed = judged.Where(outcome => outcome.Met == false).ToArray();
        Console.WriteLine(Text($"\n{judged.Length - missed.Length} of {judged.Length} met."));
        foreach (var outcome in missed)
        {
            Console.WriteLine(Text($"- missed: {outcome.Cell}, seed {outcome.Seed}{(outcome.Relabelled ? ", relabelled" : "")}: {outcome.Run.Check.MaxDeviation * 100:F5} % / {outcome.Run.Check.EdgesCut}, wanted {outcome.Rule!.MaxDeviationPct:0.#####} %{(outcome.Rule.MaxCut is { } cut ? Text($" / {cut:0.#}") : "")}"));
        }

        foreach (var cell in outcomes.GroupBy(outcome => outcome.Cell).Where(cell => cell.Count() > 1))
        {
            // What the goal is about: edges within the tolerance, else the deviation.
            var byCut = cell.All(outcome => outcome.Goal == Districting.Goal.Compact && outcome.Row.CompactCut is not null);
            var figures = cell.Select(outcome => byCut ? outcome.Run.Check.EdgesCut : outcome.Run.Check.MaxDeviation * 100).ToArray();
            if (figures.Max() > figures[0] * Spread)
            {
                Console.WriteLine(Text($"- spread: {cell.Key}: {(byCut ? "edges" : "deviation %")} {string.Join(", ", figures.Select(figure => Text($"{figure:0.#####}")))} over seeds and copies, {figures.Max() / figures[0] - 1:P1} above the first"));
            }
        }
    }

    private static string Met(Outcome outcome) => outcome.Met switch { true => "yes", false => "no", null => "no rule" };

    private static string Metis(MetisBest? metis) => metis is null ? ""
        : metis.Check is { } check ? Text($"{check.MaxDeviation * 100:F5} / {check.EdgesCut} ({metis.Runs})")
        : Text($"none in one piece each ({metis.Runs})");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
