using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Publishing;

namespace SmartBeats.Staffing;

/// <summary>Writes <c>absence.html</c>: the map without an officer beside the plan, one file that opens offline.</summary>
public static class AbsencePage
{
    /// <summary>One absence shows who takes which area; several are chosen among by the beat that is absent.</summary>
    /// <param name="cityName">As printed at the head of the page.</param>
    /// <param name="map">The areas of the plan, in its order.</param>
    /// <param name="adjacency">Of this map.</param>
    /// <param name="calls">Per area, the calls that the beats were divided by.</param>
    /// <param name="beatOfArea">Per area, its beat's number as planned, from 1; numbers may be missing.</param>
    /// <param name="absences">At least one, of this plan.</param>
    /// <param name="sentences">What the page says of it, as on screen.</param>
    /// <param name="lengths">In what the reader measures.</param>
    /// <returns>UTF-8. The same arguments give the same bytes.</returns>
    public static byte[] Write(
        string cityName,
        CityMap map,
        AreaAdjacency adjacency,
        long[] calls,
        IReadOnlyList<int> beatOfArea,
        IReadOnlyList<BeatAbsence> absences,
        IReadOnlyList<string> sentences,
        LengthSystem lengths = LengthSystem.Metric)
    {
        var workload = new AreaWorkload(calls, calls, 1, "calls", 0);
        var scene = new MapScene(map, adjacency, workload, [])
        {
            // The page marks areas that move between two plans, not among many.
            Moved = absences.Count == 1 ? [.. absences[0].Absorbed.HandOvers.Select(hand => hand.Area)] : [],
            Lengths = lengths,
        };
        var title = absences.Count == 1 ? $"beat {Number(absences[0].Beat)} without its officer" : "every beat without its officer";
        var text = new PageText(
            $"{cityName}: {title}",
            $"{Words.Count(calls.Sum(), "call", "calls")} counted in {Words.Count(map.Areas.Count, "area", "areas")}.",
            "What changes",
            [(null, sentences)],
            $"Map {map.Version}.");
        MapPlan[] plans =
        [
            .. absences.Select(absence => Show(scene, $"Without beat {Number(absence.Beat)}", absence.Absorbed.BeatOfArea)),
            Show(scene, "As planned", beatOfArea),
        ];
        return MapPage.Write(text, scene, plans);
    }

    /// <summary>The page counts beats from 1 without a gap; the plan's own numbers are their names.</summary>
    private static MapPlan Show(MapScene scene, string name, IReadOnlyList<int> beatOfArea)
    {
        int[] numbers = [.. beatOfArea.Distinct().Order()];
        int[] dense = [.. beatOfArea.Select(beat => Array.BinarySearch(numbers, beat))];
        var outlines = BeatOutlines.Dissolve(scene.Map, dense, numbers.Length);
        int[] counted = [.. dense.Select(beat => beat + 1)];
        var measures = PlanEvaluator.Measure(scene.Map, scene.Adjacency, scene.Workload, counted, numbers.Length, 0, [], outlines);
        return new MapPlan(name, counted, measures, outlines)
        {
            Figures = [.. PlanFigures.Of(measures, scene.Map.Areas.Count, scene.Workload.Unit, scene.Adjacency.Links.Count > 0, tolerance: null, new LengthWords(scene.Lengths))],
            BeatNames = [.. numbers.Select(Number)],
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
