using System.Runtime.InteropServices;
using SmartBeats.Calls;

namespace SmartBeats.Response;

/// <summary>A call as far as patrols feel it; 24 bytes, as a large city's years of them are held at once.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PatrolCall
{
    private readonly double _serviceMinutes; // not a number where not recorded
    private readonly short _units; // below 0 where not recorded
    private readonly byte _priority;

    /// <param name="area">Index in the map; below 0 for a call outside it, which is counted and left aside.</param>
    /// <param name="localSeconds">Seconds since 1970-01-01T00:00:00 local.</param>
    /// <param name="priority">1 (highest) to 9; <see cref="NoPriority"/> where the records have none.</param>
    /// <param name="serviceMinutes">Officer-minutes spent, over all officers, 0 or more; null where not recorded.</param>
    /// <param name="units">Officers sent, 0 to 32,767; null where not recorded.</param>
    /// <exception cref="OverflowException">A priority or officers beyond these.</exception>
    public PatrolCall(int area, long localSeconds, int priority, double? serviceMinutes, int? units)
    {
        (Area, LocalSeconds, _priority) = (area, localSeconds, checked((byte)priority));
        (_serviceMinutes, _units) = (serviceMinutes ?? double.NaN, checked((short)(units ?? -1)));
    }

    public long LocalSeconds { get; }

    public int Area { get; }

    public int Priority => _priority;

    public double? ServiceMinutes => double.IsNaN(_serviceMinutes) ? null : _serviceMinutes;

    public int? Units => _units < 0 ? null : _units;

    /// <summary>The rank of calls without a priority: answered after those that have one.</summary>
    public const int NoPriority = 10;

    /// <param name="area">Index of the area the call was joined to; below 0 for outside the map.</param>
    public static PatrolCall Of(in Call call, int area) =>
        new(area, call.LocalSeconds, RankPriority(call.Priority), call.ServiceMinuteHundredths / 100.0, call.Units);

    /// <summary>A call's priority as patrols take it.</summary>
    /// <param name="priority">As <see cref="Call.Priority"/>, 0 for none.</param>
    public static int RankPriority(int priority) => priority == 0 ? NoPriority : priority;
}

/// <summary>What a call of a priority asks for where the records do not say.</summary>
/// <param name="MinutesPerOfficer">Minutes one officer is taken, travel included, by priority from 1; the last holds for all lower ones.</param>
/// <param name="Officers">Officers sent, by priority from 1; the last holds for all lower ones.</param>
/// <remarks>
/// The defaults are assumptions, not measurements: 60, 45 and 30 minutes, one officer. An example city's staffing study reckons 30 minutes
/// a call (METHODS 3.4); calls of high priority take longer everywhere. They are said in every plan that rests on them.
/// </remarks>
public sealed record ServiceDefaults(IReadOnlyList<double> MinutesPerOfficer, IReadOnlyList<double> Officers)
{
    public static ServiceDefaults Standard { get; } = new([60, 45, 30], [1]);

    public double MinutesFor(int priority) => MinutesPerOfficer[Math.Clamp(priority - 1, 0, MinutesPerOfficer.Count - 1)];

    public double OfficersFor(int priority) => Officers[Math.Clamp(priority - 1, 0, Officers.Count - 1)];

    /// <summary>The same with every minute multiplied, to see what a conclusion owes to them.</summary>
    public ServiceDefaults Scaled(double factor) => this with { MinutesPerOfficer = [.. MinutesPerOfficer.Select(minutes => minutes * factor)] };
}
