using SmartBeats.Response;

namespace SmartBeats.Requests;

/// <summary>What a plan's evaluation assumes where nobody measured. Equal by value, as requests are.</summary>
public sealed record ResponseRequest
{
    /// <summary>Effective speed under way in km/h, above 0 and up to 200.</summary>
    public double SpeedKmh { get; init; } = new TravelLawOptions().SpeedKmh;

    public DistanceLaw Law { get; init; }

    /// <summary>Minutes an officer is taken by a call of priority 1, 2, ..., the last for all lower ones; used where the calls do not say.</summary>
    public ValueList Minutes { get; init; } = new([.. ServiceDefaults.Standard.MinutesPerOfficer]);

    /// <summary>Officers sent, likewise, 1 to 10.</summary>
    public ValueList Officers { get; init; } = new([.. ServiceDefaults.Standard.Officers]);

    /// <summary>Measured share of time on duties other than calls, in [0, 1); null where nobody measured.</summary>
    public double? OtherShare { get; init; }

    public TravelLawOptions Travel => new(Law, SpeedKmh);

    public ServiceDefaults Defaults => new(Minutes.Values, Officers.Values);
}

/// <summary>The hours of a request, as demand and simulation take them.</summary>
public static class RequestSlice
{
    public static WeekSlice Slice(this PlanRequest request) => request is { Hours: null, Weekdays.Count: 0 }
        ? WeekSlice.Whole
        : WeekSlice.Shift(request.Hours?.From ?? 0, request.Hours?.To ?? 24, request.Weekdays);
}

/// <summary>Numbers that are equal when they are the same numbers.</summary>
public sealed record ValueList(IReadOnlyList<double> Values)
{
    public bool Equals(ValueList? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Count == 0 ? 0 : HashCode.Combine(Values.Count, Values[0], Values[^1]);
}
