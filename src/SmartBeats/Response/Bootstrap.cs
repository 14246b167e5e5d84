namespace SmartBeats.Response;

/// <summary>A figure and the interval its true value lies in with the confidence asked.</summary>
/// <param name="Value">Over all batches.</param>
public readonly record struct Estimate(double Value, double Low, double High)
{
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>With all three rounded.</summary>
    /// <param name="decimals">From 0 to 15.</param>
    public Estimate Round(int decimals) => new(Math.Round(Value, decimals), Math.Round(Low, decimals), Math.Round(High, decimals));
}

/// <summary>Intervals by drawing batches (weeks) anew with replacement, as often as there are.</summary>
/// <remarks>
/// Efron 1979, percentile interval; whole batches keep what belongs together, together. A spread such as max - min of utilisation is
/// biased upward in small samples, and so is its interval. With one batch the interval is the point.
/// </remarks>
internal static class Bootstrap
{
    public const int Resamples = 2000;
    private const ulong Key = 0xB007;

    /// <param name="figure">Of how often each batch counts.</param>
    public static Estimate Of(Func<int[], double> figure, int batches, double confidence, ulong seed)
    {
        var times = new int[batches];
        Array.Fill(times, 1);
        var value = figure(times);
        var random = SeededRandom.Derive(seed, Key);
        var drawn = new double[Resamples];
        for (var at = 0; at < Resamples; at++)
        {
            Array.Clear(times);
            for (var draw = 0; draw < batches; draw++)
            {
                times[random.Next(batches)]++;
            }

            drawn[at] = figure(times);
        }

        // A rare priority may be absent from every batch drawn: such a draw has no mean and says nothing.
        drawn = Array.FindAll(drawn, double.IsFinite);
        Array.Sort(drawn);
        var (last, tail) = (drawn.Length - 1, (1 - confidence) / 2);
        return last < 0 ? new Estimate(value, value, value) : new Estimate(value, drawn[(int)(tail * last)], drawn[(int)Math.Ceiling((1 - tail) * last)]);
    }
}
