using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Tests.Metrics;

namespace SmartBeats.Tests.Publishing;

/// <summary>A plan of four columns by three rows with a gap and its bridge, a forced area and one alternative.</summary>
internal static class SamplePlan
{
    private static readonly int[] Chosen = [1, 2, 2, 3, 1, 2, 3, 3, 1, 1, 3, 3];
    private static readonly int[] Other = [1, 1, 1, 2, 3, 3, 2, 2, 3, 3, 2, 2];

    public static PlanMaterial Of(Func<int, string>? name = null, string city = "Glendale", IReadOnlyList<string>? notes = null, PlanRequest? request = null)
    {
        var grid = GridCity.Of(4, 3, name, gapAfterColumn: 1);
        var workload = GridCity.Workload(10, 12, 3, 0, 7, 90, 11, 8, 5, 6, 9, 1234) with { CallsOutside = 17 };
        return Of(grid.Map, grid.Adjacency, workload, Chosen, Other, 3, city, notes ?? ["17 calls lay outside the map."], request);
    }

    public static PlanMaterial Of(
        CityMap map, AreaAdjacency adjacency, AreaWorkload workload, int[] chosen, int[] other, int beats, string city, IReadOnlyList<string> notes, PlanRequest? request = null)
    {
        var fairShare = (double)workload.Weights.Sum() / beats;
        int[] forced = [.. map.Areas.Where(area => workload.Weights[area.Index] > fairShare).Select(area => area.Index)];
        PlanMeasures Measure(int[] beatOfArea) => PlanEvaluator.Measure(
            map, adjacency, workload, beatOfArea, beats, 0.5, forced, BeatOutlines.Dissolve(map, [.. beatOfArea.Select(beat => beat - 1)], beats));
        var plan = new Plan(
            "p0123456789abcdef",
            new City("glendale", city, "America/Phoenix"),
            request ?? new PlanRequest { Beats = beats, Seed = 7 },
            "4",
            map.Version,
            "calls-version",
            beats,
            chosen,
            Measure(chosen),
            "One area weighs more than a fair share",
            [new Alternative(Goal.Tightest, other, Measure(other))],
            notes,
            false);
        return new PlanMaterial(plan, map, adjacency, workload);
    }

    public static PublishedFile File(this IReadOnlyList<PublishedFile> files, string name) => files.Single(file => file.Name == name);

    public static string Text(this PublishedFile file) => System.Text.Encoding.UTF8.GetString(file.Content);
}
