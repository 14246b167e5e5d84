namespace SmartBeats.Response;

/// <summary>Patrolling units of a plan: what draws a free one, how far it has to each area, and who is sent first.</summary>
/// <param name="Presence">Per area, see <see cref="UnitTravel.PresenceByCalls"/>.</param>
/// <param name="Minutes">t_nj, see <see cref="UnitTravel.Patrolling"/>.</param>
/// <param name="Preferences">Per area, every unit once, see <see cref="PreferenceLists"/>.</param>
public sealed record PatrolReach(double[] Presence, double[][] Minutes, int[][] Preferences)
{
    /// <param name="beatOfArea">Per area, its beat, 0-based.</param>
    /// <remarks>Cost: O(areas² + areas × units log units).</remarks>
    public static PatrolReach Create(DemandSlice demand, ITravel travel, int[] beatOfArea, int units)
    {
        var presence = UnitTravel.PresenceByCalls(demand.CallsPerHour);
        var minutes = UnitTravel.Patrolling(travel, beatOfArea, units, presence);
        return new PatrolReach(presence, minutes, PreferenceLists.Build(minutes, beatOfArea));
    }
}
