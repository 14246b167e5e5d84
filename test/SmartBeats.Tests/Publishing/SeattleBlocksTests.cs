using System.Text.RegularExpressions;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Tests.Metrics;

namespace SmartBeats.Tests.Publishing;

public class SeattleBlocksTests
{
    private const int Beats = 54;

    [SharedFact("cities/seattle/city_blocks.zip")]
    public void Ten_thousand_areas_make_a_page_below_two_and_a_half_megabytes_that_a_browser_draws()
    {
        using var stream = File.OpenRead(SharedData.File("cities/seattle/city_blocks.zip"));
        var map = CityMapReader.Read("city_blocks.zip", stream);
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        var random = new SeededRandom(1);
        var workload = GridCity.Workload([.. map.Areas.Select(_ => (long)random.Next(20))]);
        var material = SamplePlan.Of(map, adjacency, workload, Grown(adjacency, 1), Grown(adjacency, 2), Beats, "Seattle", []);
        material.Plan.Measures.Contiguous.ShouldBeTrue();
        material.Plan.Measures.Beats.Sum(beat => beat.AreaKm2).ShouldBe(map.Areas.Sum(area => LocalMetres.Area(area.Shape)) / 1e6, 0.1);

        var files = PlanPublisher.Files(material);
        files.File("map.html").Content.Length.ShouldBeLessThan(2_500_000);
        var dom = Browser.Dom(files.File("map.html").Content);
        Regex.Count(dom, "<tr data-beat=").ShouldBe(Beats);
        PlanJson.Read(files.File("plan.json").Content, "plan.json").Plan.BeatOfArea.ShouldBe(material.Plan.BeatOfArea);
    }

    // Connected beats of no particular merit: all grow by turns from scattered blocks.
    private static int[] Grown(AreaAdjacency adjacency, ulong seed)
    {
        var neighbours = adjacency.Boundaries.Select(boundary => (boundary.A, boundary.B)).Concat(adjacency.Bridges.Select(bridge => (bridge.A, bridge.B)))
            .SelectMany(pair => new[] { (From: pair.A, To: pair.B), (From: pair.B, To: pair.A) }).ToLookup(pair => pair.From, pair => pair.To);
        var random = new SeededRandom(seed);
        var beatOfArea = new int[adjacency.AreaCount];
        var fronts = new Queue<int>[Beats];
        for (var beat = 0; beat < Beats; beat++)
        {
            int start;
            do
            {
                start = random.Next(beatOfArea.Length);
            }
            while (beatOfArea[start] != 0);
            beatOfArea[start] = beat + 1;
            fronts[beat] = new Queue<int>([start]);
        }

        while (fronts.Any(front => front.Count > 0))
        {
            for (var beat = 0; beat < Beats; beat++)
            {
                if (fronts[beat].TryDequeue(out var area))
                {
                    foreach (var next in neighbours[area].Where(next => beatOfArea[next] == 0))
                    {
                        beatOfArea[next] = beat + 1;
                        fronts[beat].Enqueue(next);
                    }
                }
            }
        }

        return beatOfArea;
    }
}
