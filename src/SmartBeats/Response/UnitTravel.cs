namespace SmartBeats.Response;

/// <summary>t_nj, the mean minutes from where a free unit is to each area: t_nj = Σ_k l_nk τ_kj.</summary>
/// <remarks>l_nk is the chance that free unit n is in area k (Larson and Odoni 1981, section 5.4.5).</remarks>
public static class UnitTravel
{
    /// <summary>Units wait at a post: l_nk is 1 at its area.</summary>
    /// <param name="postArea">Per unit, the area it waits in.</param>
    public static double[][] FromPosts(ITravel travel, int[] postArea) =>
        Array.ConvertAll(postArea, post => Row(travel.AreaCount, area => travel.Minutes(post, area)));

    /// <summary>Units patrol their beat: l_nk is the area's share of <paramref name="presence"/> in its beat.</summary>
    /// <param name="presence">What draws a free car, such as calls; see <see cref="PresenceByCalls"/>. Above 0 somewhere in every beat.</param>
    /// <remarks>Larson's "expected modified centre of mass". Cost: O(areas²) travel times, once.</remarks>
    public static double[][] Patrolling(ITravel travel, int[] beatOfArea, int units, double[] presence)
    {
        var times = new double[units][];
        var total = new double[units];
        for (var unit = 0; unit < units; unit++)
        {
            times[unit] = new double[travel.AreaCount];
        }

        for (var from = 0; from < beatOfArea.Length; from++)
        {
            var row = times[beatOfArea[from]];
            total[beatOfArea[from]] += presence[from];
            travel.AddMinutes(from, presence[from], row);
        }

        for (var unit = 0; unit < units; unit++)
        {
            if (!(total[unit] > 0))
            {
                throw new ArgumentException($"Beat {unit} has no presence anywhere.", nameof(presence));
            }

            for (var to = 0; to < travel.AreaCount; to++)
            {
                times[unit][to] /= total[unit];
            }
        }

        return times;
    }

    /// <summary>Time on patrol goes where calls are, with a thousandth of the mean everywhere so that no beat is without its unit.</summary>
    public static double[] PresenceByCalls(double[] callsPerHour)
    {
        var floor = callsPerHour.Sum() / callsPerHour.Length / 1000;
        return Array.ConvertAll(callsPerHour, rate => rate + Math.Max(floor, double.Epsilon));
    }

    /// <summary>Per beat, its area from which its own calls are reached soonest on average; ties go to the lower index.</summary>
    /// <remarks>The weighted 1-median over the beat's areas. Cost: O(Σ areas of a beat²).</remarks>
    public static int[] CentralPosts(ITravel travel, int[] beatOfArea, int units, double[] presence)
    {
        var posts = new int[units];
        var areas = Enumerable.Range(0, beatOfArea.Length).ToLookup(area => beatOfArea[area]);
        for (var unit = 0; unit < units; unit++)
        {
            var beat = areas[unit].ToArray();
            posts[unit] = beat.MinBy(post => Math.Round(beat.Sum(area => presence[area] * travel.Minutes(post, area)), 9));
        }

        return posts;
    }

    private static double[] Row(int count, Func<int, double> value)
    {
        var row = new double[count];
        for (var at = 0; at < count; at++)
        {
            row[at] = value(at);
        }

        return row;
    }
}
