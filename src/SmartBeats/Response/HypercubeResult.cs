namespace SmartBeats.Response;

/// <summary>What the hypercube model says about a city, exact or approximate.</summary>
/// <param name="Utilisation">ρ_n, the share of its time each unit spends on calls: Σ_{B: n busy} P(B) + P_Q.</param>
/// <param name="FirstFree">f¹_nj as [area][unit]: the share of all calls that come from area j at once to unit n. Queued calls are not in it.</param>
/// <param name="DelayProbability">P'_Q, the share of calls that find every unit busy; those wait, or are lost.</param>
/// <param name="Iterations">Sweeps of the exact solution, rounds of the approximation.</param>
public sealed record HypercubeResult(
    PatrolSystem System,
    WhenAllBusy WhenAllBusy,
    double[] Utilisation,
    double[][] FirstFree,
    double DelayProbability,
    int Iterations)
{
    /// <summary>P(B) without a queue, B's bit n set while unit n is busy; empty for the approximation.</summary>
    public double[] States { get; init; } = [];

    /// <summary>max ρ_n - min ρ_n.</summary>
    public double Imbalance => Utilisation.Max() - Utilisation.Min();

    /// <summary>Standard deviation of ρ_n (divided by N) over its mean.</summary>
    public double CoefficientOfVariation => Dispersion.CoefficientOfVariation(Utilisation);

    /// <summary>P'_Q/N, what each unit takes of the calls that waited: the next to be free takes the next in line, so all share alike.</summary>
    private double QueuedShare => WhenAllBusy == WhenAllBusy.Wait ? DelayProbability / System.Units : 0;

    /// <summary>Share of calls that are served at all: 1, or 1 less what is lost.</summary>
    public double ServedShare => WhenAllBusy == WhenAllBusy.Wait ? 1 : 1 - DelayProbability;

    /// <summary>f_nj = f¹_nj + (λ_j/λ)P'_Q/N: the share of all calls that come from area j to unit n.</summary>
    public double Dispatch(int unit, int area) => FirstFree[area][unit] + System.CallsPerHour[area] / System.TotalCallsPerHour * QueuedShare;

    /// <summary>f_I = Σ_n Σ_{j∉R_n} f_nj over served calls: the share that another beat's unit takes.</summary>
    public double OutOfBeatShare
    {
        get
        {
            var own = 0.0;
            for (var area = 0; area < FirstFree.Length; area++)
            {
                own += Dispatch(System.BeatOfArea[area], area);
            }

            return 1 - own / ServedShare;
        }
    }

    /// <summary>W_q = P'_Q/(Nμ(1-ρ)), minutes, over all calls; 0 where calls are lost instead.</summary>
    public double MeanWaitMinutes => WhenAllBusy == WhenAllBusy.Wait ? Erlang.MeanWait(System.Units, System.Load, System.ServiceMinutes) : 0;
}

/// <summary>How far utilisations lie apart.</summary>
internal static class Dispersion
{
    public static double CoefficientOfVariation(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return mean > 0 ? Math.Sqrt(squares / values.Length) / mean : 0;
    }

    public static double Range(ReadOnlySpan<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return high - low;
    }
}
