using SmartBeats.Calls;
using SmartBeats.Geography;

namespace SmartBeats.Demand;

/// <summary>What a plan is worth where one scenario of growth comes true.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Change">Of the whole workload, a fraction: 0.05 for a twentieth more.</param>
/// <param name="MaxDeviation">max |load - mean| / mean over the beats, a fraction.</param>
/// <param name="Spread">Standard deviation over mean of the beats' loads.</param>
/// <param name="WorstBeat">Number of the beat farthest from the mean, from 1.</param>
/// <param name="WorstDeviation">(load - mean) / mean of that beat.</param>
/// <param name="DeviationBefore">The same of that beat on the calls the plan was made from.</param>
public sealed record GrowthScore(string Scenario, double Change, double MaxDeviation, double Spread, int WorstBeat, double WorstDeviation, double DeviationBefore)
{
    /// <summary>Days of the plan's life that growth is counted in.</summary>
    public const int LifeDays = 365;

    private const double DaysPerYear = 365.25;

    /// <summary>Scores a plan on every scenario, the worst first.</summary>
    /// <param name="changes">As they were read.</param>
    /// <param name="workload">Of the areas, as it was balanced.</param>
    /// <param name="past">Days the calls were counted on: the life is the year after, and added calls count for as many days as the past has.</param>
    /// <param name="beatOfArea">Per area its beat, from 1.</param>
    /// <param name="beats">How many there are.</param>
    /// <param name="apart">Numbers of beats that are left out of the balance.</param>
    /// <remarks>An added call weighs what the mean call of the city does. A change that begins within the life counts by the share of it that is left.</remarks>
    public static IReadOnlyList<GrowthScore> Score(
        IReadOnlyList<GrowthChange> changes, CityMap map, AreaWorkload workload, DayRange past, int[] beatOfArea, int beats, IReadOnlyCollection<int> apart)
    {
        var indexOf = map.Areas.ToDictionary(area => area.Id, area => area.Index, StringComparer.Ordinal);
        var calls = workload.Calls.Sum();
        var unitsPerCall = calls == 0 ? 0 : workload.Weights.Sum() / (double)calls;
        var before = SumByBeat([.. workload.Weights.Select(weight => (double)weight)]);
        var scores = new List<GrowthScore>();
        foreach (var scenario in changes.GroupBy(change => change.Scenario, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            double[] loads = [.. workload.Weights.Select(weight => (double)weight)];
            foreach (var change in scenario)
            {
                var (area, share) = (indexOf[change.Area], FindShare(change.From, past));
                loads[area] += (workload.Weights[area] * (change.Factor - 1) * share) + (change.CallsPerYear * (past.Days / DaysPerYear) * unitsPerCall * share);
            }

            scores.Add(Measure(scenario.Key, SumByBeat(loads)));
        }

        return [.. scores.OrderByDescending(score => score.MaxDeviation).ThenBy(score => score.Scenario, StringComparer.Ordinal)];

        double[] SumByBeat(double[] loads)
        {
            var sums = new double[beats];
            for (var area = 0; area < loads.Length; area++)
            {
                sums[beatOfArea[area] - 1] += loads[area];
            }

            return sums;
        }

        GrowthScore Measure(string name, double[] loads)
        {
            int[] balanced = [.. Enumerable.Range(0, beats).Where(beat => !apart.Contains(beat + 1))];
            var (mean, meanBefore) = (balanced.Average(beat => loads[beat]), balanced.Average(beat => before[beat]));
            var worst = balanced.OrderByDescending(beat => Math.Abs(loads[beat] - mean)).ThenBy(beat => beat).First();
            var deviation = Deviate(loads[worst], mean);
            return new GrowthScore(
                name,
                Deviate(loads.Sum(), before.Sum()),
                Math.Abs(deviation),
                mean == 0 ? 0 : Math.Sqrt(balanced.Average(beat => Math.Pow(loads[beat] - mean, 2))) / mean,
                worst + 1,
                deviation,
                Deviate(before[worst], meanBefore));
        }
    }

    /// <summary>Share of the year after the past that a change holds for, in [0, 1].</summary>
    public static double FindShare(DateOnly? from, DayRange past)
    {
        if (from is not { } day)
        {
            return 1;
        }

        var begins = day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber - (past.Last + 1);
        return Math.Clamp((LifeDays - begins) / (double)LifeDays, 0, 1);
    }

    /// <summary>With its figures as files hold them.</summary>
    public GrowthScore ToPublishedPrecision() => this with
    {
        Change = Math.Round(Change, 4),
        MaxDeviation = Math.Round(MaxDeviation, 4),
        Spread = Math.Round(Spread, 4),
        WorstDeviation = Math.Round(WorstDeviation, 4),
        DeviationBefore = Math.Round(DeviationBefore, 4),
    };

    private static double Deviate(double load, double mean) => mean == 0 ? 0 : (load / mean) - 1;
}
