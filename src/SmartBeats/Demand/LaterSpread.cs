using SmartBeats.Response;

namespace SmartBeats.Demand;

/// <summary>How far apart a plan's beats will be on calls that are still to come.</summary>
/// <param name="Weeks">How long the plan lives, from the end of its past.</param>
/// <param name="LoadPerBeat">Expected of a beat in that time, in units of the workload.</param>
/// <param name="PastSpread">Standard deviation of the beats' loads over their mean on the past, periods weighted as asked; a fraction.</param>
/// <param name="Chance">What <paramref name="Spread"/> would be if every beat's share were exactly equal and only chance were left; a fraction.</param>
/// <param name="PastChance">What chance in the past adds, which the plan was balanced on as if it were demand; a fraction.</param>
/// <param name="Drift">What changes of the areas' shares add; a fraction.</param>
/// <param name="Dispersion">Variance over mean of a beat's weekly load, as measured; 1 where calls come independently.</param>
/// <param name="Spread">Standard deviation of the beats' loads over their mean, with its 90 % interval; fractions.</param>
/// <param name="WorstBeat">Largest |load - mean| / mean: the median, with its 90 % interval; fractions.</param>
/// <remarks>
/// spread² = past spread² + chance² + past chance² + drift². An interval covers what is not known of drift and what will turn
/// out by chance, beats changing with the heavy tails they have (<see cref="DriftEstimate"/>).
/// </remarks>
public sealed record LaterSpread(
    int Weeks,
    double LoadPerBeat,
    double PastSpread,
    double Chance,
    double PastChance,
    double Drift,
    double Dispersion,
    Estimate Spread,
    Estimate WorstBeat)
{
    /// <summary>A plan's life where nobody says another: a year.</summary>
    public const int DefaultWeeks = 52;

    /// <summary>Half of a 90 % interval in standard deviations of a normal distribution.</summary>
    private const double NinetyPercent = 1.645;

    /// <summary>Foretells from the past alone.</summary>
    /// <param name="past">What the plan's beats carried, as in <see cref="DriftEstimate.Measure"/>.</param>
    /// <param name="measured">Of the same weeks.</param>
    /// <param name="life">Weeks from the end of the past on, at least 1.</param>
    /// <param name="weights">What each week of <paramref name="past"/> counted when the plan was balanced; null for all alike.</param>
    /// <param name="lifeLoad">Load of the whole city in the plan's life; null to expect the past's weekly mean.</param>
    /// <param name="gap">Weeks between the end of the past and the beginning of the life; null for a life right before the past.</param>
    public static LaterSpread Foretell(BeatWeeks past, DriftEstimate measured, int life, IReadOnlyList<double>? weights = null, double? lifeLoad = null, int? gap = 0)
    {
        var beats = past.Beats;
        double[] totals = [.. past.Loads.Select(week => (double)week.Sum())];
        double[] counted = [.. totals.Select((total, week) => total * (weights?[week] ?? 1))];
        var (sum, squares) = (counted.Sum(), counted.Select((load, week) => load * (weights?[week] ?? 1)).Sum());
        var coming = lifeLoad ?? totals.Sum() / measured.Weeks * life;

        // The plan's beats were made equal on these averages; what drifts is the difference to those of its life.
        (int, double)[] pastWeeks = [.. counted.Select((load, week) => (week, load / sum)).Where(week => week.Item2 > 0)];
        var first = gap is { } weeks ? past.Loads.Length + weeks : -life;
        (int, double)[] lifeWeeks = [.. Enumerable.Range(first, life).Select(week => (week, 1.0 / life))];
        var gain = DriftLaw.DifferenceVariance(pastWeeks, lifeWeeks);

        // Deviations are from the beats' own mean, which takes up one of them: hence beats - 1.
        var (chance, pastChance) = (measured.Dispersion * (beats - 1) / coming, measured.Dispersion * (beats - 1) * squares / (sum * sum));
        var drift = gain * measured.Variance * (beats - 1) / beats;

        var off = new double[beats];
        var scale = new double[beats];
        var (pastSquares, ownSquares, spreadOfSquares) = (0.0, 0.0, 0.0);
        var heavy = 2 + measured.FindExcessKurtosis(drift, chance + pastChance);
        for (var beat = 0; beat < beats; beat++)
        {
            var share = past.Loads.Select((week, at) => week[beat] * (weights?[at] ?? 1)).Sum() / sum * beats;
            var variance = share * (chance + pastChance) + share * share * drift;
            off[beat] = share - 1;
            scale[beat] = Math.Sqrt(Math.Max(variance, chance * 1e-3));
            pastSquares += off[beat] * off[beat] / beats;
            ownSquares += variance / beats;

            // Variance of (off + scale z)².
            spreadOfSquares += (heavy * variance * variance + 4 * off[beat] * off[beat] * variance) / ((double)beats * beats);
        }

        // In logarithms the errors of what was measured and what will turn out add up.
        var square = pastSquares + ownSquares;
        var notKnown = gain * measured.VarianceError / square;
        var spread = BuildInterval(Math.Sqrt(square), Math.Sqrt(spreadOfSquares / (square * square) + notKnown * notKnown) / 2);
        return new LaterSpread(
            life, coming / beats, Math.Sqrt(pastSquares), Math.Sqrt(chance), Math.Sqrt(pastChance), Math.Sqrt(drift), measured.Dispersion,
            spread, FindWorst(off, scale, drift, chance + pastChance, notKnown / 2));
    }

    /// <summary>The square's error is skewed: half of all outcomes lie below its mean by as much in logarithms as half its variance.</summary>
    private static Estimate BuildInterval(double value, double logError)
    {
        var (middle, factor) = (value * Math.Exp(-logError * logError), Math.Exp(NinetyPercent * logError));
        return new Estimate(value, middle / factor, middle * factor);
    }

    private static Estimate FindWorst(double[] off, double[] scale, double drift, double chance, double logError)
    {
        var tails = new BeatTails(drift, chance);
        var median = tails.FindLargest(off, scale, 0.5);
        return new Estimate(median, median / Widen(median / tails.FindLargest(off, scale, 0.05)), median * Widen(tails.FindLargest(off, scale, 0.95) / median));

        double Widen(double ratio)
        {
            var (own, more) = (Math.Log(ratio), NinetyPercent * logError);
            return Math.Exp(Math.Sqrt(own * own + more * more));
        }
    }
}
