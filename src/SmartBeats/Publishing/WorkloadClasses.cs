namespace SmartBeats.Publishing;

/// <summary>Classes of a choropleth: about equally many areas in each, at numbers a person would choose.</summary>
internal static class WorkloadClasses
{
    private const int Most = 6;

    /// <summary>Upper ends, inclusive and ascending, of up to six classes over the loads above 0; the last is the largest load. Empty where all are 0.</summary>
    public static double[] UpperEnds(IEnumerable<double> loads)
    {
        var above = loads.Where(load => load > 0).Order().ToArray();
        if (above.Length == 0)
        {
            return [];
        }

        var ends = new SortedSet<double>();
        for (var i = 1; i < Most; i++)
        {
            var end = TwoDigits(above[(int)((long)i * above.Length / Most)]);
            if (end >= above[0] && end < above[^1])
            {
                ends.Add(end);
            }
        }

        ends.Add(above[^1]);
        return [.. ends];
    }

    /// <summary>To two significant digits, so that 1,234 becomes 1,200; below 1 to two decimals.</summary>
    private static double TwoDigits(double value)
    {
        var unit = 1.0;
        while (value / unit >= 100)
        {
            unit *= 10;
        }

        return value < 100 ? Math.Round(value, value < 1 ? 2 : value < 10 ? 1 : 0) : Math.Round(value / unit) * unit;
    }
}
