using SmartBeats.Districting;

namespace SmartBeats.Demand;

/// <summary>A plan's beats that are balanced, counted from 0 one after the other: those left out of the balance are in no forecast and under no watch.</summary>
/// <param name="Numbers">Of each, its number in the plan, from 1.</param>
/// <param name="BeatOfArea">Per area, its index in <paramref name="Numbers"/>; -1 for an area of a beat that is left out.</param>
public sealed record BalancedBeats(int[] Numbers, int[] BeatOfArea)
{
    /// <param name="beatOfArea">Per area, its beat's number, from 1.</param>
    /// <param name="beats">How many there are.</param>
    /// <param name="apart">Numbers of those left out.</param>
    public static BalancedBeats Find(int[] beatOfArea, int beats, IReadOnlyCollection<int> apart)
    {
        int[] numbers = [.. Enumerable.Range(1, beats).Where(number => !apart.Contains(number))];
        return new BalancedBeats(numbers, [.. beatOfArea.Select(number => Math.Max(-1, Array.BinarySearch(numbers, number)))]);
    }

    /// <summary>Beats given area by area.</summary>
    /// <param name="given">On the map of those they are compared with.</param>
    /// <param name="apart">Names of those left out.</param>
    public static BalancedBeats FromGiven(GivenBeats given, IReadOnlySet<string> apart) => Find(
        [.. given.BeatOfArea.Select(beat => beat + 1)],
        given.Names.Count,
        [.. Enumerable.Range(1, given.Names.Count).Where(number => apart.Contains(given.Names[number - 1]))]);

    /// <summary>The same without ground that others do not patrol, and without beats that have no other.</summary>
    /// <param name="others">On the same map.</param>
    public BalancedBeats OnGroundOf(BalancedBeats others)
    {
        int[] kept = [.. BeatOfArea.Where((beat, area) => beat >= 0 && others.BeatOfArea[area] >= 0).Distinct().Order()];
        return new BalancedBeats(
            [.. kept.Select(beat => Numbers[beat])],
            [.. BeatOfArea.Select((beat, area) => others.BeatOfArea[area] < 0 ? -1 : Math.Max(-1, Array.BinarySearch(kept, beat)))]);
    }
}
