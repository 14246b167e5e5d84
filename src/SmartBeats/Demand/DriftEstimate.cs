namespace SmartBeats.Demand;

/// <summary>How much beats' shares of the city's calls change: by chance from week to week, and by drift over months.</summary>
/// <param name="Dispersion">Variance of a beat's load in a week over its mean, in units of the workload; 1 where calls come independently.</param>
/// <param name="Variance">Of drift: the square of a beat's deviation in a week, as a fraction of its mean, that chance does not explain; 0 or more.</param>
/// <param name="VarianceError">Standard error of <paramref name="Variance"/>, from how it differs between beats.</param>
/// <param name="Unevenness">Variance between beats of what each drifts by, over the square of its mean: 0 where all drift alike.</param>
/// <param name="Weeks">Weeks with calls that it was measured on.</param>
public sealed record DriftEstimate(double Dispersion, double Variance, double VarianceError, double Unevenness, int Weeks)
{
    /// <summary>Weeks with calls that it takes: two stretches of four.</summary>
    public const int FewestWeeks = 2 * WeekBlock.WeekCount;

    /// <summary>Unevenness of drift in the 18 splits of Seattle and Chicago, where a few beats change much more than the others.</summary>
    private const double UsualUnevenness = 0.5;

    /// <summary>How many beats' worth of evidence <see cref="UsualUnevenness"/> is: fewer say little of their own.</summary>
    private const double UsualBeats = 50;

    private const double MostUneven = 10;

    /// <summary>Measures chance on neighbouring weeks and drift on all pairs of four-week blocks.</summary>
    /// <param name="past">At least <see cref="FewestWeeks"/> weeks with calls, two of them in a row, and two beats.</param>
    /// <remarks>Only shares of the week's total count, so that a city's own seasons and broken weeks are no drift. Cost: blocks² × beats + blocks³.</remarks>
    /// <exception cref="ArgumentException">Fewer weeks or beats.</exception>
    public static DriftEstimate Measure(BeatWeeks past)
    {
        int[] weeks = [.. Enumerable.Range(0, past.Loads.Length).Where(week => past.Loads[week].Sum() > 0)];
        if (weeks.Length < FewestWeeks || past.Beats < 2)
        {
            throw new ArgumentException($"Takes {FewestWeeks} weeks with calls and 2 beats.", nameof(past));
        }

        var dispersion = MeasureDispersion(past, weeks);
        var blocks = WeekBlock.Cut(past);
        var total = blocks.Sum(block => block.Total);
        double[] shares = [.. Enumerable.Range(0, past.Beats).Select(beat => blocks.Sum(block => block.Loads[beat]) / total * past.Beats)];
        var own = new double[past.Beats];
        var gains = new double[blocks.Count, blocks.Count];
        var bottom = 0.0;
        for (var i = 0; i < blocks.Count; i++)
        {
            for (var j = i + 1; j < blocks.Count; j++)
            {
                // What is left of a squared change once chance is taken off estimates variance × gain: a regression through
                // the origin, in which far-apart blocks, where drift shows, count most.
                var gain = DriftLaw.DifferenceVariance(blocks[i].Weeks, blocks[j].Weeks);
                var chance = dispersion * past.Beats * (1 / blocks[i].Total + 1 / blocks[j].Total);
                for (var beat = 0; beat < own.Length; beat++)
                {
                    own[beat] += gain * (SquaredChange(blocks[i], blocks[j], beat) - chance * shares[beat]);
                }

                gains[i, j] = gains[j, i] = gain;
                bottom += gain * gain;
            }
        }

        // Beats drift nearly independently of one another, so that how they differ says how far their mean is to be trusted.
        var mean = own.Average() / bottom;
        var differences = own.Sum(beat => (beat / bottom - mean) * (beat / bottom - mean)) / (own.Length - 1);
        var variance = Math.Max(0, mean);
        var noise = FindNoise(blocks, gains, bottom, variance, dispersion, past.Beats);
        var uneven = variance > 0 ? Math.Clamp((differences - noise) / (noise + 3 * variance * variance), 0, MostUneven) : UsualUnevenness;
        uneven = (uneven * past.Beats + UsualUnevenness * UsualBeats) / (past.Beats + UsualBeats);
        return new DriftEstimate(dispersion, variance, Math.Sqrt(differences / past.Beats), uneven, weeks.Length);
    }

    /// <summary>Excess kurtosis of deviations that drift and chance make together; 0 for a normal distribution.</summary>
    /// <param name="drift">Variance that drift brings, 0 or more.</param>
    /// <param name="chance">Variance that chance brings, above 0.</param>
    internal double FindExcessKurtosis(double drift, double chance) => 3 * Unevenness * drift * drift / ((drift + chance) * (drift + chance));

    private static double MeasureDispersion(BeatWeeks past, int[] weeks)
    {
        var (sum, pairs) = (0.0, 0);
        for (var at = 1; at < weeks.Length; at++)
        {
            if (weeks[at] != weeks[at - 1] + 1)
            {
                continue;
            }

            var (before, after) = (past.Loads[weeks[at - 1]], past.Loads[weeks[at]]);
            var (n1, n2) = ((double)before.Sum(), (double)after.Sum());
            var (chi, busy) = (0.0, 0);
            for (var beat = 0; beat < before.Length; beat++)
            {
                var share = (before[beat] + after[beat]) / (n1 + n2);
                if (share > 0)
                {
                    var change = before[beat] / n1 - after[beat] / n2;
                    chi += change * change / (share * (1 / n1 + 1 / n2));
                    busy++;
                }
            }

            sum += busy > 1 ? chi / (busy - 1) : 0;
            pairs += busy > 1 ? 1 : 0;
        }

        return pairs > 0 ? sum / pairs : throw new ArgumentException("No two weeks with calls follow each other.", nameof(weeks));
    }

    /// <summary>Squared change of a beat's load, a block's mean load being 1; the mean itself takes up one beat.</summary>
    private static double SquaredChange(WeekBlock one, WeekBlock other, int beat)
    {
        var change = one.Loads[beat] / one.Total - other.Loads[beat] / other.Total;
        double beats = one.Loads.Length;
        return change * change * beats * beats * beats / (beats - 1);
    }

    /// <summary>Variance of one beat's own estimate if all drift alike: it is a quadratic form x'Ax of its blocks' deviations, with variance 2 tr(AVAV).</summary>
    private static double FindNoise(IReadOnlyList<WeekBlock> blocks, double[,] gains, double bottom, double variance, double dispersion, int beats)
    {
        var count = blocks.Count;
        var form = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                if (i != j)
                {
                    form[i, j] -= gains[i, j] / bottom;
                    form[i, i] += gains[i, j] / bottom;
                }
            }
        }

        var product = new double[count, count];
        for (var j = 0; j < count; j++)
        {
            var column = new double[count];
            for (var i = 0; i < count; i++)
            {
                column[i] = variance * DriftLaw.Covary(blocks[i].Weeks, blocks[j].Weeks) + (i == j ? dispersion * beats / blocks[i].Total : 0);
            }

            for (var i = 0; i < count; i++)
            {
                for (var k = 0; k < count; k++)
                {
                    product[i, j] += form[i, k] * column[k];
                }
            }
        }

        var trace = 0.0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                trace += product[i, j] * product[j, i];
            }
        }

        return 2 * trace;
    }
}
