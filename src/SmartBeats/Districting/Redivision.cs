using System.Numerics;

namespace SmartBeats.Districting;

/// <summary>Divides a few neighbouring beats anew, systematically: every beat of the region shall come to lie within a window of loads.</summary>
/// <remarks>
/// Connected sets of areas are grown from the most cornered area that is left, depth first in random order, each area being taken or
/// ruled out (Wernicke, IEEE/ACM TCBB 3(4), 2006). A set within the window becomes a beat if what it leaves behind can still be divided: every
/// piece must weigh a whole number of beats, the numbers adding up; and if the border between the beats found so far is not too long already. Where a few heavy areas lock a beat, no single move and no
/// spanning tree finds the way round them; this does.
/// </remarks>
internal sealed class Redivision
{
    private readonly Region _region;
    private readonly SeededRandom _random;
    private readonly ulong[] _near;
    private readonly long[] _weight;
    private readonly long[] _cost;
    private readonly ulong[] _found = new ulong[Region.MostPieces];
    private long _low;
    private long _high;
    private long _most;
    private int _budget;

    public Redivision(Region region, SeededRandom random) =>
        (_region, _random, _near, _weight, _cost) = (region, random, region.Near, region.Weight, region.Cost);

    /// <summary>The beats found last, as sets of pieces.</summary>
    public ReadOnlySpan<ulong> Found(int beats) => _found.AsSpan(0, beats);

    /// <summary>Looks for a division of the region into that many beats with loads from low to high.</summary>
    /// <param name="most">Longest border between the beats, in the costs of <see cref="Region.Cost"/>.</param>
    /// <param name="budget">Most sets to look at; what is used is taken off.</param>
    public bool Search(int beats, long low, long high, long most, ref int budget)
    {
        (_low, _high, _most, _budget) = (Math.Max(0, low), high, most, budget);
        var found = high > 0 && Divide(_region.All, beats, 0);
        budget = _budget;
        return found;
    }

    /// <summary>Whether what is free can be that many beats, and which.</summary>
    /// <param name="cut">Border between the beats found and to what is free.</param>
    private bool Divide(ulong free, int beats, long cut)
    {
        if (free == 0)
        {
            return beats == 0;
        }

        var (least, most, pieces) = (0L, 0L, 0);
        ulong first = 0;
        var firstWeight = 0L;
        for (var rest = free; rest != 0; pieces++)
        {
            var piece = Reach(rest & (0 - rest), rest);
            rest &= ~piece;
            var weight = Weigh(piece);
            var few = Math.Max(1, (weight + _high - 1) / _high);
            var many = _low > 0 ? Math.Min(weight / _low, BitOperations.PopCount(piece)) : BitOperations.PopCount(piece);
            if (few > many)
            {
                return false;
            }

            least += few;
            most += many;
            if (first == 0 || BitOperations.PopCount(piece) < BitOperations.PopCount(first))
            {
                (first, firstWeight) = (piece, weight);
            }
        }

        if (beats < least || beats > most)
        {
            return false;
        }

        if (firstWeight <= _high && firstWeight >= _low && (beats == 1 || pieces == beats || firstWeight < 2 * _low))
        {
            _found[beats - 1] = first;
            return beats == 1 ? free == first : Divide(free & ~first, beats - 1, cut);
        }

        var root = Cornered(first);
        return Grow(1UL << root, _near[root] & first, 0, _weight[root], first, firstWeight, free, beats, cut);
    }

    /// <param name="rim">Pieces that touch the set and may still join it.</param>
    /// <param name="available">Weight of what is not ruled out.</param>
    private bool Grow(ulong set, ulong rim, ulong banned, long weight, ulong piece, long available, ulong free, int beats, long cut)
    {
        if (--_budget < 0 || weight > _high)
        {
            return false;
        }

        if (weight >= _low)
        {
            _found[beats - 1] = set;
            var grown = cut + Between(set, free & ~set);
            if (grown <= _most && Divide(free & ~set, beats - 1, grown))
            {
                return true;
            }
        }

        while (rim != 0 && available >= _low && _budget >= 0)
        {
            var u = Pick(rim, set);
            var bit = 1UL << u;
            rim &= ~bit;
            if (weight + _weight[u] <= _high
                && Grow(set | bit, (rim | _near[u]) & piece & ~banned & ~set & ~bit, banned, weight + _weight[u], piece, available, free, beats, cut))
            {
                return true;
            }

            banned |= bit;
            available -= _weight[u];
        }

        return false;
    }

    /// <summary>Of two random areas of the rim, the one more enclosed by the set: so that beats grow round.</summary>
    private int Pick(ulong rim, ulong set)
    {
        var count = BitOperations.PopCount(rim);
        if (count == 1)
        {
            return BitOperations.TrailingZeroCount(rim);
        }

        var draw = _random.NextUInt64();
        var a = Nth(rim, (int)(((draw & 0xFFFFFFFF) * (ulong)count) >> 32));
        var b = Nth(rim, (int)(((draw >> 32) * (ulong)count) >> 32));
        return BitOperations.PopCount(_near[a] & set) >= BitOperations.PopCount(_near[b] & set) ? a : b;
    }

    private static int Nth(ulong bits, int n)
    {
        for (; n > 0; n--)
        {
            bits &= bits - 1;
        }

        return BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>The area with the fewest neighbours left; among equals a random one.</summary>
    private int Cornered(ulong piece)
    {
        var (best, least, ties) = (-1, int.MaxValue, 0);
        for (var rest = piece; rest != 0; rest &= rest - 1)
        {
            var v = BitOperations.TrailingZeroCount(rest);
            var degree = BitOperations.PopCount(_near[v] & piece);
            if (degree < least)
            {
                (best, least, ties) = (v, degree, 1);
            }
            else if (degree == least && _random.Next(++ties) == 0)
            {
                best = v;
            }
        }

        return best;
    }

    private ulong Reach(ulong from, ulong within)
    {
        var (reached, open) = (from, from);
        while (open != 0)
        {
            var v = BitOperations.TrailingZeroCount(open);
            open &= open - 1;
            var next = _near[v] & within & ~reached;
            reached |= next;
            open |= next;
        }

        return reached;
    }

    private long Between(ulong set, ulong rest)
    {
        var cost = 0L;
        for (; set != 0; set &= set - 1)
        {
            var v = BitOperations.TrailingZeroCount(set);
            for (var near = _near[v] & rest; near != 0; near &= near - 1)
            {
                cost += _cost[(v * Region.MostPieces) + BitOperations.TrailingZeroCount(near)];
            }
        }

        return cost;
    }

    private long Weigh(ulong set)
    {
        var weight = 0L;
        for (; set != 0; set &= set - 1)
        {
            weight += _weight[BitOperations.TrailingZeroCount(set)];
        }

        return weight;
    }
}
