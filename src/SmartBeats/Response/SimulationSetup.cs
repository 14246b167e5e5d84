namespace SmartBeats.Response;

/// <summary>Where a free unit is when it is sent.</summary>
public enum FreeUnit
{
    /// <summary>Somewhere in its beat, drawn anew by <see cref="SimulationSetup.Presence"/>.</summary>
    Patrols,

    /// <summary>At its post, <see cref="SimulationSetup.Posts"/>.</summary>
    WaitsAtPost,

    /// <summary>Where its last call was; at first in its beat as if patrolling.</summary>
    StaysAtLastCall,
}

/// <summary>How calls are answered in a simulation.</summary>
/// <param name="Preferences">Per area, every unit once, first choice first; the first free ones are sent.</param>
public sealed record SimulationSetup(int Units, int[] BeatOfArea, int[][] Preferences, ITravel Travel)
{
    public FreeUnit FreeUnit { get; init; } = FreeUnit.Patrols;

    /// <summary>Per unit, the area it waits in; used by <see cref="FreeUnit.WaitsAtPost"/> only.</summary>
    public int[] Posts { get; init; } = [];

    /// <summary>Per area, what draws the car of its beat; empty for the same everywhere.</summary>
    public double[] Presence { get; init; } = [];

    /// <summary>Whether driving is part of a call's service minutes (records run from dispatch to clearance) or comes on top.</summary>
    public bool ServiceIncludesTravel { get; init; } = true;

    /// <summary>Minutes before figures are taken.</summary>
    public double WarmUpMinutes { get; init; }

    /// <summary>Figures are taken in batches this long: what intervals are drawn from. A week, for replayed calls.</summary>
    public double BatchMinutes { get; init; } = WeekSlice.HoursPerWeek * 60;

    public int Batches { get; init; } = 1;

    /// <summary>Of where free units are and of the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of intervals that hold the true figure, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;
}
