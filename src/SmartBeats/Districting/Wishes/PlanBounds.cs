namespace SmartBeats.Districting;

/// <summary>The elementary lower bound for any one load on a graph.</summary>
public static class PlanBounds
{
    /// <summary>No contiguous plan has a smaller max |load - mean| / mean of the graph's weights. A fraction.</summary>
    public static double Deviation(AreaGraph graph, int beats) => LowerBound.Of(FlatGraph.From(graph), beats).Deviation;
}
