using NetTopologySuite.Algorithm;
using SmartBeats.Geography;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Numbers beats the way a page is read: in rows from the north, each row from the west; or on from the beats there are.</summary>
internal static class BeatNumbers
{
    /// <summary>The numbers a plan is published by: those of the current beats where it began with them, those of the edit where it was made by hand.</summary>
    public static int[] Of(ProblemDocument problem, CityMap map, IReadOnlyList<int> beatOfArea) =>
        problem.Wishes?.Current is null && problem.Edited is null ? FromNorthWest(map, beatOfArea, problem.Beats) : [.. beatOfArea.Select(beat => beat + 1)];

    /// <param name="beatOfArea">0-based, in any numbering.</param>
    /// <returns>The same beats, from 1.</returns>
    public static int[] FromNorthWest(CityMap map, IReadOnlyList<int> beatOfArea, int beats)
    {
        var east = new double[beats];
        var north = new double[beats];
        var size = new double[beats];
        for (var area = 0; area < beatOfArea.Count; area++)
        {
            var shape = map.Areas[area].Shape;
            var centre = Centroid.GetCentroid(shape);
            east[beatOfArea[area]] += centre.X * shape.Area;
            north[beatOfArea[area]] += centre.Y * shape.Area;
            size[beatOfArea[area]] += shape.Area;
        }

        var rows = Math.Max(1, (int)Math.Round(Math.Sqrt(beats)));
        var number = new int[beats];
        var fromNorth = Enumerable.Range(0, beats).OrderByDescending(beat => north[beat] / size[beat]).ThenBy(beat => beat).ToArray();
        var next = 1;
        for (var row = 0; row < rows; row++)
        {
            var members = fromNorth[(row * beats / rows)..((row + 1) * beats / rows)];
            foreach (var beat in members.OrderBy(beat => east[beat] / size[beat]).ThenBy(beat => beat))
            {
                number[beat] = next++;
            }
        }

        return [.. beatOfArea.Select(beat => number[beat])];
    }
}
