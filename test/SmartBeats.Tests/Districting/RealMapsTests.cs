using SmartBeats.Calls;
using SmartBeats.Geography;

namespace SmartBeats.Districting;

public class RealMapsTests
{
    [SharedTheory("cities")]
    [InlineData("seattle", "city.zip", "America/Los_Angeles", 54)]
    [InlineData("seattle", "city_blocks.zip", "America/Los_Angeles", 54)]
    [InlineData("chicago", "city.zip", "America/Chicago", 23)]
    public void Every_goal_gives_legal_plans_of_a_real_city(string city, string areas, string timeZone, int beats)
    {
        using var areasFile = File.OpenRead(SharedData.File($"cities/{city}/{areas}"));
        var map = CityMapReader.Read(areas, areasFile, new CityMapOptions());
        var index = AreaIndex.Build(map);
        var calls = new long[map.Areas.Count];
        using var callsFile = File.OpenRead(SharedData.File($"cities/{city}/calls.csv"));
        new CallReader("calls.csv", new City(city, city, timeZone)).Read(callsFile, batch =>
        {
            foreach (var call in batch)
            {
                if (index.Find(call.Longitude, call.Latitude) is >= 0 and var area)
                {
                    calls[area]++;
                }
            }
        });
        calls.Sum().ShouldBeGreaterThan(80_000);
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        var graph = new AreaGraph(calls, [
            .. adjacency.Boundaries.Select(pair => new GraphEdge(pair.A, pair.B, (int)Math.Clamp(Math.Round(pair.LengthMetres * 10), 1, 1e8))),
            .. adjacency.Bridges.Select(pair => new GraphEdge(pair.A, pair.B, 1)),
        ]);
        foreach (var goal in (Goal[])[Goal.Compact, Goal.Tightest, Goal.Compromise])
        {
            var result = BeatEngine.Design(new DistrictingProblem(graph, beats, goal, 0.01, 3, 1_000_000), 2);
            foreach (var plan in result.Alternatives.Prepend(result.Chosen))
            {
                PlanAssert.IsLegal(graph, beats, plan.BeatOfArea, $"{city} {areas} {goal}: {plan.Goal}").ShouldBeGreaterThanOrEqualTo(result.LowerBound);
            }
        }
    }
}
