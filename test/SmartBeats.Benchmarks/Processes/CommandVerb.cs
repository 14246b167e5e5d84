using System.CommandLine;
using SmartBeats.Benchmarks.Engine;

namespace SmartBeats.Benchmarks.Processes;

/// <summary><c>command</c>: what a user runs, as whole processes of the published file, beside the original's path in the same run.</summary>
internal sealed class CommandVerb
{
    private readonly Option<FileInfo> _command = new("--command") { Description = "The packed file, e.g. out/packed/linux-x64/smartbeats.", Required = true };
    private readonly Option<FileInfo> _areas = new("--areas") { Description = "City map.", Required = true };
    private readonly Option<FileInfo> _calls = new("--calls") { Description = "Calls CSV.", Required = true };
    private readonly Option<FileInfo?> _tenfold = new("--tenfold") { Description = "Calls CSV of ten times as many rows, measured once." };
    private readonly Option<string> _zone = new("--time-zone") { Description = "IANA time zone.", DefaultValueFactory = _ => "America/Los_Angeles" };
    private readonly Option<int> _beats = new("--beats") { Description = "Beats to design.", DefaultValueFactory = _ => 54 };
    private readonly Option<int> _runs = new("--runs") { Description = "Runs of each; the one of the least processor time is kept.", DefaultValueFactory = _ => 3 };
    private readonly Option<bool> _peer = new("--peer") { Description = "Run the original's path too (python3 with geopandas), before and after." };
    private readonly Option<bool> _write = new("--write") { Description = "Put the table into this folder's README.md." };

    public static Command Create()
    {
        var verb = new CommandVerb();
        var command = new Command("command", "The published command as whole processes, beside geopandas.")
        {
            verb._command, verb._areas, verb._calls, verb._tenfold, verb._zone, verb._beats, verb._runs, verb._peer, verb._write,
        };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (areas, calls) = (parsed.GetValue(_areas)!.FullName, parsed.GetValue(_calls)!.FullName);
        var scratch = Directory.CreateTempSubdirectory("smartbeats-command-");
        try
        {
            var table = new CommandTable(Machine.Here(withMetis: false), File.ReadLines(calls).LongCount() - 1);
            var runs = new CommandRuns(parsed.GetValue(_command)!.FullName, areas, parsed.GetValue(_zone)!, parsed.GetValue(_beats), scratch.FullName);
            if (parsed.GetValue(_peer))
            {
                table.AddPeer(MeasurePeer(areas, calls));
            }

            foreach (var (name, run) in runs.Measure(calls, parsed.GetValue(_runs), "60,45,30"))
            {
                Console.Error.WriteLine($"{name}: {run.Processor:0.00} s of processor, {run.Wall:0.00} s, {run.PeakMegabytes:0} MB");
                table.Add(name, run);
            }

            if (parsed.GetValue(_tenfold) is { } tenfold)
            {
                foreach (var (name, run) in runs.Measure(tenfold.FullName, runs: 1, "6,4.5,3"))
                {
                    Console.Error.WriteLine($"{name}, tenfold: {run.Processor:0.00} s of processor, {run.Wall:0.00} s, {run.PeakMegabytes:0} MB");
                    table.AddTenfold(name, run);
                }
            }

            if (parsed.GetValue(_peer))
            {
                table.AddPeer(MeasurePeer(areas, calls));
            }

            Console.Out.Write(table.ToMarkdown());
            if (parsed.GetValue(_write))
            {
                MarkedSection.Write("command", table.ToMarkdown());
            }

            return 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static ProcessRun MeasurePeer(string areas, string calls)
    {
        var script = Path.Combine(SharedData.RepositoryRoot(), "test", "SmartBeats.Benchmarks", "original_path.py");
        var run = ProcessRun.Measure("/usr/bin/python3", script, areas, calls, "within");
        Console.Error.WriteLine($"geopandas: {run.Processor:0.00} s of processor, {run.Wall:0.00} s, {run.PeakMegabytes:0} MB");
        return run;
    }
}
