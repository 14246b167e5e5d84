namespace SmartBeats.Calls;

/// <summary>Times between the stamps of a call, in seconds; null where a stamp is missing, or two of them cannot be: in the wrong order, or more than a day apart.</summary>
public static class CallTimes
{
    /// <summary>Seconds between two neighbouring stamps at most; more is a mistyped date or a call that nobody closed.</summary>
    public const long Longest = 86_400;

    /// <summary>From the call to the first unit sent.</summary>
    public static long? FindDispatchDelay(in Call call) => FindSpan(call.ReceivedUtc, call.Details?.DispatchedUtc);

    /// <summary>From the first unit sent to the first on scene.</summary>
    public static long? FindTravel(in Call call) => FindSpan(call.Details?.DispatchedUtc, call.Details?.ArrivedUtc);

    /// <summary>From the call to the first unit on scene.</summary>
    public static long? FindResponse(in Call call) => FindSpan(call.ReceivedUtc, call.Details?.ArrivedUtc);

    /// <summary>From the first unit on scene to the call's end.</summary>
    public static long? FindOnScene(in Call call) => FindSpan(call.Details?.ArrivedUtc, call.Details?.ClearedUtc);

    /// <summary>Seconds of all officers on scene: the time there by the units sent, one where the call does not say.</summary>
    public static long? FindOfficerSeconds(in Call call) => FindOnScene(call) * Math.Max(1, call.Units ?? 1);

    private static long? FindSpan(long? from, long? to) => to - from is >= 0 and <= Longest and var seconds ? seconds : null;
}
