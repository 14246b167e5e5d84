using System.Text.Json;

namespace SmartBeats.Districting;

/// <summary>Graphs of real maps and of lattices in the shared data, every edge of cost 1.</summary>
internal static class SharedGraph
{
    public static AreaGraph Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.File($"graphs/{name}.json")));
        return new AreaGraph(
            [.. document.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("weight").GetInt64())],
            [.. document.RootElement.GetProperty("edges").EnumerateArray().Select(edge => new GraphEdge(edge[0].GetInt32(), edge[1].GetInt32(), 1))]);
    }
}
