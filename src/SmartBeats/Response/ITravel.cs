namespace SmartBeats.Response;

/// <summary>How long a patrol car needs from one area to another. Shipped twice: <see cref="TravelLaw"/> and <see cref="TravelMatrix"/>.</summary>
public interface ITravel
{
    int AreaCount { get; }

    /// <summary>Minutes from somewhere in <paramref name="from"/> to somewhere in <paramref name="to"/>, τ_ij; at least 0, finite, also within one area.</summary>
    double Minutes(int from, int to);

    /// <summary>What was assumed, a sentence each, for the plan.</summary>
    IReadOnlyList<string> Assumptions { get; }
}
