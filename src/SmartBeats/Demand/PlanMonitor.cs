using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Demand;

/// <summary>What weeks since a plan was drawn say of it.</summary>
/// <param name="From">First Monday looked at, as yyyy-MM-dd.</param>
/// <param name="Weeks">Whole weeks with calls since then.</param>
/// <param name="Load">Of these weeks, in units of the workload.</param>
/// <param name="Spread">Standard deviation of the beats' loads over their mean; a fraction.</param>
/// <param name="Chance">What chance alone makes of so many calls, those the plan was drawn on included; a fraction.</param>
/// <param name="Left">What is left of the spread without chance; a fraction, 0 or more.</param>
/// <param name="HasDrifted">
/// Whether chance makes so large a spread less than once in two years of weekly looks; null before the fourth week, or with fewer
/// calls than <see cref="PlanMonitor.FewestCallsPerBeat"/> a beat.
/// </param>
/// <param name="ShareTold">Change of a beat of mean load that could be told by now, a fraction.</param>
/// <param name="Beats">Beats whose change is more than chance, the largest first.</param>
public sealed record MonitorVerdict(
    string From, int Weeks, double Load, double Spread, double Chance, double Left, bool? HasDrifted, double ShareTold, IReadOnlyList<BeatDrift> Beats)
{
    /// <summary>What became of balance and response since the beats are patrolled; null where nobody said since when.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AdoptionChange? Change { get; init; }

    /// <summary>Rounded for print, once: fractions to four decimals, the load to one.</summary>
    public MonitorVerdict ToPublishedPrecision() => this with
    {
        Load = Math.Round(Load, 1),
        Spread = Math.Round(Spread, 4),
        Chance = Math.Round(Chance, 4),
        Left = Math.Round(Left, 4),
        ShareTold = Math.Round(ShareTold, 4),
        Beats = [.. Beats.Select(beat => beat with { Observed = Math.Round(beat.Observed, 4), Expected = Math.Round(beat.Expected, 4) })],
        Change = Change?.ToPublishedPrecision(),
    };

    /// <summary>The verdict as JSON; figures as printed.</summary>
    public string ToJson() => JsonSerializer.Serialize(ToPublishedPrecision(), MonitorJsonContext.Default.MonitorVerdict) + "\n";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(MonitorVerdict))]
internal sealed partial class MonitorJsonContext : JsonSerializerContext;

/// <summary>A beat whose share has changed.</summary>
/// <param name="Beat">Number, from 1.</param>
/// <param name="Since">Monday since which it shows best, as yyyy-MM-dd.</param>
/// <param name="Weeks">Since then.</param>
/// <param name="Observed">Load over what its share would make, minus 1.</param>
/// <param name="Expected">What usually stays of that, <see cref="PlanMonitor.WeeksToHalf"/>.</param>
public sealed record BeatDrift(int Beat, string Since, int Weeks, double Observed, double Expected);

/// <summary>Tells a plan that has worn out from one that was unlucky, looked at week by week.</summary>
/// <remarks>
/// The plan's own past is the base, with its chance. A beat is named where its load over the last 4, 8, 13, 26 or 52 weeks, or
/// all, is further from its share than chance takes it, with one limit for all beats, windows and two years of weekly looks
/// together (Bonferroni; windows as in the generalised likelihood ratio of Siegmund and Venkatraman, Annals of Statistics
/// 23(1), 1995). On worlds that stand still and on beats that gain 30 % it is calibrated by simulation: see the benchmarks.
/// </remarks>
public static class PlanMonitor
{
    /// <summary>Weeks before there is a verdict on the whole plan.</summary>
    public const int FewestWeeks = 4;

    /// <summary>Calls a beat before there is one, or a beat is named: with fewer, chance is too far from normal for the limits.</summary>
    public const int FewestCallsPerBeat = 5;

    /// <summary>Of a change seen over so many weeks half stays; of one seen over w weeks w / (w + 4).</summary>
    public const int WeeksToHalf = 4;

    /// <summary>Weekly looks in which chance may raise one false alarm in a whole city.</summary>
    private const int Looks = 104;

    /// <summary>False names there would be in that time if looks and windows were independent; as they are not, some 0.7 come of it.</summary>
    private const double FalseAlarms = 0.3;

    private static readonly int[] _windows = [4, 8, 13, 26, 52];

    /// <summary>Judges the weeks since a plan was drawn.</summary>
    /// <param name="since">Whole weeks, one after the other; weeks without calls are left out.</param>
    /// <param name="drawnOn">What each beat carried in the past the plan was drawn on, in the same units.</param>
    /// <param name="dispersion">Variance over mean of a beat's weekly load.</param>
    /// <exception cref="ArgumentException">Other beats in the two, fewer than 2, or one without load in the past.</exception>
    public static MonitorVerdict Judge(BeatWeeks since, double[] drawnOn, double dispersion)
    {
        var beats = drawnOn.Length;
        int[] weeks = [.. Enumerable.Range(0, since.Loads.Length).Where(week => since.Loads[week].Sum() > 0)];
        if (beats < 2 || weeks.Length == 0 || since.Beats != beats || drawnOn.Min() <= 0)
        {
            throw new ArgumentException("Takes weeks with calls of at least 2 beats, each with load in the past.", nameof(since));
        }

        var past = drawnOn.Sum();
        double[] shares = [.. drawnOn.Select(load => load / past)];
        var loads = SumLoads(since, weeks, 0);
        var total = loads.Sum();

        // Chance of the past stays in the shares: a life as long as the past is twice as much off.
        var chance = dispersion * (1 + total / past);
        var chi = 0.0;
        for (var beat = 0; beat < beats; beat++)
        {
            var off = loads[beat] - total * shares[beat];
            chi += off * off / (total * shares[beat] * chance);
        }

        var spread = Math.Sqrt(loads.Average(load => Square(load * beats / total - 1)));
        var expected = Math.Sqrt(chance * (beats - 1) / total);

        // A load over its dispersion is as many independent calls.
        var isThin = weeks.Length < FewestWeeks || total / dispersion < FewestCallsPerBeat * beats;
        bool? drifted = isThin ? null : chi > FindChiSquare(beats - 1, FindNormal(1 - 0.5 / Looks));
        var limit = FindNormal(1 - FalseAlarms / (2 * Looks * beats));
        return new MonitorVerdict(
            Print(since, weeks[0]), weeks.Length, total, spread, expected, Math.Sqrt(Math.Max(0, spread * spread - expected * expected)), drifted,
            limit * Math.Sqrt(chance * beats / total), NameBeats(since, weeks, shares, past, dispersion, limit));
    }

    private static List<BeatDrift> NameBeats(BeatWeeks since, int[] weeks, double[] shares, double past, double dispersion, double limit)
    {
        var named = new Dictionary<int, (double Size, BeatDrift Drift)>();
        foreach (var window in _windows.Where(window => window < weeks.Length).Append(weeks.Length).Where(window => window >= FewestWeeks))
        {
            var loads = SumLoads(since, weeks, weeks.Length - window);
            var total = loads.Sum();
            var chance = dispersion * (1 + total / past);
            for (var beat = 0; beat < shares.Length; beat++)
            {
                // All beats together carry all calls: of one beat's chance its own share is not free.
                var mean = total * shares[beat];
                if (mean / dispersion < FewestCallsPerBeat)
                {
                    continue;
                }

                var size = Math.Abs(loads[beat] - mean) / Math.Sqrt(mean * (1 - shares[beat]) * chance);
                if (size > limit && (!named.TryGetValue(beat, out var before) || size > before.Size))
                {
                    var observed = loads[beat] / mean - 1;
                    named[beat] = (size, new BeatDrift(
                        beat + 1, Print(since, weeks[^window]), window, observed, observed * window / (window + WeeksToHalf)));
                }
            }
        }

        return [.. named.Values.Select(one => one.Drift).OrderByDescending(drift => Math.Abs(drift.Expected)).ThenBy(drift => drift.Beat)];
    }

    private static double[] SumLoads(BeatWeeks since, int[] weeks, int from)
    {
        var sums = new double[since.Beats];
        foreach (var week in weeks[from..])
        {
            for (var beat = 0; beat < sums.Length; beat++)
            {
                sums[beat] += since.Loads[week][beat];
            }
        }

        return sums;
    }

    /// <summary>Quantile of chi-square at a normal quantile: Wilson and Hilferty, PNAS 17, 1931.</summary>
    internal static double FindChiSquare(int freedom, double normal)
    {
        var ninth = 2.0 / (9 * freedom);
        var root = 1 - ninth + normal * Math.Sqrt(ninth);
        return freedom * root * root * root;
    }

    /// <summary>Normal quantile of a probability above a half, by halving.</summary>
    internal static double FindNormal(double probability)
    {
        var (low, high) = (0.0, 8.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = BeatTails.CumulateNormal(middle) < probability ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Square(double value) => value * value;

    private static string Print(BeatWeeks since, int week) => DayRange.PrintDay(BeatWeeks.ToMonday(since.FirstWeek + week));
}
