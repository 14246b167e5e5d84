namespace SmartBeats.Signals;

/// <summary>Columns that say of a signal's rows how much each counts and when it happened, by their usual names.</summary>
internal static class SignalColumns
{
    /// <summary>Of amounts, in the order they are looked for.</summary>
    public static IReadOnlyList<string> Amounts { get; } = ["weight", "count", "value", "amount"];

    /// <summary>Of times, in the order they are looked for.</summary>
    public static IReadOnlyList<string> Times { get; } = ["timestamp", "datetime", "time", "date", "occurred", "crash_date", "date_time", "local_time"];

    /// <summary>The first of the usual names that a list has, by its place in the list, in any case; -1 where it has none.</summary>
    /// <param name="usual">The names looked for.</param>
    /// <param name="names">The names there are.</param>
    public static int FindFirst(IEnumerable<string> usual, string[] names) =>
        usual.Select(name => Array.FindIndex(names, other => other.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(at => at >= 0, -1);
}
