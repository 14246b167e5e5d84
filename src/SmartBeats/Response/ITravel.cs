namespace SmartBeats.Response;

/// <summary>How long a patrol car needs from one area to another. Shipped twice: <see cref="TravelLaw"/> and <see cref="TravelMatrix"/>.</summary>
public interface ITravel
{
    int AreaCount { get; }

    /// <summary>Minutes from somewhere in <paramref name="from"/> to somewhere in <paramref name="to"/>, τ_ij; at least 0, finite, also within one area.</summary>
    double Minutes(int from, int to);

    /// <summary>Adds the minutes from one area to each, times a weight: a whole row at once, for sums over all pairs.</summary>
    /// <param name="from">Index of the area trips begin in.</param>
    /// <param name="weight">What a minute counts.</param>
    /// <param name="sums">Per area, what is added to.</param>
    void AddMinutes(int from, double weight, Span<double> sums)
    {
        for (var to = 0; to < sums.Length; to++)
        {
            sums[to] += weight * Minutes(from, to);
        }
    }

    /// <summary>What was assumed, a sentence each, for the plan.</summary>
    IReadOnlyList<string> Assumptions { get; }
}
