using SmartBeats.Districting;

namespace SmartBeats.Editing.Help;

/// <summary>The areas of some beats, as a graph of their own.</summary>
internal sealed class SubGraph
{
    private readonly Dictionary<int, int> _placeOf;

    public SubGraph(AreaGraph graph, int[] beatOf, int[] beats)
    {
        Beats = beats;
        Areas = [.. Enumerable.Range(0, beatOf.Length).Where(area => beats.Contains(beatOf[area]))];
        _placeOf = Areas.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        Graph = new AreaGraph(
            [.. Areas.Select(area => graph.Weights[area])],
            [
                .. graph.Edges.Where(edge => _placeOf.ContainsKey(edge.A) && _placeOf.ContainsKey(edge.B))
                    .Select(edge => new GraphEdge(_placeOf[edge.A], _placeOf[edge.B], edge.Cost)),
            ]);
    }

    /// <summary>Of the whole, ascending.</summary>
    public int[] Beats { get; }

    /// <summary>Their areas by index in the whole, ascending: the order of the graph.</summary>
    public int[] Areas { get; }

    public AreaGraph Graph { get; }

    /// <summary>Places in <see cref="Areas"/> of those areas that lie in it.</summary>
    public int[] Find(IEnumerable<int> areas) => [.. areas.Where(_placeOf.ContainsKey).Select(area => _placeOf[area])];
}
