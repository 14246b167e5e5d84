using System.Globalization;

namespace SmartBeats.Geography;

/// <summary>Small pieces of the sentences that notes and errors are made of.</summary>
internal static class Wording
{
    private const int Shown = 5;

    /// <summary><c>1 area</c>, <c>10,387 areas</c>.</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>The first few, and how many more there are.</summary>
    public static string Some(IReadOnlyList<string> items) =>
        string.Join(", ", items.Take(Shown)) + (items.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {items.Count - Shown:N0} more") : "");

    /// <summary>The candidate closest to what was written, if it is close enough to be a slip: at most a third of its letters changed, or one contained in the other.</summary>
    public static string? NearMiss(string written, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var distance = EditDistance(written.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < bestDistance && distance <= 1 + (Math.Min(written.Length, candidate.Length) / 3))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
