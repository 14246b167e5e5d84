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
    public static ResponseEvaluation Evaluate(DemandSlice demand, ITravel travel, int[] beatOfArea, int units, double? otherShare = null, SimulationResult? simulation = null)
    {
        var presence = UnitTravel.PresenceByCalls(demand.CallsPerHour);
        var reach = UnitTravel.Patrolling(travel, beatOfArea, units, presence);
        var system = new PatrolSystem(units, demand.CallsPerHour, demand.ServiceMinutes, beatOfArea, PreferenceLists.Build(reach, beatOfArea));
        var exact = units <= MostExactUnits;
        var model = exact ? Hypercube.Solve(system, WhenAllBusy.Wait) : HypercubeApproximation.Solve(system, WhenAllBusy.Wait);
        var minutes = TravelFigures.Of(model, travel, reach);
        var mean = model.System.MeanUtilisation;
        return new ResponseEvaluation(
            simulation is not null ? "simulation of calls" : exact ? "exact hypercube model" : "hypercube model, approximated",
            [.. Enumerable.Range(0, units).Select(unit => new BeatResponse(unit + 1, simulation?.Utilisation[unit] ?? Point(model.Utilisation[unit]), minutes.UnitMinutes[unit]))],
            simulation?.Utilisation.Average(unit => unit.Value) ?? mean,
            simulation?.Imbalance ?? Point(model.Imbalance),
            simulation?.CoefficientOfVariation.Value ?? model.CoefficientOfVariation,
            simulation is null ? ByModel(demand, minutes, units) : BySimulation(demand, simulation),
            simulation?.MeanResponseMinutes ?? Point(model.MeanWaitMinutes + minutes.CityMinutes),
            simulation?.OutOfBeatShare ?? Point(model.OutOfBeatShare),
            simulation?.DelayProbability.Value ?? model.DelayProbability,
            Divide(simulation?.Utilisation.Average(unit => unit.Value) ?? mean, otherShare),
            Assumptions(demand, travel, units, simulation));
    }

    private static PriorityEvaluation[] ByModel(DemandSlice demand, TravelFigures minutes, int units)
    {
        var totals = demand.TotalsByPriority;
        var waits = Erlang.PriorityWaits(units, totals, demand.ServiceMinutes);
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
                "Calls come at random at a steady rate, one unit answers each, and times on calls vary as if by chance (exponential).",
                "Calls that find every unit busy wait by priority; the wait of a priority is that of equal servers (Cobham).",
            ]
            : [$"Response times are those of {simulation.Calls} calls played through the plan."],
    ];

    private static Estimate Point(double value) => new(value, value, value);
}
