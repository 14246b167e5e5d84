namespace SmartBeats.Cli.Sample;

/// <summary>Draws places of a list with given weights, in whole numbers so that every machine draws the same.</summary>
internal sealed class WeightedPick
{
    private readonly int[] _upTo;

    /// <param name="weights">Not negative, their sum above 0 and within an int.</param>
    public WeightedPick(IEnumerable<int> weights)
    {
        var sum = 0;
        _upTo = [.. weights.Select(weight => sum = checked(sum + weight))];
    }

    /// <summary>A 0-based place, each as likely as its share of the weights.</summary>
    public int Next(SeededRandom random)
    {
        var drawn = random.Next(_upTo[^1]);
        var found = Array.BinarySearch(_upTo, drawn + 1);
        if (found < 0)
            return ~found;

        while (found > 0 && _upTo[found - 1] == _upTo[found])
            found--;

        return found;
    }
}
