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
}
