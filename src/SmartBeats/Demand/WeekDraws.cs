using SmartBeats.Response;

namespace SmartBeats.Demand;

/// <summary>90 % intervals of figures over several stretches of weeks, by drawing each stretch's weeks anew with replacement.</summary>
/// <remarks>
/// Efron 1979, whole weeks as blocks. Draws are shifted by what they are off on average, and the tail is widened for few weeks
/// (expanded percentile interval, Hesterberg, The American Statistician 69(4), 2015).
/// </remarks>
internal static class WeekDraws
{
    private const double Normal95 = 1.6448536;
    private const ulong Seed = 1;
    private const ulong Key = 0x3EEC5;

    /// <param name="weeks">How many weeks each stretch has, at least 2.</param>
    /// <param name="figures">Of how often each week of each stretch counts; what is not finite is left out of the draws.</param>
    /// <returns>One estimate for each figure; the same for the same figures.</returns>
    public static Estimate[] Estimate(IReadOnlyList<int> weeks, Func<int[][], double[]> figures)
    {
        int[][] times = [.. weeks.Select(count => new int[count])];
        foreach (var stretch in times)
        {
            Array.Fill(stretch, 1);
        }

        var values = figures(times);
        var random = SeededRandom.Derive(Seed, Key);
        var draws = new double[Bootstrap.Resamples][];
        for (var draw = 0; draw < draws.Length; draw++)
        {
            foreach (var stretch in times)
            {
                Array.Clear(stretch);
                for (var week = 0; week < stretch.Length; week++)
                {
                    stretch[random.Next(stretch.Length)]++;
                }
            }

            draws[draw] = figures(times);
        }

        var tail = FindTail(weeks.Min());
        return [.. values.Select((value, at) => Shift(value, [.. draws.Select(draw => draw[at]).Where(double.IsFinite).Order()], tail))];
    }

    private static Estimate Shift(double value, double[] drawn, double tail)
    {
        if (drawn.Length == 0)
        {
            return new Estimate(value, value, value);
        }

        var (last, off) = (drawn.Length - 1, drawn.Average() - value);
        return new Estimate(value, drawn[(int)(tail * last)] - off, drawn[(int)Math.Ceiling((1 - tail) * last)] - off);
    }

    /// <summary>The share of draws below an interval of 90 %: 0.05 with many weeks.</summary>
    internal static double FindTail(int weeks) => BeatTails.CumulateNormal(-Math.Sqrt(weeks / (weeks - 1.0)) * FindStudent95(weeks - 1));

    /// <summary>Student's quantile at 95 %, within 0.001 from 7 degrees of freedom on: Abramowitz and Stegun, 1964, 26.7.5.</summary>
    internal static double FindStudent95(int freedom)
    {
        const double z = Normal95;
        var (z3, z5, z7) = (Math.Pow(z, 3), Math.Pow(z, 5), Math.Pow(z, 7));
        double f = freedom;
        return z + (z3 + z) / (4 * f) + (5 * z5 + 16 * z3 + 3 * z) / (96 * f * f)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * f * f * f);
    }
}
