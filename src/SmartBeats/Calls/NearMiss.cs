namespace SmartBeats.Calls;

/// <summary>Finds what somebody probably meant by a mistyped name.</summary>
internal static class NearMiss
{
    /// <summary>The known name nearest to the one given, or null when none is near enough to be worth suggesting.</summary>
    /// <param name="given">As typed. Case is no difference.</param>
    /// <param name="known">Names that would have been right, in any order: ties go to the first in ordinal order.</param>
    /// <remarks>
    /// Distance: characters inserted, deleted, replaced, or two neighbours swapped, each part of the text edited at most
    /// once (optimal string alignment, after Damerau, CACM 7(3), 1964). Near enough is at most a third of the longer
    /// name's length, and at most 4. Cost: O(length squared) a name, so <paramref name="given"/> is not looked at when it
    /// is over 64 characters long.
    /// </remarks>
    public static string? Of(string given, IEnumerable<string> known)
    {
        if (given.Length is 0 or > 64)
            return null;

        string? nearest = null;
        var least = int.MaxValue;
        foreach (var name in known)
        {
            var allowed = Math.Min(4, Math.Max(given.Length, name.Length) / 3);
            if (Math.Abs(given.Length - name.Length) > allowed)
                continue;

            var distance = Distance(given.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance > allowed)
                continue;

            if (distance < least || (distance == least && string.CompareOrdinal(name, nearest) < 0))
                (nearest, least) = (name, distance);
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        var beforeLast = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }
}
