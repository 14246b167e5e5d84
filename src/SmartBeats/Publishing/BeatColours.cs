using SmartBeats.Geography;

namespace SmartBeats.Publishing;

/// <summary>Few colours, no two neighbouring beats alike.</summary>
internal static class BeatColours
{
    /// <summary>
    /// Paul Tol's "light" scheme: told apart by the colour-blind, dark text readable on each. In hexadecimal, as the page has them.
    /// </summary>
    public static readonly string[] Palette = ["77aadd", "ee8866", "eedd88", "ffaabb", "99ddff", "44bb99", "bbcc33", "dddddd"];

    /// <summary>ColorBrewer's YlGnBu of six classes, from light to dark: for <see cref="WorkloadClasses"/>, as the page has them.</summary>
    public static readonly string[] Classes = ["ffffcc", "c7e9b4", "7fcdbb", "41b6c4", "2c7fb8", "253494"];

    /// <summary>Per beat a colour's number from 0: greedy, the beat with the most neighbours first, ties by number.</summary>
    /// <remarks>Welsh and Powell, The Computer Journal 10(1), 1967. City plans need four to six.</remarks>
    public static int[] Assign(AreaAdjacency adjacency, int[] beatOfArea, int beats)
    {
        var neighbours = new SortedSet<int>[beats];
        for (var beat = 0; beat < beats; beat++)
        {
            neighbours[beat] = [];
        }

        foreach (var boundary in adjacency.Boundaries)
        {
            var (a, b) = (beatOfArea[boundary.A] - 1, beatOfArea[boundary.B] - 1);
            if (a != b)
            {
                neighbours[a].Add(b);
                neighbours[b].Add(a);
            }
        }

        var colour = new int[beats];
        Array.Fill(colour, -1);
        foreach (var beat in Enumerable.Range(0, beats).OrderByDescending(beat => neighbours[beat].Count).ThenBy(beat => beat))
        {
            var taken = neighbours[beat].Select(other => colour[other]).ToHashSet();
            colour[beat] = Enumerable.Range(0, beats).First(candidate => !taken.Contains(candidate));
        }

        return colour;
    }
}
