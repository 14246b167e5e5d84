using System.CommandLine;
using System.Text;
using NodaTime.Text;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;
using SmartBeats.Response;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats monitor PLAN NEWCALLS</c>: whether a plan still holds on the calls since it was drawn; with a workspace, whether the adopted beats do.</summary>
internal sealed class MonitorVerb
{
    private readonly PlanInputs _inputs = new();
    private readonly Argument<FileInfo[]> _calls = new("NEWCALLS")
    {
        Description = "Calls since the plan was drawn: CSV. Older ones count where --adopted compares with before.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _adopted = new("--adopted")
    {
        Description = "First day the plan is patrolled, such as 2025-01-06: compares balance and response with before.",
    };

    private readonly Option<FileInfo?> _before = new("--before")
    {
        Description = "The beats patrolled before: plan.json, assignment.csv, or polygons.",
    };

    private readonly Option<DirectoryInfo?> _workspace = new("--workspace") { Description = "In the place of PLAN and NEWCALLS: the beats adopted there, on the calls loaded there." };
    private readonly Option<string?> _city = new("--city") { Description = "Which city of the workspace." };
    private readonly Option<DirectoryInfo?> _output = CommonOptions.Output("Folder for verdict.json.");
    private readonly Option<bool> _json = CommonOptions.Json("Print the verdict as JSON.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 where the plan has drifted or a beat is named." };
    private readonly CallFileOptions _callFile = new();

    public static Command Create()
    {
        var verb = new MonitorVerb();
        var command = new Command("monitor", "Say whether a plan still holds on the calls since it was drawn.") { verb._calls };
        verb._inputs.AddTo(command, calls: false, isOptional: true);
        verb._callFile.AddTo(command);
        foreach (var option in new Option[] { verb._adopted, verb._before, verb._workspace, verb._city, verb._output, verb._json, verb._quiet, verb._strict })
        {
            command.Options.Add(option);
        }

        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        // A plan that is named is meant, whatever workspace the settings name.
        var folder = _inputs.HasPlan(parsed) ? parsed.GetValue(_workspace) : WorkspaceOption.Find(parsed, _workspace);
        var (verdict, sentences) = folder is { } workspace
            ? await JudgeAdoptedAsync(parsed, workspace, cancellation)
            : await JudgePlanAsync(parsed, cancellation);
        if (parsed.GetValue(_json) && verdict is not null)
        {
            Console.Out.Write(verdict.ToJson());
        }
        else
        {
            foreach (var sentence in parsed.GetValue(_quiet) ? [] : sentences)
            {
                Sentences.Print(sentence);
            }
        }

        if (parsed.GetValue(_output) is { } output && verdict is not null)
        {
            await new FolderObjectStore(output.FullName).PutAsync("verdict.json", Encoding.UTF8.GetBytes(verdict.ToJson()), cancellation);
        }

        var isWorn = verdict is not null && MonitorWords.IsWorn(verdict);
        if (isWorn && !parsed.GetValue(_quiet))
        {
            Console.Error.WriteLine($"Next: {MonitorWords.DescribeNextStep(verdict)}");
        }

        return parsed.GetValue(_strict) && isWorn ? ExitCode.Failed : ExitCode.Ok;
    }

    private async Task<(MonitorVerdict? Verdict, IReadOnlyList<string> Sentences)> JudgeAdoptedAsync(ParseResult parsed, DirectoryInfo folder, CancellationToken cancellation)
    {
        if (_inputs.HasPlan(parsed))
        {
            throw new InputException("--workspace", "a plan is named beside it", $"Adopt the plan (smartbeats adopt PLAN --from DAY --workspace {folder}), then monitor without naming it.");
        }

        if (parsed.GetValue(_adopted) is not null || parsed.GetValue(_before) is not null)
        {
            throw new InputException(
                "--adopted, --before",
                "a workspace knows which beats are patrolled since when",
                "Leave them out; smartbeats adopt says otherwise.");
        }

        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City;
        var judged = await CityMonitor.JudgeAsync(workspace.Files, workspace.Calls, city.Id, cancellation: cancellation);
        var verdict = judged ?? throw new InputException(
            city.Id, "no beats are adopted, or no calls loaded", $"Say which beats are patrolled: smartbeats adopt PLAN --from DAY --workspace {folder}");
        return (verdict.Verdict, [$"{city.Name}: {verdict.Beats.Name}, patrolled {verdict.Beats.DescribeTime()}.", .. verdict.Sentences]);
    }

    private async Task<(MonitorVerdict? Verdict, IReadOnlyList<string> Sentences)> JudgePlanAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (!_inputs.HasPlan(parsed) || parsed.GetValue(_calls) is not { Length: > 0 } given)
        {
            throw new InputException("PLAN NEWCALLS", "a plan and newer calls are needed", "Name both, or --workspace DIR where beats are adopted and calls loaded.");
        }

        var plan = _inputs.Plan(parsed);
        var (map, _) = await _inputs.MapAsync(parsed, plan, cancellation);
        var since = PlanWatch.FindStart(plan.Plan);
        var watched = WatchedCalls.Read(given, _callFile, parsed, plan, map, cancellation);
        var verdict = PlanWatch.Judge(plan, PlanWatch.CutToWholeWeeks(watched.Days, watched.Counted, since, watched.Name));
        verdict = verdict with { Change = Compare(parsed, plan, map, watched) };
        return (verdict, [.. MonitorWords.Describe(verdict, plan.Plan.NameOfBeat, plan.Plan.Outlook?.Later, plan.Unit)]);
    }

    /// <summary>What became of balance and response since the day the plan is patrolled; null where that is not said.</summary>
    private AdoptionChange? Compare(ParseResult parsed, PlanFile plan, CityMap map, WatchedCalls calls)
    {
        var file = parsed.GetValue(_before);
        if (parsed.GetValue(_adopted) is not { } text)
        {
            return file is null ? null : throw new InputException(
                "--before",
                "beats before are compared with from the day on which the plan is patrolled",
                "Say which day: --adopted 2025-01-06.");
        }

        var day = DayRange.ToDay(LocalDatePattern.Iso.Parse(CityBeats.ReadDay(text, "--adopted")).GetValueOrThrow());
        var patrolled = PlanWatch.DescribePatrolled(plan.Plan, day, file is null ? null : ReadBefore(file, map), [day]) with
        {
            BeforeDrawnOn = file?.Name == PublishPlan.PlanJsonName
                ? PlanWatch.FindDrawnOn(PlanJson.Read(File.ReadAllBytes(file.FullName), file.Name).Plan)
                : null,
        };
        return AdoptionChange.Measure(patrolled, calls.Counted, calls.Measured, CoveredTime.Find(calls.Days));
    }

    private static BalancedBeats ReadBefore(FileInfo file, CityMap map)
    {
        var beats = BeatList.Read(file.Name, File.ReadAllBytes(file.FullName), map);
        var (given, note) = beats.On(map);
        foreach (var said in beats.Notes.Append(note).OfType<string>())
        {
            Screen.Warn($"--before: {said}");
        }

        return given.BeatOfArea.Any(beat => beat >= 0)
            ? BalancedBeats.FromGiven(given, new HashSet<string>())
            : throw new InputException(
                file.Name, "none of its areas is in the plan's map", "Give the beats by the ids of the map's areas.");
    }
}
