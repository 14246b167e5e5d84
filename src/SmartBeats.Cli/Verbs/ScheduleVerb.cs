using System.CommandLine;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Staffing;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats schedule PLAN OFFICERS</c>: who is on duty where and when.</summary>
internal sealed class ScheduleVerb
{
    private static readonly RosterRules Default = new();

    private readonly PlanInputs _inputs = new();
    private readonly ShiftOptions _shifts = new();
    private readonly Argument<FileInfo> _officers = new("OFFICERS") { Description = "Officers: CSV with id, hours_a_week, days_off, leave, shifts, beats." };
    private readonly Option<string> _from = new("--from") { Description = "First day, e.g. 2025-01-06.", Required = true };
    private readonly Option<int> _days = new("--days") { Description = "Days to schedule.", DefaultValueFactory = _ => PlanRoster.DaysByDefault };
    private readonly Option<int> _rest = new("--rest") { Description = "Fewest hours between two duties.", DefaultValueFactory = _ => Default.RestHours };
    private readonly Option<int> _inARow = new("--days-in-a-row") { Description = "Most days in a row with a duty.", DefaultValueFactory = _ => Default.ConsecutiveDays };
    private readonly Option<double> _overtime = new("--overtime") { Description = "Hours a week that may be scheduled above contract.", DefaultValueFactory = _ => Default.WeeklyOvertimeHours };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Another seed is another search.", DefaultValueFactory = _ => 1 };
    private readonly Option<long?> _effort = new("--effort") { Description = "How long to search, in moves looked at." };
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 where a post stays open." };
    private readonly Option<DirectoryInfo> _output = new("--output", "-o") { Description = "Folder for the roster's files.", DefaultValueFactory = _ => new DirectoryInfo("roster") };
    private readonly Option<bool> _json = CommonOptions.Json("Print duties, loads and sentences as JSON.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly Option<bool> _open = CommonOptions.Open("the roster");

    public static Command Create()
    {
        var verb = new ScheduleVerb();
        var command = new Command("schedule", "Make a roster: officers by day, shift and beat under rest rules, fair and with the fewest posts open.") { verb._officers };
        verb._inputs.AddTo(command, calls: false);
        verb._shifts.AddTo(command, cover: true);
        foreach (var option in new Option[] { verb._from, verb._days, verb._rest, verb._inARow, verb._overtime, verb._seed, verb._effort, verb._strict, verb._output, verb._json, verb._quiet, verb._open })
        {
            command.Options.Add(option);
        }

        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var plan = _inputs.Plan(parsed);
        var shifts = _shifts.Shifts(parsed);
        var from = PlanRoster.ReadDate(parsed.GetValue(_from)!, "--from", "Write the first day as 2025-01-06.");
        var file = parsed.GetValue(_officers)!;
        await using var content = file.OpenRead();
        var officers = OfficerReader.Read(content, file.Name, shifts, plan.Plan.BeatCount);
        // Only which beats touch is asked of the map; the loads are the plan's own.
        var posts = await _shifts.PostsAsync(
            parsed, shifts, PlanRoster.CountCalls(plan.Plan), async () => PlanRoster.CreateBeatGraph(plan.Plan, (await _inputs.MapAsync(parsed, plan, cancellation)).Adjacency));
        var days = parsed.GetValue(_days);
        var task = new RosterTask(
            from, days, shifts, posts, officers, new RosterRules(parsed.GetValue(_rest), parsed.GetValue(_inARow), parsed.GetValue(_overtime)),
            parsed.GetValue(_seed), parsed.GetValue(_effort) ?? RosterTask.DefaultEffort(officers.Count, days));
        var roster = RosterBuilder.Build(task, cancellation);
        await WriteAsync(roster, plan.Plan.City, parsed.GetValue(_output)!, cancellation);
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        screen.Show(new DutyAnswer(RosterWords.Describe(roster), roster.Findings, PlanRoster.ToNumbers(roster)));
        screen.Say($"Wrote roster.csv, loads.csv, roster.html and {officers.Count} calendars to {parsed.GetValue(_output)} in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s (seed {task.Seed}).");
        var page = Path.Combine(parsed.GetValue(_output)!.ToString(), "roster.html");
        screen.Say($"Next: open {page} in a browser and print it.");
        if (parsed.GetValue(_open))
        {
            CommonOptions.OpenBrowser(Path.GetFullPath(page));
        }

        return parsed.GetValue(_strict) && roster.OpenPosts > 0 ? ExitCode.Failed : ExitCode.Ok;
    }

    private static async Task WriteAsync(Roster roster, City city, DirectoryInfo output, CancellationToken cancellation)
    {
        var files = new FolderObjectStore(output.FullName);
        foreach (var file in PlanRoster.WriteFiles(roster, city))
        {
            await files.PutAsync(file.Name, file.Content, cancellation);
        }

        foreach (var officer in roster.Task.Officers)
        {
            await files.PutAsync($"calendars/{officer.Id}.ics", RosterCalendar.Write(roster, city, officer.Id), cancellation);
        }
    }
}
