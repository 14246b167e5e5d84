using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SmartBeats.Districting;
using SmartBeats.Districting.Ranking;

namespace SmartBeats.Benchmarks.Engine;

/// <summary><c>engine</c>: one graph in, a plan and its measures out; without a graph, the contest with the peers.</summary>
internal sealed class EngineVerb
{
    private static readonly JsonSerializerOptions _written = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    private readonly Option<string?> _graph = new("--graph") { Description = "Graph file; left out, the contest is run." };
    private readonly Option<int> _beats = new("--beats") { Description = "Number of beats.", DefaultValueFactory = _ => 10 };
    private readonly Option<Goal> _goal = new("--goal") { Description = "compact, tightest or compromise; of the contest only this one.", DefaultValueFactory = _ => Goal.Compact };
    private readonly Option<double> _tolerance = new("--tolerance") { Description = "Largest accepted |load - mean| / mean, a fraction; the contest's is 0.01.", DefaultValueFactory = _ => 0.01 };
    private readonly Option<double> _time = new("--time") { Description = "Seconds; the effort is this times threads times one constant. The contest runs 10 s and 1 s where not said.", DefaultValueFactory = _ => 10 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads; the plan does not depend on it, the effort bought by --time does.", DefaultValueFactory = _ => 2 };
    private readonly Option<string?> _output = new("--out") { Description = "File for the plan: one beat number from 1 a line, in node order." };
    private readonly Option<int> _rank = new("--rank") { Description = "With --graph: ranks the plan among this many random ones." };
    private readonly Option<string> _rows = new("--rows") { Description = "Contest: only rows whose name (grid100-50) contains one of these, with commas.", DefaultValueFactory = _ => "" };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "Contest: several seeds, with commas; the first is the one others are compared with." };
    private readonly Option<bool> _relabel = new("--relabel") { Description = "Contest: each row also on a copy whose areas are numbered anew." };
    private readonly Option<bool> _metis = new("--metis") { Description = "Contest: gpmetis runs beside, many seeds, with the same budget." };
    private readonly Option<bool> _growth = new("--growth") { Description = "Contest: time and memory to 1 % from 10,000 to 90,000 areas, before the rows; with --rows none, alone." };
    private readonly Option<string?> _json = new("--json") { Description = "Contest: file for all figures, with machine and versions." };

    public static Command Create()
    {
        var verb = new EngineVerb();
        var command = new Command("engine", "Runs the districting engine on a graph, or on every row of its targets.")
        {
            verb._graph, verb._beats, verb._goal, verb._tolerance, verb._time, verb._seed, verb._threads, verb._output, verb._rank,
            verb._rows, verb._seeds, verb._relabel, verb._metis, verb._growth, verb._json,
        };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        try
        {
            if (!(parsed.GetValue(_time) is > 0 and <= 86_400) || parsed.GetValue(_threads) is < 1 or > 256)
            {
                throw new InputException("--time, --threads", "are out of range", "Give 0 to 86,400 seconds and 1 to 256 threads.");
            }

            return parsed.GetValue(_graph) is { } file ? One(file, parsed) : All(parsed);
        }
        catch (InputException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
    }

    private int All(ParseResult parsed)
    {
        var withMetis = parsed.GetValue(_metis);
        if (withMetis && !Metis.IsInstalled)
        {
            throw new InputException("--metis", "gpmetis is not on the path", "Install the package metis, or leave --metis out.");
        }

        bool Given(Option option) => parsed.GetResult(option) is { Implicit: false };
        var cells = Contest.AllCells
            .Select(cell => Given(_time) ? (cell.Item1, parsed.GetValue(_time)) : cell).Distinct()
            .Where(cell => !Given(_goal) || cell.Item1 == parsed.GetValue(_goal)).ToArray();
        var plan = new ContestPlan(
            parsed.GetValue(_rows)!.Split(',', StringSplitOptions.RemoveEmptyEntries), cells,
            parsed.GetValue(_seeds) is { } several ? Seeds(several) : [parsed.GetValue(_seed)],
            parsed.GetValue(_threads), parsed.GetValue(_relabel), withMetis);
        var machine = Machine.Here(withMetis);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{machine}, {plan.Threads} threads, {BeatEngine.EffortPerThreadSecond:N0} units of effort a thread and second.\n"));
        var growth = parsed.GetValue(_growth) ? GrowthResult.Measure(plan.Seeds[0], plan.Threads, withMetis) : null;
        var outcomes = new List<Outcome>();
        ContestTable.Head();
        foreach (var outcome in Contest.Run(plan))
        {
            outcomes.Add(outcome);
            ContestTable.Print(outcome);
        }

        if (growth is not null)
        {
            ContestTable.Print(growth);
        }

        ContestTable.Verdict(outcomes);
        if (parsed.GetValue(_json) is { } file)
        {
            ContestJson.Write(file, machine, plan, outcomes, growth);
        }

        return outcomes.All(outcome => outcome.Run.Check.Contiguous && outcome.Run.Check.Beats == outcome.Row.Beats) ? 0 : 1;
    }

    private static ulong[] Seeds(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part =>
        ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new InputException("--seeds", $"\"{part}\" is no seed", "Give whole numbers with commas, such as 1,2."))];

    private int One(string file, ParseResult parsed)
    {
        var (beats, seed, threads, tolerance) = (parsed.GetValue(_beats), parsed.GetValue(_seed), parsed.GetValue(_threads), parsed.GetValue(_tolerance));
        var graph = GraphFile.Read(file);
        var run = EngineRun.Of(graph, beats, parsed.GetValue(_goal), tolerance, parsed.GetValue(_time), seed, threads, clocked: true);
        var plan = run.Result.Chosen.BeatOfArea;
        if (parsed.GetValue(_output) is { } output)
        {
            File.WriteAllText(output, string.Concat(plan.Select(beat => $"{beat + 1}\n")));
        }

        PlanRank? rank = null;
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        if (parsed.GetValue(_rank) is > 0 and var plans)
        {
            rank = PlanRanking.Rank(new DistrictingProblem(graph, beats, parsed.GetValue(_goal), tolerance, seed, 0), plan, Math.Min(plans, PlanRank.MostPlans), threads);
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
                run.CpuSeconds,
                run.Effort,
                run.Result.Truncated,
                Seed = seed,
                Threads = threads,
                Rank = rank,
                RankSeconds = rank is null ? (double?)null : watch.Elapsed.TotalSeconds,
                RankCpuSeconds = rank is null ? (double?)null : (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            },
            _written));
        return run.Check.Contiguous && run.Check.Beats == beats ? 0 : 1;
    }
}
