using System.CommandLine;
using System.Globalization;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary><c>stuck</c>: maps with a few heavy areas, and how many beats end beyond the tolerance that no heavy area forces.</summary>
internal static class StuckVerb
{
    private const double Tolerance = 0.01;

    public static Command Create()
    {
        var graphs = new Option<string>("--graphs") { Description = "Graphs, with commas.", DefaultValueFactory = _ => "cook_bg,grid100" };
        var beats = new Option<int>("--beats") { Description = "Number of beats.", DefaultValueFactory = _ => 50 };
        var sigma = new Option<double>("--sigma") { Description = "Each weight is multiplied by a draw of lognormal(0, sigma).", DefaultValueFactory = _ => 1.5 };
        var draws = new Option<int>("--draws") { Description = "Draws of each graph.", DefaultValueFactory = _ => 4 };
        var times = new Option<double>("--times") { Description = "Times the default effort.", DefaultValueFactory = _ => 1 };
        var goal = new Option<Goal>("--goal") { Description = "compact, tightest or compromise.", DefaultValueFactory = _ => Goal.Compact };
        var command = new Command("stuck", "Runs the engine on maps whose weights are multiplied by lognormal draws.") { graphs, beats, sigma, draws, times, goal };
        command.SetAction(parsed =>
        {
            Console.WriteLine("| graph | draw | goal | heavy areas | beats beyond 1 % without one | worst of these % | next % | edges cut | bound of all % | cpu s |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
            foreach (var name in parsed.GetValue(graphs)!.Split(','))
            {
                var plain = GraphFile.Read(SharedData.File($"graphs/{name}.json"));
                for (var draw = 1; draw <= parsed.GetValue(draws); draw++)
                {
                    var graph = Multiplied(plain, parsed.GetValue(sigma), (ulong)draw);
                    var effort = (long)(parsed.GetValue(times) * BeatEngine.DefaultEffort(graph, parsed.GetValue(beats)));
                    Report(name, draw, new DistrictingProblem(graph, parsed.GetValue(beats), parsed.GetValue(goal), Tolerance, 1, effort));
                }
            }
        });
        return command;
    }

    private static void Report(string name, int draw, DistrictingProblem problem)
    {
        var run = EngineRun.WithEffort(problem, 2);
        var plan = run.Result.Chosen.BeatOfArea;
        var loads = new long[problem.Beats];
        for (var v = 0; v < plan.Length; v++)
        {
            loads[plan[v]] += problem.Graph.Weights[v];
        }

        var forced = run.Result.ForcedAreas.Select(area => plan[area]).ToHashSet();
        long[] rest = [.. loads.Where((_, beat) => !forced.Contains(beat))];
        var mean = rest.Average();
        double[] off = [.. rest.Select(load => Math.Abs(load - mean) / mean * 100).OrderDescending()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {draw} | {problem.Goal} | {run.Result.ForcedAreas.Count} | {off.Count(one => one > Tolerance * 100 + 1e-9)} | {off[0]:0.000} | {off[1]:0.000} | {run.Check.EdgesCut} | {run.Result.LowerBound * 100:0.000} | {run.CpuSeconds:0.0} |"));
    }

    /// <summary>Normal draws by Marsaglia's polar method.</summary>
    private static AreaGraph Multiplied(AreaGraph graph, double sigma, ulong seed)
    {
        var random = new SeededRandom(seed);
        return new AreaGraph([.. graph.Weights.Select(weight => (long)Math.Round(weight * 10 * Math.Exp(sigma * Normal(random))))], graph.Edges);
    }

    private static double Normal(SeededRandom random)
    {
        while (true)
        {
            var (x, y) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
            }
        }
    }
}
