namespace SmartBeats.Districting;

/// <summary>Two moves judged as one: an area joins the next beat, and that beat passes another area on, back or further.</summary>
/// <remarks>
/// Where areas are large beside the tolerance, each single move would wreck the balance that the pair keeps. Passed back it is a swap,
/// passed further a chain of two.
/// </remarks>
internal sealed class Swap(PlanState state, Contiguity contiguity, Energy energy, BestPlan best, SeededRandom random)
{
    private const int Partners = 3;

    /// <summary>Tries to follow the move of v with one that makes up for it, and keeps the pair where it costs at most <paramref name="allowed"/>.</summary>
    /// <param name="cutChange">Of the first move, which must be known to be possible.</param>
    public bool Try(int v, int to, long cutChange, double allowed)
    {
        var graph = state.Graph;
        var from = state.BeatOf[v];
        var weight = graph.Weight[v];
        var first = cutChange + energy.OfMoving(weight, state.Load[from], state.Load[to]);
        if (state.Wishes is { } wishes && double.IsPositiveInfinity(first += wishes.PriceOf(v, from, to)))
        {
            return false;
        }

        var away = state.Wishes?.Away ?? 0;
        state.Move(v, to, cutChange);
        for (var i = 0; i < Partners; i++)
        {
            var draw = random.NextUInt64();
            var u = state.RandomBorderArea(to, (uint)(draw >> 32));
            if (u == v || u < 0)
            {
                continue;
            }

            ref readonly var rim = ref state.Border.RimOf(u);
            var (begin, end) = (rim.First, rim.End);
            var e = begin + (int)(((draw & 0xFFFF) * (ulong)(end - begin)) >> 16);
            while (state.BeatOf[graph.Neighbour[e]] == to)
            {
                e = e + 1 == end ? begin : e + 1;
            }

            var next = state.BeatOf[graph.Neighbour[e]];
            var balance = energy.OfMoving(rim.Weight, state.Load[to], state.Load[next]) + (state.Wishes?.OfMoving(u, to, next, away) ?? 0);
            if (first + rim.LeastCutChange + balance > allowed)
            {
                continue;
            }

            var second = state.CutChange(u, next);
            if (first + second + balance <= allowed && contiguity.CanLeave(u, state.BeatOf))
            {
                best.Moved(v, from, to);
                best.Move(u, next, second);
                best.Consider();
                return true;
            }
        }

        state.Move(v, from, -cutChange);
        return false;
    }
}
