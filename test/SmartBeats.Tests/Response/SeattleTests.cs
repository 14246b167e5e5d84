using System.Globalization;
using CsvHelper;
using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class SeattleTests
{
    [SharedFact("cities/seattle/calls.csv")]
    public void Year_of_calls_goes_through_demand_search_and_replay_on_weeks_held_out()
    {
        var (calls, places) = Grid();
        var beats = Blocks(places);
        var units = beats.Max() + 1;
        var split = HeldOutWeeks.Split(CallPeriod.Covering(calls), 1.0 / 3, 1);
        var demand = PatrolDemand.Of(calls, places.Length, split.Design, WeekSlice.Whole, ServiceDefaults.Standard);
        demand.TotalCallsPerHour.ShouldBeInRange(9, 12);
        var travel = new TravelLaw(places, new TravelLawOptions(SpeedKmh: 35));
        var objective = new ResponseObjective(units, demand, travel, beats);
        var start = objective.Current;
        var random = new SeededRandom(1);
        for (var attempt = 0; attempt < 2_000; attempt++)
        {
            // Any neighbour in the grid will do here: this is about the figures, not about shapes.
            var area = random.Next(places.Length);
            var near = Enumerable.Range(0, places.Length).Where(other => Metres(places[area], places[other]) < 1100).ToArray();
            var to = objective.BeatOf(near[random.Next(near.Length)]);
            if (to == objective.BeatOf(area) || Enumerable.Range(0, places.Length).Count(other => objective.BeatOf(other) == objective.BeatOf(area)) == 1)
            {
                continue;
            }

            var tried = objective.Try(area, to);
            if (Score(tried, start) < Score(objective.Current, start))
            {
                objective.Accept();
            }
        }

        objective.Undo();
        var designed = Enumerable.Range(0, places.Length).Select(objective.BeatOf).ToArray();
        var replayed = SimulatedCalls.Replay(calls, split.HeldOut, demand, 1);
        var before = Play(beats);
        var after = Play(designed);
        var change = before.ChangeTo(after);
        change.CoefficientOfVariation.High.ShouldBeLessThan(-.1);
        change.HighPriorityResponse.High.ShouldBeLessThan(0);

        // What is played is what was recorded: every officer-minute, but for calls still open at the end.
        var minutes = replayed.Sum(call => call.ServiceMinutes * call.Officers);
        (after.Utilisation.Sum(unit => unit.Value) * split.HeldOut.Hours * 60).ShouldBe(minutes, minutes * .001);
        after.Calls.ShouldBe(replayed.Length);

        SimulationResult Play(int[] plan)
        {
            var presence = UnitTravel.PresenceByCalls(demand.CallsPerHour);
            var lists = PreferenceLists.Build(UnitTravel.Patrolling(travel, plan, units, presence), plan);
            return PatrolSimulation.Run(new SimulationSetup(units, plan, lists, travel) { Presence = presence, Batches = split.HeldOut.Spans.Count }, replayed);
        }
    }

    private static double Score(ResponseMeasures measures, ResponseMeasures start) =>
        measures.CoefficientOfVariation / start.CoefficientOfVariation + 6 * measures.HighPriorityResponseMinutes / start.HighPriorityResponseMinutes;

    /// <summary>Areas are the cells of about 1 km by 1 km that have calls; maps are other tests' matter.</summary>
    private static (PatrolCall[] Calls, AreaPlace[] Places) Grid()
    {
        using var csv = new CsvReader(new StreamReader(SharedData.File("cities/seattle/calls.csv")), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        List<((int East, int North) Cell, long Second, int Priority)> rows = [];
        while (csv.Read())
        {
            var point = csv.GetField("geometry_wkt")![6..^1].Split(' ');
            var east = (double.Parse(point[0], CultureInfo.InvariantCulture) + 122.5) * 75_000;
            var north = (double.Parse(point[1], CultureInfo.InvariantCulture) - 47.4) * 111_195;
            var second = (long)(DateTime.ParseExact(csv.GetField("timestamp")!, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalSeconds;
            rows.Add((((int)(east / 1000), (int)(north / 1000)), second, csv.GetField<int>("priority")));
        }

        var cells = rows.Select(row => row.Cell).Distinct().Order().ToArray();
        var index = cells.Index().ToDictionary(cell => cell.Item, cell => cell.Index);
        return (
            [.. rows.Select(row => new PatrolCall(index[row.Cell], row.Second, row.Priority, null, null))],
            [.. cells.Select(cell => new AreaPlace(cell.East * 1000, cell.North * 1000, 1))]);
    }

    /// <summary>Blocks of 4 km by 4 km, numbered as they are met.</summary>
    private static int[] Blocks(AreaPlace[] places)
    {
        var numbers = new Dictionary<(int, int), int>();
        return Array.ConvertAll(places, place =>
        {
            var block = ((int)(place.EastMetres / 4000), (int)(place.NorthMetres / 4000));
            numbers.TryAdd(block, numbers.Count);
            return numbers[block];
        });
    }

    private static double Metres(AreaPlace a, AreaPlace b) => Math.Abs(a.EastMetres - b.EastMetres) + Math.Abs(a.NorthMetres - b.NorthMetres);
}
