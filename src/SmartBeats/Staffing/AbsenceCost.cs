using System.Globalization;
using SmartBeats.Response;

namespace SmartBeats.Staffing;

/// <summary>How a shift runs with the units it has, by the hypercube model.</summary>
/// <param name="BusiestBeat">Number of the beat whose unit is busiest.</param>
/// <param name="ResponseMinutes">Mean wait and drive over all calls.</param>
/// <param name="OutOfBeatShare">Of calls, those another beat's unit answers first.</param>
public sealed record PatrolFigures(double MeanUtilisation, double MaxUtilisation, int BusiestBeat, double ResponseMinutes, double OutOfBeatShare);

/// <summary>What an absence costs: the shift as planned and without the officer.</summary>
/// <param name="Without">Null where calls bring more work than the others can do.</param>
public sealed record AbsenceCost(PatrolFigures Planned, PatrolFigures? Without)
{
    /// <summary>Compares a plan with what it becomes.</summary>
    /// <param name="demand">Calls of the shift's hours.</param>
    /// <param name="beatOfArea">Beat numbers; each that occurs has one unit.</param>
    /// <param name="without">The same with the absent beat's areas taken over, see <see cref="AbsenceMap.BeatOfArea"/>.</param>
    /// <remarks>
    /// Both by Larson's approximation, whatever the number of units: a comparison must not change its method half way. Cost: O(areas²).
    /// </remarks>
    /// <exception cref="InputException">The calls outrun even the full shift.</exception>
    public static AbsenceCost Of(DemandSlice demand, ITravel travel, IReadOnlyList<int> beatOfArea, IReadOnlyList<int> without)
    {
        var planned = Figures(demand, travel, beatOfArea);
        var load = demand.TotalCallsPerHour * demand.ServiceMinutes / 60;
        return new AbsenceCost(planned, load < without.Distinct().Count() ? Figures(demand, travel, without) : null);
    }

    /// <summary>In a sentence or two.</summary>
    public IReadOnlyList<string> Describe() => Without is null
        ? [Text($"As planned a unit spends {StaffingWords.Percent(Planned.MeanUtilisation)} of its time on calls."), "Without the officer calls bring more work than the others can do: relief is needed."]
        :
        [
            Text($"A unit spends {StaffingWords.Percent(Without.MeanUtilisation)} of its time on calls instead of {StaffingWords.Percent(Planned.MeanUtilisation)}; the busiest, beat {Without.BusiestBeat}, {StaffingWords.Percent(Without.MaxUtilisation)} (as planned beat {Planned.BusiestBeat}, {StaffingWords.Percent(Planned.MaxUtilisation)})."),
            Text($"Calls are answered in {Without.ResponseMinutes:0.0} minutes on average instead of {Planned.ResponseMinutes:0.0}; {StaffingWords.Percent(Without.OutOfBeatShare)} of calls are answered first by another beat's unit instead of {StaffingWords.Percent(Planned.OutOfBeatShare)}."),
        ];

    private static PatrolFigures Figures(DemandSlice demand, ITravel travel, IReadOnlyList<int> beatOfArea)
    {
        int[] beatOfUnit = [.. beatOfArea.Distinct().Order()];
        int[] unitOfArea = [.. beatOfArea.Select(beat => Array.BinarySearch(beatOfUnit, beat))];
        var units = beatOfUnit.Length;
        var reach = UnitTravel.Patrolling(travel, unitOfArea, units, UnitTravel.PresenceByCalls(demand.CallsPerHour));
        var system = new PatrolSystem(units, demand.CallsPerHour, demand.ServiceMinutes, unitOfArea, PreferenceLists.Build(reach, unitOfArea));
        var model = HypercubeApproximation.Solve(system, WhenAllBusy.Wait);
        var busiest = Enumerable.Range(0, units).MaxBy(unit => model.Utilisation[unit]);
        return new PatrolFigures(
            system.MeanUtilisation,
            model.Utilisation[busiest],
            beatOfUnit[busiest],
            model.MeanWaitMinutes + TravelFigures.Of(model, travel, reach).CityMinutes,
            model.OutOfBeatShare);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
