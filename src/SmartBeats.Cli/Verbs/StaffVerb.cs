using System.CommandLine;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Response;
using SmartBeats.Staffing;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats staff PLAN</c>: how many officers a plan needs on duty and employed.</summary>
internal sealed class StaffVerb
{
    private static readonly StaffingPolicy Default = new();

    private readonly PlanInputs _inputs = new();
    private readonly ShiftOptions _shifts = new();
    private readonly Option<double> _share = new("--committed-share") { Description = "Largest share of time on duty that calls may take.", DefaultValueFactory = _ => Default.CommittedShare };
    private readonly Option<double?> _delay = new("--delay") { Description = "Largest share of calls that may find every officer busy.", DefaultValueFactory = _ => Default.DelayProbability };
    private readonly Option<double?> _response = new("--response-minutes") { Description = "Longest accepted mean drive of the nearest free officer." };
    private readonly Option<double> _speed = new("--speed-kmh", "--speed") { Description = "Effective speed of a car in km/h.", DefaultValueFactory = _ => new TravelLawOptions().SpeedKmh };
    private readonly Option<double?> _admin = new("--administrative-hours") { Description = "Measured hours of a shift one officer spends on reports, court and briefing." };
    private readonly Option<double> _scheduled = new("--scheduled-hours") { Description = "Hours a year an officer is scheduled.", DefaultValueFactory = _ => Default.ScheduledHours };
    private readonly Option<double> _absence = new("--absence-hours") { Description = "Hours a year of them away: leave, sickness, training, court.", DefaultValueFactory = _ => Default.AbsenceHours };
    private readonly Option<int> _perBeat = new("--officers-per-beat") { Description = "Fewest officers in every beat; 0 lets calls decide alone.", DefaultValueFactory = _ => Default.OfficersPerBeat };
    private readonly Option<DirectoryInfo?> _output = CommonOptions.Output("Folder for staffing.json.");
    private readonly Option<bool> _json = CommonOptions.Json("Print figures and sentences as JSON.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    public static Command Create()
    {
        var verb = new StaffVerb();
        var command = new Command("staff", "Say how many officers a plan needs on duty on every shift, why, and how many employed.");
        verb._inputs.AddTo(command, calls: true);
        verb._shifts.AddTo(command, cover: false);
        foreach (var option in new Option[] { verb._share, verb._delay, verb._response, verb._speed, verb._admin, verb._scheduled, verb._absence, verb._perBeat, verb._output, verb._json, verb._quiet })
        {
            command.Options.Add(option);
        }

        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var policy = new StaffingPolicy(
            parsed.GetValue(_share), parsed.GetValue(_delay), parsed.GetValue(_response), new TravelLawOptions(SpeedKmh: parsed.GetValue(_speed)),
            parsed.GetValue(_admin), parsed.GetValue(_scheduled), parsed.GetValue(_absence), parsed.GetValue(_perBeat));
        policy.Check();
        var shifts = _shifts.Shifts(parsed);
        var plan = _inputs.Plan(parsed);
        var (map, _) = await _inputs.MapAsync(parsed, plan, cancellation);
        var calls = _inputs.Calls(parsed, plan, map, cancellation);
        var staffing = PlanStaffing.Reckon(plan, map, new DutyCalls(calls.Calls, calls.Covered), shifts, policy);
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        var answer = new DutyAnswer(StaffingWords.Describe(staffing), staffing.Assumptions, PlanStaffing.ToNumbers(staffing));
        screen.Show(answer);
        if (parsed.GetValue(_output) is { } output)
        {
            await new FolderObjectStore(output.FullName).PutAsync("staffing.json", AnswerJson.Write(answer), cancellation);
            screen.Say($"Wrote staffing.json to {output}.");
        }

        return ExitCode.Ok;
    }
}
