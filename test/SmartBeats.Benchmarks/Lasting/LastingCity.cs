using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Geography;

namespace SmartBeats.Benchmarks.Lasting;

/// <summary>A city's graph and its calls by area and day.</summary>
internal sealed record LastingCity(int Areas, GraphEdge[] Edges, DatedLoads Calls)
{
    public static LastingCity Read(string name) => name == "seattle"
        ? Read(new City("seattle", "Seattle", "America/Los_Angeles"), "cities/seattle/city_blocks.zip", "cities/seattle/calls.csv")
        : Read(new City("chicago", "Chicago", "America/Chicago"), "cities/chicago/city.zip", "cities/chicago/calls_2017_bare.csv", "cities/chicago/calls.csv");

    public DistrictingProblem ToProblem(long[] weights, int beats, ulong seed)
    {
        var graph = new AreaGraph(weights, Edges);
        return new DistrictingProblem(graph, beats, Goal.Compact, 0.01, seed, BeatEngine.DefaultEffort(graph, beats));
    }

    /// <param name="areas">The city's map, in the shared data.</param>
    /// <param name="files">Its calls, likewise.</param>
    public static LastingCity Read(City city, string areas, params string[] files)
    {
        using var stream = File.OpenRead(SharedData.File(areas));
        var map = CityMapReader.Read(areas, stream);
        var index = AreaIndex.Build(map);
        List<int> area = [], day = [];
        foreach (var file in files)
        {
            using var csv = File.OpenRead(SharedData.File(file));
            new CallReader(file, city, new CallReadOptions { CityBox = map.Box() }).Read(csv, batch =>
            {
                foreach (ref readonly var call in batch)
                {
                    if (index.Find(call.Longitude, call.Latitude) is >= 0 and var found)
                    {
                        area.Add(found);
                        day.Add((int)Math.Floor(call.LocalSeconds / 86_400.0));
                    }
                }
            });
        }

        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        return new LastingCity(
            map.Areas.Count,
            [
                .. adjacency.Boundaries.Select(side => new GraphEdge(side.A, side.B, (int)Math.Clamp(Math.Round(side.LengthMetres * 10), 1, 1e8))),
                .. adjacency.Bridges.Select(bridge => new GraphEdge(bridge.A, bridge.B, 1)),
            ],
            DatedLoads.FromCalls([.. area], [.. day]));
    }
}
