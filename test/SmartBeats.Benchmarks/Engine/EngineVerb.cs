using System.CommandLine;
using System.Text.Json;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary><c>engine</c>: one graph in, a plan and its measures out; without a graph, the contest of TARGETS 1.</summary>
internal static class EngineVerb
{
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static Command Create()
    {
        var graph = new Option<string?>("--graph") { Description = "Graph file; left out, all rows of the contest are run." };
        var beats = new Option<int>("--beats") { Description = "Number of beats.", DefaultValueFactory = _ => 10 };
        var goal = new Option<Goal>("--goal") { Description = "compact, tightest or compromise.", DefaultValueFactory = _ => Goal.Compact };
        var tolerance = new Option<double>("--tolerance") { Description = "Largest accepted |load - mean| / mean, a fraction.", DefaultValueFactory = _ => 0.01 };
        var time = new Option<double>("--time") { Description = "Seconds; the effort is this times threads times one constant.", DefaultValueFactory = _ => 10 };
        var seed = new Option<ulong>("--seed") { Description = "Seed.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "Threads; the plan does not depend on it, the effort bought by --time does.", DefaultValueFactory = _ => 2 };
        var output = new Option<string?>("--out") { Description = "File for the plan: one beat number from 1 a line, in node order." };
        var rows = new Option<string?>("--rows") { Description = "Without --graph: only rows whose name contains this." };
        var command = new Command("engine", "Runs the districting engine on a graph.") { graph, beats, goal, tolerance, time, seed, threads, output, rows };
        command.SetAction(parsed =>
        {
            try
            {
                var file = parsed.GetValue(graph);
                if (file is null)
                {
                    Contest.Run(parsed.GetValue(rows), parsed.GetValue(goal), parsed.GetResult(time)?.Implicit == false ? [parsed.GetValue(time)] : [1, 10], parsed.GetValue(seed), parsed.GetValue(threads));
                    return 0;
                }

                return One(file, parsed.GetValue(beats), parsed.GetValue(goal), parsed.GetValue(tolerance), parsed.GetValue(time), parsed.GetValue(seed), parsed.GetValue(threads), parsed.GetValue(output));
            }
            catch (InputException fault)
            {
                Console.Error.WriteLine(fault.Message);
                return 2;
            }
        });
        return command;
    }

    private static int One(string file, int beats, Goal goal, double tolerance, double time, ulong seed, int threads, string? output)
    {
        if (!(time is > 0 and <= 86_400) || threads is < 1 or > 256)
        {
            throw new InputException("--time, --threads", "are out of range", "Give 0 to 86,400 seconds and 1 to 256 threads.");
        }

        var graph = GraphFile.Read(file);
        var run = EngineRun.Of(graph, beats, goal, tolerance, time, seed, threads);
        var plan = run.Result.Chosen.BeatOfArea;
        if (output is not null)
        {
            File.WriteAllText(output, string.Concat(plan.Select(beat => $"{beat + 1}\n")));
        }

        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                K = beats,
                run.Check.MaxDeviation,
                MaxDeviationPct = run.Check.MaxDeviation * 100,
                run.Check.EdgesCut,
                run.Check.BorderCost,
                run.Check.Contiguous,
                run.Check.Beats,
                run.Result.LowerBound,
                run.Result.LowerBoundReason,
                run.Result.ForcedAreas,
                run.Seconds,
                run.Effort,
                run.Result.Truncated,
                Seed = seed,
                Threads = threads,
            },
            _json));
        return run.Check.Contiguous && run.Check.Beats == beats ? 0 : 1;
    }
}
