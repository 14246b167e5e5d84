using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Benchmarks;

/// <summary><c>response</c>: a plan designed on response against the police's own beats, on weeks nothing was tuned on.</summary>
internal static class ResponseVerb
{
    private static readonly double[] ServiceFactors = [0.5, 1, 1.5];

    public static Command Create()
    {
        var areas = new Option<FileInfo>("--areas") { Description = "City map (zip).", Required = true };
        var calls = new Option<FileInfo>("--calls") { Description = "Calls CSV.", Required = true };
        var beats = new Option<FileInfo>("--police-beats") { Description = "The police's own beats (GeoJSON).", Required = true };
        var zone = new Option<string>("--time-zone") { Description = "IANA time zone.", DefaultValueFactory = _ => "America/Los_Angeles" };
        var seed = new Option<ulong>("--seed") { Description = "Of weeks, design and simulation.", DefaultValueFactory = _ => 1 };
        var effort = new Option<long>("--effort") { Description = "Of the design on response, in the engine's units.", DefaultValueFactory = _ => 200_000_000 };
        var tolerance = new Option<double>("--tolerance") { Description = "Of calls a beat.", DefaultValueFactory = _ => 0.5 };
        var rate = new Option<double>("--rate") { Description = "Weight of response time.", DefaultValueFactory = _ => new ResponseWeights().Rate };
        var verb = new Command("response", "A plan designed on response against the police's own beats, held-out weeks.") { areas, calls, beats, zone, seed, effort, tolerance, rate };
        verb.SetAction(parsed =>
        {
            var city = new City("city", "City", parsed.GetValue(zone)!);
            using var mapStream = parsed.GetValue(areas)!.OpenRead();
            var map = CityMapReader.Read(parsed.GetValue(areas)!.Name, mapStream);
            using var callStream = parsed.GetValue(calls)!.OpenRead();
            var file = PatrolCallFile.Read(parsed.GetValue(calls)!.Name, callStream, city, map, new CallFilter(new PlanRequest { Beats = 1 }));
            using var beatStream = parsed.GetValue(beats)!.OpenRead();
            var police = Nest(map, CityMapReader.Read(parsed.GetValue(beats)!.Name, beatStream));
            Compare(map, file.Calls, police, parsed.GetValue(seed), parsed.GetValue(effort), parsed.GetValue(tolerance), new ResponseWeights(parsed.GetValue(rate)));
        });
        return verb;
    }

    private static void Compare(CityMap map, PatrolCall[] calls, int[] police, ulong seed, long effort, double tolerance, ResponseWeights weights)
    {
        var units = police.Max() + 1;
        var travel = new TravelLaw(AreaPlace.Of(map), new TravelLawOptions());
        var weeks = HeldOutWeeks.Split(CallPeriod.Covering(calls), 1.0 / 3, seed);
        var demand = DemandAt(1);
        var workload = new long[map.Areas.Count];
        foreach (var call in calls.Where(call => call.Area >= 0 && weeks.Design.Contains(call.LocalSeconds)))
        {
            workload[call.Area]++;
        }

        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        var graph = new AreaGraph(workload, [
            .. adjacency.Boundaries.Select(side => new GraphEdge(side.A, side.B, (int)Math.Clamp(Math.Round(side.LengthMetres * 10), 1, 1e8))),
            .. adjacency.Bridges.Select(bridge => new GraphEdge(bridge.A, bridge.B, 1))]);
        var engine = BeatEngine.Design(new DistrictingProblem(graph, units, Goal.Compact, tolerance, seed, BeatEngine.DefaultEffort(graph, units)), 2);
        var began = Stopwatch.GetTimestamp();
        var problem = new ResponseDesignProblem(graph, units, demand, travel, tolerance, seed, effort) { Weights = weights };
        var designed = ResponseDesign.Improve(problem, [engine.Chosen.BeatOfArea, .. engine.Alternatives.Select(other => other.BeatOfArea)], 2);
        Say($"{map.Areas.Count} areas, {units} units, {calls.Length} calls, {weeks.HeldOut.Spans.Count} weeks held out, {ResponseDesign.Tries(effort, map.Areas.Count)} tries in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        Say($"model on design weeks: police {Describe(new ResponseObjective(units, demand, travel, police).Current)}");
        Say($"                       compact {Describe(designed.Before)}");
        Say($"                       response {Describe(designed.After)}");
        Say($"calls a beat, largest deviation: police {Deviation(workload, police, units) * 100:0} %, compact {Deviation(workload, engine.Chosen.BeatOfArea, units) * 100:0} %, response {Deviation(workload, designed.BeatOfArea, units) * 100:0} %");
        Say($"| service | plan | max - min utilisation | CV of utilisation | response, priority 1 | response, all calls |");
        Say($"|---|---|---|---|---|---|");
        foreach (var factor in ServiceFactors)
        {
            var judged = DemandAt(factor);
            var replayed = SimulatedCalls.Replay(calls, weeks.HeldOut, judged, seed);
            var before = Play(police);
            Row("police", before, null);
            Row("compact", Play(engine.Chosen.BeatOfArea), before);
            Row("response", Play(designed.BeatOfArea), before);

            SimulationResult Play(int[] plan)
            {
                var presence = UnitTravel.PresenceByCalls(demand.CallsPerHour);
                var lists = PreferenceLists.Build(UnitTravel.Patrolling(travel, plan, units, presence), plan);
                return PatrolSimulation.Run(new SimulationSetup(units, plan, lists, travel) { Presence = presence, Batches = weeks.HeldOut.Spans.Count, Seed = seed }, replayed);
            }

            void Row(string name, SimulationResult result, SimulationResult? against)
            {
                var change = against?.ChangeTo(result);
                Say($"| x{factor} | {name} | {result.Imbalance.Value:0.000}{Change(change?.Imbalance)} | {result.CoefficientOfVariation.Value:0.000}{Change(change?.CoefficientOfVariation)} | {result.ByPriority[0].MeanMinutes.Value:0.00} min{Change(change?.HighPriorityResponse)} | {result.MeanResponseMinutes.Value:0.00} min{Change(change?.MeanResponse)} |");
            }
        }

        DemandSlice DemandAt(double factor) => PatrolDemand.Of(calls, map.Areas.Count, weeks.Design, WeekSlice.Whole, ServiceDefaults.Standard.Scaled(factor));
    }

    /// <summary>Each area's beat: the one it overlaps most, the first of equals.</summary>
    private static int[] Nest(CityMap map, CityMap beats) =>
        [.. map.Areas.Select(area => beats.Areas.Where(beat => beat.Shape.EnvelopeInternal.Intersects(area.Shape.EnvelopeInternal))
            .MaxBy(beat => beat.Shape.Intersection(area.Shape).Area)!.Index)];

    private static double Deviation(long[] workload, int[] plan, int units)
    {
        var load = new long[units];
        for (var area = 0; area < plan.Length; area++)
        {
            load[plan[area]] += workload[area];
        }

        return load.Max(one => Math.Abs(one * units / (double)workload.Sum() - 1));
    }

    private static FormattableString Describe(ResponseMeasures found) =>
        $"max - min {found.Imbalance:0.000}, CV {found.CoefficientOfVariation:0.000}, priority 1 {found.HighPriorityResponseMinutes:0.000} min, all {found.MeanResponseMinutes:0.000} min, out of beat {found.OutOfBeatShare * 100:0.0} %";

    private static string Change(Estimate? change) => change is { } found
        ? string.Create(CultureInfo.InvariantCulture, $" ({found.Value * 100:+0.0;-0.0} %, {found.Low * 100:+0.0;-0.0} to {found.High * 100:+0.0;-0.0})")
        : "";

    private static void Say(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
