using System.CommandLine;
using System.Globalization;
using System.Text;
using SmartBeats.Benchmarks.Lasting;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary><c>curve</c>: what more effort buys on real cities, and how evenly the progress line moves.</summary>
internal sealed class CurveVerb
{
    private static readonly double[] _times = [0.125, 0.25, 0.5, 1, 2, 4, 8];

    private static readonly (string Name, string City, string Zone, string Areas, int Beats)[] _cases =
    [
        ("Seattle, 244 areas", "seattle", "America/Los_Angeles", "city.zip", 10),
        ("Seattle, 244 areas", "seattle", "America/Los_Angeles", "city.zip", 54),
        ("Seattle, 10,387 blocks", "seattle", "America/Los_Angeles", "city_blocks.zip", 54),
        ("Chicago, 2,161 areas", "chicago", "America/Chicago", "city.zip", 23),
        ("Chicago, 2,161 areas", "chicago", "America/Chicago", "city.zip", 100),
    ];

    private readonly Option<int> _seeds = new("--seeds") { Description = "Seeds from 1; means are printed.", DefaultValueFactory = _ => 3 };
    private readonly Option<bool> _write = new("--write") { Description = "Put the tables into this folder's README.md." };

    public static Command Create()
    {
        var verb = new CurveVerb();
        var command = new Command("curve", "Deviation and border against effort on real cities, and the progress line against processor time.") { verb._seeds, verb._write };
        command.SetAction(verb.Run);
        return command;
    }

    private void Run(ParseResult parsed)
    {
        var machine = Machine.Here(withMetis: false);
        var text = new StringBuilder(Number($"{machine.Processor}, {machine.Cores} cores, {machine.DotNet}; means of {parsed.GetValue(_seeds)} seeds.\n\n"));
        text.Append("| map, beats | times the default effort | effort | deviation % | without heavy areas % | border, km | border against the default's % | processor |\n|---|---|---|---|---|---|---|---|\n");
        var progress = new StringBuilder("\n| map, beats | reports | longest step % | longest stretch without a report, % of processor time | furthest from the share of processor time, points |\n|---|---|---|---|---|\n");
        foreach (var one in _cases)
        {
            var city = LastingCity.Read(new City(one.City, one.City, one.Zone), $"cities/{one.City}/{one.Areas}", $"cities/{one.City}/calls.csv");
            var problem = city.ToProblem(city.Calls.SumByArea(city.Areas), one.Beats, 1);
            text.Append(Draw(Number($"{one.Name}, {one.Beats}"), problem, parsed.GetValue(_seeds)));
            progress.Append(Number($"| {one.Name}, {one.Beats} | {ProgressTrace.Follow(problem, 2)} |\n"));
        }

        text.Append(progress);
        Console.Write(text);
        if (parsed.GetValue(_write))
        {
            MarkedSection.Write("curve", text.ToString());
        }
    }

    private static string Draw(string name, DistrictingProblem problem, int seeds)
    {
        var points = _times.Select(times => (Times: times, Runs: Enumerable.Range(1, seeds).Select(seed =>
            EngineRun.WithEffort(problem with { Seed = (ulong)seed, Effort = (long)(problem.Effort * times) }, 2)).ToArray())).ToArray();
        var usual = points.Single(point => point.Times == 1).Runs.Average(run => run.Check.BorderCost);
        var text = new StringBuilder();
        foreach (var (times, runs) in points)
        {
            var border = runs.Average(run => run.Check.BorderCost);
            text.Append(Number(
                $"| {name} | {times:0.###} | {runs[0].Effort / 1e6:0.0} million | {runs.Average(run => run.Check.MaxDeviation) * 100:0.00} | {runs.Average(run => DeviateWithoutHeavy(problem, run.Result)) * 100:0.00} | {border / 10_000.0:0.0} | {(border / usual - 1) * 100:+0.0;-0.0;0.0} | {runs.Average(run => run.CpuSeconds):0.0} s |\n"));
            Console.Error.WriteLine(text.ToString().Split('\n')[^2]);
        }

        return text.ToString();
    }

    /// <summary>Of the beats that hold no area heavier than a share and none that is stuck, about their own mean.</summary>
    private static double DeviateWithoutHeavy(DistrictingProblem problem, DesignResult result)
    {
        var plan = result.Chosen.BeatOfArea;
        var apart = result.ForcedAreas.Concat(result.Stuck.Select(stuck => stuck.Area)).Select(area => plan[area]).ToHashSet();
        var loads = new long[problem.Beats];
        for (var area = 0; area < plan.Length; area++)
        {
            loads[plan[area]] += problem.Graph.Weights[area];
        }

        long[] rest = [.. loads.Where((_, beat) => !apart.Contains(beat))];
        var mean = rest.Average();
        return rest.Max(load => Math.Abs(load - mean)) / mean;
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
