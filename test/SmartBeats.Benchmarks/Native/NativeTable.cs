using System.Globalization;
using System.Text;
using SmartBeats.Benchmarks.Engine;
using SmartBeats.Benchmarks.Processes;

namespace SmartBeats.Benchmarks.Native;

/// <summary>A row for each thing measured, a column for each way it is compiled, and what the last gains on the first.</summary>
internal sealed class NativeTable(Machine machine, IReadOnlyList<string> columns)
{
    private readonly List<(string Name, IReadOnlyList<string> Cells, string Gain)> _rows = [];

    public void AddRow(string name, IReadOnlyList<string> cells) => _rows.Add((name, cells, ""));

    public void AddRuns(string name, IReadOnlyList<ProcessRun> runs) => _rows.Add((
        name,
        [.. runs.Select(run => Print($"{run.Wall:0.00} s, {run.Processor:0.00} s, {(run.PeakMegabytes > 0 ? Print($"{run.PeakMegabytes:0} MB") : "–")}"))],
        Print($"{runs[0].Wall / runs[^1].Wall:0.0}, {runs[0].Processor / runs[^1].Processor:0.0}")));

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(Print($"{machine.Processor}, {machine.Cores} cores, {machine.DotNet}. "));
        text.Append("Cells of whole processes: wall, processor, peak.\n\n");
        text.Append($"| | {string.Join(" | ", columns)} | first / last: wall, processor |\n");
        text.Append($"|{string.Concat(columns.Select(_ => "---|"))}---|---|\n");
        foreach (var (name, cells, gain) in _rows)
        {
            text.Append($"| {name} | {string.Join(" | ", cells)} | {gain} |\n");
        }

        return text.ToString();
    }

    private static string Print(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
