namespace SmartBeats.Demand;

/// <summary>Four weeks with calls, or the last few more, taken together: long enough that chance does not hide drift.</summary>
/// <param name="Weeks">Which of the past's weeks, and what each counts; the weights add up to 1.</param>
/// <param name="Loads">Of each beat.</param>
/// <param name="Total">Of all beats.</param>
internal sealed record WeekBlock(IReadOnlyList<(int Week, double Weight)> Weeks, double[] Loads, double Total)
{
    /// <summary>Weeks of a block.</summary>
    public const int WeekCount = 4;

    /// <summary>Cuts a past into blocks; weeks without calls are in none.</summary>
    /// <returns>Earliest first; the last takes the weeks left over. One block where there are fewer weeks than make one.</returns>
    public static IReadOnlyList<WeekBlock> Cut(BeatWeeks past)
    {
        int[] weeks = [.. Enumerable.Range(0, past.Loads.Length).Where(week => past.Loads[week].Sum() > 0)];
        var blocks = new List<WeekBlock>();
        var count = Math.Max(1, weeks.Length / WeekCount);
        for (var block = 0; block < count; block++)
        {
            var own = weeks[(block * WeekCount)..(block + 1 == count ? weeks.Length : (block + 1) * WeekCount)];
            var loads = new double[past.Beats];
            foreach (var week in own)
            {
                for (var beat = 0; beat < loads.Length; beat++)
                {
                    loads[beat] += past.Loads[week][beat];
                }
            }

            blocks.Add(new WeekBlock([.. own.Select(week => (week, 1.0 / own.Length))], loads, loads.Sum()));
        }

        return blocks;
    }
}
