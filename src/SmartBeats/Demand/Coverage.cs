using System.Globalization;

namespace SmartBeats.Demand;

/// <summary>Whether two times have calls of the same ground: a part of the city that is missing in one of them is no change of demand.</summary>
public static class Coverage
{
    /// <summary>Calls that must be missing before none is no chance: none come then once in half a billion.</summary>
    private const double CallsMissing = 20;

    /// <summary>A single busy address may close: only ground with a larger share is missing.</summary>
    internal const double LargestShare = 0.05;

    /// <summary>Refuses times of which one lacks a part of the city.</summary>
    /// <param name="one">Calls of each area in the first.</param>
    /// <param name="other">The same in the second.</param>
    /// <param name="name">Of the first, as messages name it.</param>
    /// <param name="otherName">Of the second.</param>
    /// <exception cref="InputException">Ground that has calls in one has none in the other.</exception>
    public static void ThrowIfOther(long[] one, long[] other, string name, string otherName)
    {
        foreach (var (have, lack, haveName, lackName) in new[] { (one, other, name, otherName), (other, one, otherName, name) })
        {
            if (FindMissing(have, lack) is > LargestShare and var missing)
            {
                throw new InputException(
                    "calls",
                    string.Create(CultureInfo.InvariantCulture, $"areas with {missing * 100:0}% of the calls of {haveName} have none in {lackName}: the two do not cover the same ground"),
                    "Load the calls of the whole city for both, or leave that time out (--from, --to).");
            }
        }
    }

    /// <summary>Share of the first's calls that lie where the second has none although some were to be expected.</summary>
    internal static double FindMissing(long[] have, long[] lack)
    {
        var (total, others) = ((double)have.Sum(), (double)lack.Sum());
        return total == 0 ? 0 : have.Where((calls, area) => lack[area] == 0 && calls * others / total >= CallsMissing).Sum() / total;
    }

    /// <summary>Beats that have no call although so many were to be expected that it is no chance, by index.</summary>
    /// <param name="expected">Calls of each, in any unit of the past.</param>
    /// <param name="came">Calls of each since.</param>
    internal static IEnumerable<int> FindEmpty(double[] expected, double[] came)
    {
        var (total, others) = (expected.Sum(), came.Sum());
        return Enumerable.Range(0, came.Length).Where(beat => came[beat] == 0 && expected[beat] * others / total >= CallsMissing);
    }
}
