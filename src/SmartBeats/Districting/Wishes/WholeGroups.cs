namespace SmartBeats.Districting;

/// <summary>The groups wished whole, on one graph: which areas hold how many of each, and what a beat with so many of one costs.</summary>
/// <remarks>
/// A group of which the beats hold the shares s costs the sum of √s, less 1: nothing in one beat, 0.41 of its price in two halves, 0.27 where a
/// tenth is cut off. The root is steepest at nothing, so strays come home first, and every area that changes sides shows. Prices are a
/// table of whole numbers by count, so no order of moves shows in the sums.
/// </remarks>
internal sealed class WholeGroups
{
    private readonly int[] _start;
    private readonly int[] _group;
    private readonly int[] _count;
    private readonly int[] _priceAt;
    private readonly long[] _prices;
    private readonly long _whole;

    private WholeGroups(int[] start, int[] group, int[] count, int[] priceAt, long[] prices)
    {
        (_start, _group, _count, _priceAt, _prices) = (start, group, count, priceAt, prices);
        // Each group's prices end with that of all of it.
        _whole = Enumerable.Range(1, priceAt.Length).Sum(next => prices[(next < priceAt.Length ? priceAt[next] : prices.Length) - 1]);
    }

    /// <summary>Groups, of all columns together.</summary>
    public int Count => _priceAt.Length;

    /// <summary>Groups of one area, or none, are left out: nothing could cut them up.</summary>
    /// <param name="wishes">For the same areas.</param>
    /// <param name="price">Of a group cut into beats, in fractions of the graph's cost unit.</param>
    /// <returns>Null where there is nothing to keep whole.</returns>
    public static WholeGroups? Create(IReadOnlyList<KeepWholeWish> wishes, int areas, double price)
    {
        var (priceAt, prices, start, group) = (new List<int>(), new List<long>(), new int[areas + 1], new List<int>());
        var numberOf = wishes.Select(wish =>
        {
            var sizes = new int[wish.Groups.Length];
            foreach (var of in wish.GroupOfArea.Where(of => of >= 0))
            {
                sizes[of]++;
            }

            return sizes.Select(size => size < 2 ? -1 : AddPrices(priceAt, prices, size, price * wish.Weight)).ToArray();
        }).ToArray();
        for (var v = 0; v < areas; v++)
        {
            for (var wish = 0; wish < wishes.Count; wish++)
            {
                if (wishes[wish].GroupOfArea[v] is >= 0 and var of && numberOf[wish][of] is >= 0 and var number)
                {
                    group.Add(number);
                }
            }

            start[v + 1] = group.Count;
        }

        int[] count = [.. group.Select(_ => 1)];
        return priceAt.Count == 0 ? null : new WholeGroups(start, [.. group], count, [.. priceAt], [.. prices]);
    }

    /// <summary>On a graph in which areas are merged.</summary>
    public WholeGroups Project(int[] parent, int count)
    {
        var counts = new SortedDictionary<int, int>[count];
        for (var v = 0; v < parent.Length; v++)
        {
            var merged = counts[parent[v]] ??= [];
            for (var i = _start[v]; i < _start[v + 1]; i++)
            {
                merged[_group[i]] = merged.GetValueOrDefault(_group[i]) + _count[i];
            }
        }

        var start = new int[count + 1];
        for (var v = 0; v < count; v++)
        {
            start[v + 1] = start[v] + counts[v].Count;
        }

        return new WholeGroups(start, [.. counts.SelectMany(of => of.Keys)], [.. counts.SelectMany(of => of.Values)], _priceAt, _prices);
    }

    /// <summary>What moving an area changes, in fractions of the graph's cost unit.</summary>
    /// <param name="held">At beat * <see cref="Count"/> + group: how many of the group the beat holds.</param>
    public long PriceOf(int[] held, int v, int from, int to)
    {
        var change = 0L;
        for (var i = _start[v]; i < _start[v + 1]; i++)
        {
            var (group, count) = (_group[i], _count[i]);
            var (left, joined) = (held[from * Count + group], held[to * Count + group]);
            var at = _priceAt[group];
            change += _prices[at + left - count] - _prices[at + left] + _prices[at + joined + count] - _prices[at + joined];
        }

        return change;
    }

    /// <summary>Takes an area into a beat, or out of it.</summary>
    /// <param name="sign">1 or -1.</param>
    public void Add(int[] held, int v, int beat, int sign)
    {
        for (var i = _start[v]; i < _start[v + 1]; i++)
        {
            held[beat * Count + _group[i]] += sign * _count[i];
        }
    }

    /// <summary>What all beats' shares of all groups cost, in fractions of the graph's cost unit; 0 where each lies in one beat.</summary>
    public long PriceOfAll(int[] held)
    {
        var sum = -_whole;
        for (var at = 0; at < held.Length; at++)
        {
            sum += _prices[_priceAt[at % Count] + held[at]];
        }

        return sum;
    }

    /// <returns>The group's number.</returns>
    private static int AddPrices(List<int> priceAt, List<long> prices, int size, double price)
    {
        priceAt.Add(prices.Count);
        for (var held = 0; held <= size; held++)
        {
            prices.Add((long)Math.Round(price * Math.Sqrt(held / (double)size)));
        }

        return priceAt.Count - 1;
    }
}
