using System.CommandLine;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;
using SmartBeats.Response;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats monitor PLAN NEWCALLS</c>: whether a plan still holds on the calls since it was drawn; with a workspace, whether the adopted beats do.</summary>
internal sealed class MonitorVerb
{
    private readonly PlanInputs _inputs = new();
    private readonly Argument<FileInfo?> _calls = new("NEWCALLS")
    {
        Description = "Calls since the plan was drawn: CSV. Older ones in it are left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<DirectoryInfo?> _workspace = new("--workspace") { Description = "In the place of PLAN and NEWCALLS: the beats adopted there, on the calls loaded there." };
    private readonly Option<string?> _city = new("--city") { Description = "Which city of the workspace." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the verdict as JSON." };
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 where the plan has drifted or a beat is named." };
    private readonly CallFileOptions _callFile = new();

    public static Command Create()
    {
        var verb = new MonitorVerb();
        var command = new Command("monitor", "Say whether a plan still holds on the calls since it was drawn.") { verb._calls };
        verb._inputs.AddTo(command, calls: false, isOptional: true);
        verb._callFile.AddTo(command);
        foreach (var option in new Option[] { verb._workspace, verb._city, verb._json, verb._strict })
        {
            command.Options.Add(option);
        }

        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (verdict, sentences) = parsed.GetValue(_workspace) is { } workspace
            ? await JudgeAdoptedAsync(parsed, workspace, cancellation)
            : await JudgePlanAsync(parsed, cancellation);
        if (parsed.GetValue(_json) && verdict is not null)
        {
            Console.Out.Write(verdict.ToJson());
        }
        else
        {
            foreach (var sentence in sentences)
            {
                Sentences.Print(sentence);
            }
        }

        var isWorn = verdict is not null && (verdict.HasDrifted == true || verdict.Beats.Count > 0);
        if (isWorn)
        {
            Console.Error.WriteLine("Next: smartbeats design AREAS CALLS --anew PLAN says whether drawing anew is worth it (--workspace DIR --anew today for adopted beats).");
        }

        return parsed.GetValue(_strict) && isWorn ? ExitCode.Failed : ExitCode.Ok;
    }

    private async Task<(MonitorVerdict? Verdict, IReadOnlyList<string> Sentences)> JudgeAdoptedAsync(ParseResult parsed, DirectoryInfo folder, CancellationToken cancellation)
    {
        if (_inputs.HasPlan(parsed))
        {
            throw new InputException("--workspace", "a plan is named beside it", $"Adopt the plan (smartbeats adopt PLAN --from DAY --workspace {folder}), then monitor without naming it.");
        }

        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City;
        var verdict = await CityMonitor.JudgeAsync(workspace.Files, workspace.Calls, city.Id, cancellation) ?? throw new InputException(
            city.Id, "no beats are adopted, or no calls loaded", $"Say which beats are patrolled: smartbeats adopt PLAN --from DAY --workspace {folder}");
        return (verdict.Verdict, [$"{city.Name}: {verdict.Beats.Name}, patrolled {verdict.Beats.DescribeTime()}.", .. verdict.Sentences]);
    }

    private async Task<(MonitorVerdict? Verdict, IReadOnlyList<string> Sentences)> JudgePlanAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (!_inputs.HasPlan(parsed) || parsed.GetValue(_calls) is not { } calls)
        {
            throw new InputException("PLAN NEWCALLS", "a plan and newer calls are needed", "Name both, or --workspace DIR where beats are adopted and calls loaded.");
        }

        var plan = _inputs.Plan(parsed);
        var (map, _) = await _inputs.MapAsync(parsed, plan, cancellation);
        var since = PlanWatch.FindStart(plan.Plan);
        var verdict = PlanWatch.Judge(plan, ReadCalls(parsed, calls, plan, map, since, cancellation));
        return (verdict, [.. MonitorWords.Describe(verdict, plan.Plan.NameOfBeat, plan.Plan.Outlook?.Later, plan.Unit)]);
    }

    private DatedLoads ReadCalls(ParseResult parsed, FileInfo given, PlanFile plan, CityMap map, int since, CancellationToken cancellation)
    {
        var file = GivenCalls.Find(given);
        var filter = new CallFilter(PlanWatch.CountAnyTime(plan.Plan));
        var index = AreaIndex.Build(map);
        List<(int Area, int Day, long Load)> rows = [];
        var events = new EventNumberSet();
        new CallReader(file.Name, plan.Plan.City, _callFile.Read(parsed, file.Files, map)).Read(file.Sources, events, batch =>
        {
            foreach (ref readonly var call in batch)
            {
                var area = filter.Matches(call) ? index.Find(call.Longitude, call.Latitude) : -1;
                var row = (area, DayRange.ToDay(call.LocalSeconds), area < 0 ? 0 : filter.WeightOf(call));
                var before = events.FindOrAdd(call.EventNumber, rows.Count);
                if (before < 0)
                {
                    rows.Add(row);
                }
                else
                {
                    rows[before] = row;
                }
            }
        }, null, cancellation);
        var counted = rows.Where(row => row.Area >= 0 && row.Day >= since).ToList();
        return PlanWatch.CutToWholeWeeks(
            [.. rows.CountBy(row => row.Day).OrderBy(day => day.Key).Select(day => new DayTally(day.Key, day.Value))],
            new DatedLoads([.. counted.Select(row => row.Area)], [.. counted.Select(row => row.Day)], [.. counted.Select(row => row.Load)]),
            since,
            file.Name);
    }
}
