namespace SmartBeats.Response;

/// <summary>Evaluates a plan by the model, and by a simulation where one was run.</summary>
public static class ResponseEvaluator
{
    /// <summary>Up to here the exact model is asked: under a second and 25 MB; beyond, the approximation.</summary>
    public const int MostExactUnits = 18;

    /// <summary>One patrolling unit a beat; preference by travel, own unit first; calls wait for whom nobody is free.</summary>
    /// <param name="beatOfArea">Per area, its beat, 0-based.</param>
    /// <param name="otherShare">Measured share of time on duties other than calls, in [0, 1]; null where nobody measured.</param>
    /// <param name="simulation">Of the same plan: its figures, with their intervals, take the model's place.</param>
    /// <exception cref="InputException">The calls outrun the units.</exception>
    public static ResponseEvaluation Evaluate(DemandSlice demand, ITravel travel, int[] beatOfArea, int units, double? otherShare = null, SimulationResult? simulation = null) =>
        Evaluate(demand, travel, beatOfArea, PatrolReach.Create(demand, travel, beatOfArea, units), otherShare, simulation, out _);

    /// <param name="firstFromElsewhere">By the model, also where a simulation was run: the share of calls whose first unit is another beat's.</param>
    internal static ResponseEvaluation Evaluate(
        DemandSlice demand, ITravel travel, int[] beatOfArea, PatrolReach reach, double? otherShare, SimulationResult? simulation, out double firstFromElsewhere)
    {
        var units = reach.Minutes.Length;
        var system = Dispatches(demand, beatOfArea, units, reach.Preferences);
        var exact = units <= MostExactUnits;
        var model = exact ? Hypercube.Solve(system, WhenAllBusy.Wait) : HypercubeApproximation.Solve(system, WhenAllBusy.Wait);
        var minutes = TravelFigures.Of(model, travel, reach.Minutes);
        var mean = model.System.MeanUtilisation;
        firstFromElsewhere = FirstFromElsewhere(demand, model, beatOfArea);
        return new ResponseEvaluation(
            simulation is not null ? "simulation of calls" : exact ? "exact hypercube model" : "hypercube model, approximated",
            [.. Enumerable.Range(0, units).Select(unit => new BeatResponse(unit + 1, simulation?.Utilisation[unit] ?? Point(model.Utilisation[unit]), minutes.UnitMinutes[unit]))],
            simulation?.Utilisation.Average(unit => unit.Value) ?? mean,
            simulation?.Imbalance ?? Point(model.Imbalance),
            simulation?.CoefficientOfVariation.Value ?? model.CoefficientOfVariation,
            simulation is null ? ByModel(demand, minutes, units) : BySimulation(demand, simulation),
            simulation?.MeanResponseMinutes ?? Point(model.MeanWaitMinutes + MeanTravel(demand, minutes)),
            simulation?.OutOfBeatShare ?? Point(model.OutOfBeatShare),
            simulation?.DelayProbability.Value ?? model.DelayProbability,
            Divide(simulation?.Utilisation.Average(unit => unit.Value) ?? mean, otherShare),
            Assumptions(demand, travel, units, simulation))
        {
            FirstFromElsewhereShare = simulation?.FirstFromElsewhereShare ?? Point(firstFromElsewhere),
            OfficersPerCall = demand.OfficersPerCall,
        };
    }

    /// <summary>Share of calls whose first unit is another beat's: areas weigh by their calls, not by the work they bring.</summary>
    private static double FirstFromElsewhere(DemandSlice demand, HypercubeResult model, int[] beatOfArea)
    {
        var own = 0.0;
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            // The first officers' stream comes first in the system: its areas are the map's.
            var share = model.System.CallsPerHour[area] / model.System.TotalCallsPerHour;
            own += share > 0 ? demand.CallsPerHour[area] * model.Dispatch(beatOfArea[area], area) / share : 0;
        }

        return Math.Max(0, 1 - own / demand.TotalCallsPerHour);
    }

    /// <summary>Every officer sent is a call of its own; those after the first come as from a second stream, whose lists begin with the area's second choice.</summary>
    /// <remarks>Calls that ask for as much are merged with the work kept: an area's calls are weighed by the minutes they take.</remarks>
    private static PatrolSystem Dispatches(DemandSlice demand, int[] beatOfArea, int units, int[][] lists)
    {
        var minutes = demand.MinutesPerDispatch;
        var first = Array.ConvertAll(demand.FirstOfficerLoads, load => load * 60 / minutes);
        var extra = Array.ConvertAll(demand.ExtraOfficerLoads, load => load * 60 / minutes);
        return units == 1 || extra.All(rate => rate <= 0)
            ? new PatrolSystem(units, [.. first.Zip(extra, (a, b) => a + b)], minutes, beatOfArea, lists)
            : new PatrolSystem(units, [.. first, .. extra], minutes, [.. beatOfArea, .. beatOfArea], [.. lists, .. lists.Select(list => (int[])[.. list[1..], list[0]])]);
    }

    private static double MeanTravel(DemandSlice demand, TravelFigures minutes) =>
        demand.CallsPerHour.Zip(minutes.AreaMinutes, (rate, minute) => rate * minute).Sum() / demand.TotalCallsPerHour;

    private static PriorityEvaluation[] ByModel(DemandSlice demand, TravelFigures minutes, int units)
    {
        var totals = demand.TotalsByPriority;
        var waits = Erlang.PriorityWaits(units, demand.DispatchesByPriority, demand.MinutesPerDispatch);
        return [.. demand.Priorities.Select((priority, at) =>
        {
            var travel = 0.0;
            for (var area = 0; area < minutes.AreaMinutes.Length; area++)
            {
                travel += demand.CallsPerHourByPriority[at][area] / totals[at] * minutes.AreaMinutes[area];
            }

            return new PriorityEvaluation(priority, totals[at], Point(waits[at] + travel), null);
        })];
    }

    private static PriorityEvaluation[] BySimulation(DemandSlice demand, SimulationResult simulation) =>
    [
        .. simulation.ByPriority.Select(found => new PriorityEvaluation(
            found.Priority,
            Array.IndexOf(demand.Priorities, found.Priority) is >= 0 and var at ? demand.TotalsByPriority[at] : 0,
            found.MeanMinutes,
            found.NinetiethPercentileMinutes)),
    ];

    private static TimeOnDuty Divide(double onCalls, double? other) =>
        new(onCalls, other, Math.Max(0, 1 - onCalls - (other ?? 0)));

    private static string[] Assumptions(DemandSlice demand, ITravel travel, int units, SimulationResult? simulation) =>
    [
        .. demand.Assumptions,
        .. travel.Assumptions,
        $"{units} units are on duty, one a beat; a free unit is somewhere in its beat, more often where calls are.",
        "The beat's own unit is sent if it is free, else the free unit that is nearest on average.",
        .. simulation is null
            ? (string[])
            [
                "Calls come at random at a steady rate, further officers come from the units next in line, and times on calls vary as if by chance (exponential).",
                "Calls that find every unit busy wait by priority; the wait of a priority is that of equal servers (Cobham).",
            ]
            : [$"Response times are those of {simulation.Calls} calls played through the plan."],
    ];

    private static Estimate Point(double value) => new(value, value, value);
}
