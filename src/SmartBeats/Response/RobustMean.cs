namespace SmartBeats.Response;

/// <summary>A mean that a few forgotten records cannot carry off.</summary>
internal static class RobustMean
{
    /// <summary>Above this a record is a call that nobody closed: a day and a night for one officer.</summary>
    public const double MostMinutes = 1440;

    /// <summary>Fewer records than this say little about a priority; defaults are used.</summary>
    public const int FewestRecords = 30;

    /// <summary>What lies above this share of the records counts as much as the record there. An exponential mean loses 1 % by it, a stray day all its weight.</summary>
    public const double Cap = 0.99;

    /// <summary>Winsorised from above at the 99th percentile, after impossible values are left out; sorts the list.</summary>
    /// <returns>Mean, and how many values were left out; NaN with fewer than 30 values.</returns>
    public static (double Mean, int LeftOut) Of(List<double> values)
    {
        var leftOut = values.RemoveAll(value => !(value > 0 && value <= MostMinutes));
        if (values.Count < FewestRecords)
        {
            return (double.NaN, leftOut);
        }

        values.Sort();
        var cap = values[(int)(Cap * (values.Count - 1))];
        return (values.Sum(value => Math.Min(value, cap)) / values.Count, leftOut);
    }
}
