using System.Globalization;

namespace SmartBeats.Publishing;

/// <summary>Figures as people read them: thousands grouped, percent with two decimals, whatever the machine's language.</summary>
internal static class Words
{
    public static string Count(double value) => value.ToString("#,##0.###", CultureInfo.InvariantCulture);

    /// <summary>With exactly two decimals, for scores that stand under each other.</summary>
    public static string Score(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Count(double value, string one, string many) => $"{Count(value)} {(value == 1 ? one : many)}";

    public static string Percent(double fraction) => BeatRow.Percent(fraction).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary><c>0.91% above the mean</c>, <c>0.4% below the mean</c>, <c>on the mean</c>.</summary>
    public static string Deviation(double fraction) => BeatRow.Percent(fraction) switch
    {
        0 => "on the mean",
        > 0 => $"{Percent(fraction)} above the mean",
        _ => $"{Percent(-fraction)} below the mean",
    };

    /// <summary>How even loads are, in a word or two, by their largest deviation.</summary>
    public static string Evenness(double maxDeviation) => maxDeviation switch
    {
        <= 0.01 => "practically equal",
        <= 0.05 => "nearly equal",
        <= 0.15 => "fairly even",
        <= 0.30 => "uneven",
        _ => "very uneven",
    };

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>; beyond <paramref name="atMost"/> the rest is counted.</summary>
    public static string List(IReadOnlyList<string> items, int atMost = int.MaxValue)
    {
        if (items.Count > atMost)
        {
            return $"{string.Join(", ", items.Take(atMost))} and {Count(items.Count - atMost)} more";
        }

        return items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";
    }

    /// <summary>With a capital letter, to begin a sentence.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>With a full stop and nothing after it, so that sentences can follow each other.</summary>
    public static string Sentence(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 || ".!?".Contains(trimmed[^1], StringComparison.Ordinal) ? trimmed : trimmed + ".";
    }
}
