using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartBeats.Calls;
using SmartBeats.Comparison;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Cli.Tests.Readme;

/// <summary>What the README says of response times, measured with the command as it is shipped on weeks its plans never saw.</summary>
public sealed partial class ReadmeResponseTests : IDisposable
{
    private const int Beats = 54;
    private static readonly City _seattle = new("seattle", "Seattle", "America/Los_Angeles");
    private static readonly string _callsPath = SharedData.File("cities/seattle/calls.csv");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-response-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SharedFact("cities/seattle/city_blocks.zip")]
    public async Task Plans_on_response_gain_what_is_said_on_police_beats()
    {
        var blocks = await GainAsync("city_blocks.zip");
        var areas = await GainAsync("city.zip");
        ReadmePage.ReadGuide("response").CheckFigures(
            "a plan of census blocks by `--goal response` has (.+?) less spread between busiest and idlest unit and answers priority 1 calls (.+?) sooner than the police's own beats; "
            + "of the larger areas that nest in those beats, with one heavier than two fair shares, (.+?) and (.+?)\\. That is",
            blocks.Spread, blocks.Time, areas.Spread, areas.Time);
    }

    [SharedFact("cities/seattle/city.zip")]
    public async Task Model_and_draws_of_weeks_differ_as_is_said()
    {
        await RunAsync($"design {Of("city.zip")} {_callsPath} --beats {Beats} --city seattle --time-zone America/Los_Angeles -o compact");
        var run = await RunAsync($"evaluate compact --areas {Of("city.zip")} --calls {_callsPath} --json -q");
        using var evaluation = JsonDocument.Parse(run.Output);
        var draws = evaluation.RootElement.GetProperty("heldOut");
        ReadmePage.ReadGuide("response").CheckFigures(
            "\\(Seattle, 54 beats of its 244 areas: (.+?)% by the model, (.+?) to (.+?)% in (.+?) draws of held-out weeks\\)",
            Percent(draws, "byModel"), Percent(draws, "least"), Percent(draws, "most"), draws.GetProperty("draws").GetInt32() == 5 ? "five" : "?");
    }

    /// <summary>Three draws of weeks, each with a plan of its own from a file without them: the mean, and the outermost limits of the 95% intervals.</summary>
    private async Task<(string Spread, string Time)> GainAsync(string mapName)
    {
        using var mapStream = File.OpenRead(Of(mapName));
        var map = CityMapReader.Read(mapName, mapStream);
        using var callStream = File.OpenRead(_callsPath);
        var file = PatrolCallFile.Read("calls.csv", callStream, _seattle, map, new CallFilter(new PlanRequest { Beats = 1 }));
        var (patrolled, _) = BeatList.Read("beats.geojson", await File.ReadAllBytesAsync(Of("beats.geojson")), map).On(map);
        int[] police = [.. patrolled.BeatOfArea];
        var travel = new TravelLaw(AreaPlace.Of(map), new TravelLawOptions());
        List<SimulationChange> changes = [];
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var weeks = HeldOutWeeks.Split(file.Covered, 1.0 / 3, seed);
            var planned = await DesignAsync(mapName, map, weeks);
            var demand = PatrolDemand.Of(file.Calls, map.Areas.Count, weeks.Design, WeekSlice.Whole, ServiceDefaults.Standard);
            var presence = UnitTravel.PresenceByCalls(demand.CallsPerHour);
            var replayed = SimulatedCalls.Replay(file.Calls, weeks.HeldOut, demand, seed);
            changes.Add(Play(police).ChangeTo(Play(planned)));

            SimulationResult Play(int[] plan)
            {
                var lists = PreferenceLists.Build(UnitTravel.Patrolling(travel, plan, Beats, presence), plan);
                var setup = new SimulationSetup(Beats, plan, lists, travel) { Presence = presence, Batches = weeks.HeldOut.Spans.Count, Seed = seed };
                return PatrolSimulation.Run(setup, replayed);
            }
        }

        return (Describe(change => change.Imbalance), Describe(change => change.HighPriorityResponse));

        string Describe(Func<SimulationChange, Estimate> figure) => string.Create(
            CultureInfo.InvariantCulture,
            $"{-100 * changes.Average(change => figure(change).Value):0.0}% ({-100 * changes.Max(change => figure(change).High):0.0} to {-100 * changes.Min(change => figure(change).Low):0.0})");
    }

    private async Task<int[]> DesignAsync(string mapName, CityMap map, HeldOutWeeks weeks)
    {
        var seen = Path.Combine(_folder.FullName, "seen.csv");
        var lines = await File.ReadAllLinesAsync(_callsPath);
        await File.WriteAllLinesAsync(seen, lines.Where((line, at) => at == 0 || !weeks.HeldOut.Contains(SecondsOf(Timestamp().Match(line).Groups[1].Value))));
        await RunAsync($"design {Of(mapName)} seen.csv --beats {Beats} --goal response --city seattle --time-zone America/Los_Angeles -o plan");
        var plan = PlanJson.Read(await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "plan", "plan.json")), "plan.json");
        var beatOf = plan.AreaIds.Zip(plan.Plan.BeatOfArea).ToDictionary(area => area.First, area => area.Second);
        return [.. map.Areas.Select(area => beatOf[area.Id] - 1)];
    }

    private static long SecondsOf(string timestamp) =>
        (long)(DateTime.ParseExact(timestamp, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalSeconds;

    private async Task<CommandRun> RunAsync(string command)
    {
        var run = await CommandRun.OfAsync(_folder.FullName, command.Split(' '));
        run.ExitCode.ShouldBe(0, $"{command}\n{run.Errors}");
        return run;
    }

    [GeneratedRegex(@",(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),")]
    private static partial Regex Timestamp();

    private static string Of(string file) => SharedData.File($"cities/seattle/{file}");

    private static string Percent(JsonElement draws, string figure) => (100 * draws.GetProperty(figure).GetDouble()).ToString("0.0", CultureInfo.InvariantCulture);
}
