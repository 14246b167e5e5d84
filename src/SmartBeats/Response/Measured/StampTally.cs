using SmartBeats.Calls;

namespace SmartBeats.Response.Measured;

/// <summary>Calls of one local day by the stamps they have.</summary>
/// <param name="Day">Days since 1970-01-01 by the city's wall clock.</param>
/// <param name="Calls">All of the day.</param>
/// <param name="Dispatched">Of these, calls that say when a unit was sent.</param>
/// <param name="Arrived">Calls that say when the first unit arrived.</param>
/// <param name="Cleared">Calls that say when they were closed.</param>
/// <param name="Implausible">Calls with stamps in the wrong order, or two of them more than a day apart.</param>
public readonly record struct StampTally(long Day, long Calls, long Dispatched, long Arrived, long Cleared, long Implausible)
{
    /// <summary>Whether two stamps of a call cannot be: no time between them counts (<see cref="CallTimes"/>).</summary>
    /// <param name="call">As it was read.</param>
    public static bool IsImplausible(in Call call) => call.Details is { } details
        && ((details.DispatchedUtc is not null && CallTimes.FindDispatchDelay(call) is null)
            || (details.DispatchedUtc is not null && details.ArrivedUtc is not null && CallTimes.FindTravel(call) is null)
            || (details.ArrivedUtc is not null && CallTimes.FindResponse(call) is null)
            || (details.ArrivedUtc is not null && details.ClearedUtc is not null && CallTimes.FindOnScene(call) is null));

    /// <summary>With one more call of the day.</summary>
    /// <param name="call">As it was read.</param>
    public StampTally With(in Call call) => this with
    {
        Calls = Calls + 1,
        Dispatched = Dispatched + (call.Details?.DispatchedUtc is null ? 0 : 1),
        Arrived = Arrived + (call.Details?.ArrivedUtc is null ? 0 : 1),
        Cleared = Cleared + (call.Details?.ClearedUtc is null ? 0 : 1),
        Implausible = Implausible + (IsImplausible(call) ? 1 : 0),
    };
}
