namespace SmartBeats.Districting;

public class ContiguityTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_area_may_leave_exactly_when_a_search_of_the_whole_beat_says_so(int kind)
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var random = new SeededRandom(seed);
            var graph = FlatGraph.From(kind switch
            {
                0 => SmallGraphs.Planar(9, 8, random, 10),
                1 => SmallGraphs.Star(50, random, 10),
                2 => SmallGraphs.Tree(60, random, 10),
                _ => SmallGraphs.Clique(40, random, 10),
            });
            var contiguity = new Contiguity(graph, new LocalLinks(graph)) { Budget = int.MaxValue };

            // Tree cuts: beats with arms and holes, as ragged as they come.
            var beatOf = TreeSplit.Plan(graph, new int[graph.Count], [3], random);
            for (var v = 0; v < graph.Count; v++)
            {
                contiguity.CanLeave(v, beatOf).ShouldBe(StaysWhole(graph, beatOf, v), $"kind {kind} seed {seed} area {v}");
            }
        }
    }

    private static bool StaysWhole(FlatGraph graph, int[] beatOf, int v)
    {
        var members = Enumerable.Range(0, graph.Count).Where(u => u != v && beatOf[u] == beatOf[v]).ToHashSet();
        if (members.Count == 0)
        {
            return false;
        }

        var open = new Stack<int>([members.First()]);
        members.Remove(open.Peek());
        while (open.TryPop(out var u))
        {
            for (var e = graph.First[u]; e < graph.First[u + 1]; e++)
            {
                if (members.Remove(graph.Neighbour[e]))
                {
                    open.Push(graph.Neighbour[e]);
                }
            }
        }

        return members.Count == 0;
    }
}
