using System.Globalization;
using System.Text;
using SmartBeats.Benchmarks.Engine;

namespace SmartBeats.Benchmarks.Processes;

/// <summary>Whole processes as a table: processor time, wall time, memory, and how often the peer's time each fits into.</summary>
internal sealed class CommandTable(Machine machine, long rows)
{
    private readonly List<(string Name, ProcessRun Run)> _runs = [];
    private readonly Dictionary<string, ProcessRun> _tenfold = [];
    private readonly List<ProcessRun> _peer = [];

    public void Add(string name, ProcessRun run) => _runs.Add((name, run));

    public void AddTenfold(string name, ProcessRun run) => _tenfold[name] = run;

    public void AddPeer(ProcessRun run) => _peer.Add(run);

    public string ToMarkdown()
    {
        var peer = _peer.MinBy(run => run.Processor);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{machine.Processor}, {machine.Cores} cores, {machine.DotNet}; {rows:N0} rows.\n\n");
        text.Append("| | processor | wall | peak | geopandas / this | ten times the rows: processor | peak | times |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, run) in _runs)
        {
            var against = peer is null ? "" : Number($"{peer.Processor / run.Processor:0.0}");
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {run.Processor:0.00} s | {run.Wall:0.00} s | {run.PeakMegabytes:0} MB | {against} | {Tenfold(name, run)} |\n");
        }

        if (peer is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"| geopandas: read, filter, join, count | {peer.Processor:0.0} s | {peer.Wall:0.0} s | {peer.PeakMegabytes:0} MB | 1 | | | |\n");
        }

        return text.ToString();
    }

    private string Tenfold(string name, ProcessRun run) => !_tenfold.TryGetValue(name, out var more)
        ? " | |"
        : Number($"{more.Processor:0.0} s | {more.PeakMegabytes:0} MB | {more.Processor / run.Processor:0.0}");

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
