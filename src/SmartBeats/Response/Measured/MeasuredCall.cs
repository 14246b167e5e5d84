using SmartBeats.Calls;

namespace SmartBeats.Response.Measured;

/// <summary>A call as far as its stamps tell how it was answered. Times are seconds, null where they are missing or cannot be (<see cref="CallTimes"/>).</summary>
/// <param name="Area">Index in the map; below 0 for a call outside it.</param>
/// <param name="LocalSeconds">Seconds since 1970-01-01T00:00:00 local.</param>
/// <param name="Priority">1 (highest) to 9; <see cref="PatrolCall.NoPriority"/> where the records have none.</param>
/// <param name="Dispatch">From the call to the first unit sent.</param>
/// <param name="Travel">From there to the first unit on scene.</param>
/// <param name="Response">From the call to the first unit on scene.</param>
/// <param name="Unit">That answered; maybe empty.</param>
/// <param name="Beat">The beat as recorded; maybe empty.</param>
public readonly record struct MeasuredCall(int Area, long LocalSeconds, int Priority, int? Dispatch, int? Travel, int? Response, string Unit, string Beat)
{
    /// <param name="area">Index of the area the call was joined to; below 0 for outside the map.</param>
    public static MeasuredCall FromCall(in Call call, int area) => new(
        area, call.LocalSeconds, PatrolCall.RankPriority(call.Priority), (int?)CallTimes.FindDispatchDelay(call), (int?)CallTimes.FindTravel(call),
        (int?)CallTimes.FindResponse(call), call.Details?.Unit ?? "", call.Details?.Beat ?? "");

    /// <summary>Whether it tells anything.</summary>
    public bool TellsSomething => (Dispatch ?? Travel ?? Response) is not null || (Unit.Length > 0 && Beat.Length > 0);
}
