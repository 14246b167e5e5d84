using System.CommandLine;
using System.Globalization;
using SmartBeats.Benchmarks.Lasting;
using SmartBeats.Comparison;
using SmartBeats.Districting;
using SmartBeats.Geography;

namespace SmartBeats.Benchmarks.Engine;

/// <summary><c>budget</c>: Seattle's blocks from the police's own beats, under one change budget after the other.</summary>
internal static class BudgetVerb
{
    private const int Beats = 54;

    public static Command Create()
    {
        var budgets = new Option<double[]>("--budgets")
        {
            Description = "Shares of the workload.",
            DefaultValueFactory = _ => [0.05, 0.1, 0.15, 0.2],
            AllowMultipleArgumentsPerToken = true,
        };
        var seeds = new Option<int>("--seeds") { Description = "Seeds from 1.", DefaultValueFactory = _ => 2 };
        var times = new Option<double>("--times") { Description = "Times the default effort.", DefaultValueFactory = _ => 1 };
        var shifted = new Option<bool>("--shifted") { Description = "With every seventh area's workload one unit larger." };
        var goal = new Option<Goal>("--goal") { Description = "compact, tightest or compromise.", DefaultValueFactory = _ => Goal.Compact };
        var command = new Command("budget", "Mends Seattle's police beats within change budgets.") { budgets, seeds, times, shifted, goal };
        command.SetAction(parsed =>
        {
            Console.WriteLine("| budget | seed | largest deviation % | changed % | border, km | processor | curve: changed % / largest deviation % |\n|---|---|---|---|---|---|---|");
            var city = LastingCity.Read("seattle");
            long[] weights = [.. city.Calls.SumByArea(city.Areas).Select((weight, area) => parsed.GetValue(shifted) && area % 7 == 0 ? weight + 1 : weight)];
            foreach (var budget in parsed.GetValue(budgets)!)
            {
                for (var seed = 1UL; seed <= (ulong)parsed.GetValue(seeds); seed++)
                {
                    var problem = city.ToProblem(weights, Beats, seed);
                    Report(problem with { Goal = parsed.GetValue(goal), Effort = (long)(problem.Effort * parsed.GetValue(times)) }, budget);
                }
            }
        });
        return command;
    }

    private static void Report(DistrictingProblem problem, double budget)
    {
        var today = ReadToday(problem.Graph, problem.Seed);
        var run = EngineRun.WithEffort(problem with { Wishes = new PlanWishes { Current = new CurrentPlan(today, budget, [], []) } }, 2);
        var curve = run.Result.Curve.Select(plan => string.Create(
            CultureInfo.InvariantCulture,
            $"{ShareChanged(problem.Graph, today, plan) * 100:0.0} / {PlanChecker.Check(problem.Graph, plan, problem.Beats).MaxDeviation * 100:0.0}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {budget} | {problem.Seed} | {run.Check.MaxDeviation * 100:0.00} | {ShareChanged(problem.Graph, today, run.Result.Chosen.BeatOfArea) * 100:0.00} | {run.Check.BorderCost / 10_000.0:0} | {run.CpuSeconds:0.0} s | {string.Join(", ", curve)} |"));
    }

    private static double ShareChanged(AreaGraph graph, int[] today, int[] plan) =>
        Enumerable.Range(0, plan.Length).Where(area => plan[area] != today[area]).Sum(area => graph.Weights[area]) / (double)graph.Weights.Sum();

    private static int[] ReadToday(AreaGraph graph, ulong seed)
    {
        using var stream = File.OpenRead(SharedData.File("cities/seattle/city_blocks.zip"));
        var map = CityMapReader.Read("city_blocks.zip", stream);
        var (given, _) = BeatList.Read("beats.geojson", File.ReadAllBytes(SharedData.File("cities/seattle/beats.geojson")), map).On(map);
        return CurrentBeats.MakeUsable(graph, given, Beats, seed, area => map.Areas[area].Id).BeatOfArea;
    }
}
