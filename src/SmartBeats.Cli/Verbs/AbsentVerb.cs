using System.CommandLine;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Response;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats absent PLAN</c>: an officer is away: who takes the beat over, who can stand in, and what it costs.</summary>
internal sealed class AbsentVerb
{
    private readonly PlanInputs _inputs = new();
    private readonly ShiftOptions _shifts = new();
    private readonly AbsenceOptions _absence = new();
    private readonly Option<double> _speed = new("--speed-kmh", "--speed") { Description = "Effective speed of a car in km/h.", DefaultValueFactory = _ => new TravelLawOptions().SpeedKmh };
    private readonly Option<bool> _contingencies = new("--contingencies") { Description = "Prepare the map for every beat in turn; --shift narrows the calls to its hours." };
    private readonly Option<DirectoryInfo> _output = new("--output", "-o") { Description = "Folder for the files.", DefaultValueFactory = _ => new DirectoryInfo("absence") };
    private readonly Option<bool> _json = CommonOptions.Json("Print figures and sentences as JSON.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly Option<bool> _open = CommonOptions.Open("absence.html");

    public static Command Create()
    {
        var verb = new AbsentVerb();
        var command = new Command("absent", "Divide an absent officer's beat among the neighbours, rank relief, and say what the absence costs.");
        verb._inputs.AddTo(command, calls: true);
        verb._absence.AddTo(command);
        verb._shifts.AddTo(command, cover: false);
        foreach (var option in new Option[] { verb._speed, verb._contingencies, verb._output, verb._json, verb._quiet, verb._open })
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
        var all = parsed.GetValue(_contingencies);
        var away = all ? null : _absence.Read(parsed, plan.Plan.BeatCount, shifts);
        var shift = all ? _absence.Shift(parsed, shifts) : away!.Shift;
        var (map, adjacency) = await _inputs.MapAsync(parsed, plan, cancellation);
        var calls = _inputs.Calls(parsed, plan, map, cancellation);
        var absence = PlanAbsence.Divide(plan, map, adjacency, new DutyCalls(calls.Calls, calls.Covered), away, shift, parsed.GetValue(_speed));
        var files = new FolderObjectStore(parsed.GetValue(_output)!.FullName);
        foreach (var file in absence.Files)
        {
            await files.PutAsync(file.Name, file.Content, cancellation);
        }

        // Who can stand in is the department's own affair: it is said on screen, not on a page that is passed on.
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        screen.Show(new DutyAnswer([.. absence.Sentences, .. away?.DescribeRelief(AbsenceOptions.NameFlag) ?? []], [], PlanAbsence.ToNumbers(absence.Found, away)));
        screen.Say($"Wrote absence.html, handovers.csv and absences.csv to {parsed.GetValue(_output)} in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s.");
        if (parsed.GetValue(_open))
        {
            CommonOptions.OpenBrowser(Path.Combine(parsed.GetValue(_output)!.FullName, "absence.html"));
        }

        return ExitCode.Ok;
    }
}
