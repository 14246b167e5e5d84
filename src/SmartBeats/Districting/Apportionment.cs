namespace SmartBeats.Districting;

/// <summary>How many beats each connected part of the map gets, so that the worst mean load of a part is as near the overall mean as can be.</summary>
/// <remarks>
/// No beat spans two parts, so max over parts of |part's load / its beats - mean| bounds every plan from below (METHODS 4.2, item 3).
/// A deviation D allows part C between load / (mean (1 + D)) and load / (mean (1 - D)) beats; D is feasible when those ranges can sum
/// to the number wanted. The least feasible D is one of the values |load / j / mean - 1|, found by bisection over them.
/// </remarks>
internal static class Apportionment
{
    /// <returns>Beats per part, at least 1 and at most its areas, summing to <paramref name="beats"/>; and the deviation that choice forces.</returns>
    public static (int[] Beats, double Deviation) Share(Components parts, int beats)
    {
        var total = parts.Load.Sum();
        if (parts.Count == 1)
        {
            return ([beats], 0);
        }

        return total == 0
            ? (Fill(parts, Enumerable.Repeat(1, parts.Count).ToArray(), [.. parts.Size], beats), 0)
            : Share(parts, beats, (double)total / beats);
    }

    /// <param name="mean">Fair share, where it is not that of these parts alone. Above 0.</param>
    public static (int[] Beats, double Deviation) Share(Components parts, int beats, double mean)
    {
        if (parts.Count == 1)
        {
            return ([beats], Deviation(parts.Load[0], beats, mean));
        }

        var candidates = new List<double>();
        for (var c = 0; c < parts.Count; c++)
        {
            for (var j = 1; j <= Math.Min(parts.Size[c], beats); j++)
            {
                candidates.Add(Deviation(parts.Load[c], j, mean));
            }
        }

        candidates.Sort();
        var (low, high) = (0, candidates.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var (least, most) = Ranges(parts, beats, mean, candidates[middle]);
            if (Feasible(parts, least, most, beats))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        var (from, to) = Ranges(parts, beats, mean, candidates[low]);
        var share = Fill(parts, from, to, beats);
        var worst = 0.0;
        for (var c = 0; c < parts.Count; c++)
        {
            worst = Math.Max(worst, Deviation(parts.Load[c], share[c], mean));
        }

        return (share, worst);
    }

    private static double Deviation(long load, int beats, double mean) => Math.Abs(load / (double)beats - mean) / mean;

    /// <summary>Per part, the fewest and most beats whose mean load deviates by at most the given fraction; fewest above most where there is none.</summary>
    private static (int[] Least, int[] Most) Ranges(Components parts, int beats, double mean, double deviation)
    {
        var least = new int[parts.Count];
        var most = new int[parts.Count];
        for (var c = 0; c < parts.Count; c++)
        {
            var top = Math.Min(parts.Size[c], beats);
            // |load / j - mean| falls, then rises, as j grows: walk outward from the j nearest to load / mean.
            var near = (int)Math.Clamp(parts.Load[c] / mean, 1, top);
            if (near < top && Deviation(parts.Load[c], near + 1, mean) < Deviation(parts.Load[c], near, mean))
            {
                near++;
            }

            (least[c], most[c]) = (1, 0);
            if (Deviation(parts.Load[c], near, mean) <= deviation)
            {
                (least[c], most[c]) = (near, near);
                while (least[c] > 1 && Deviation(parts.Load[c], least[c] - 1, mean) <= deviation)
                {
                    least[c]--;
                }

                while (most[c] < top && Deviation(parts.Load[c], most[c] + 1, mean) <= deviation)
                {
                    most[c]++;
                }
            }
        }

        return (least, most);
    }

    private static bool Feasible(Components parts, int[] least, int[] most, int beats)
    {
        long sumLeast = 0, sumMost = 0;
        for (var c = 0; c < parts.Count; c++)
        {
            if (least[c] > most[c])
            {
                return false;
            }

            sumLeast += least[c];
            sumMost += most[c];
        }

        return sumLeast <= beats && beats <= sumMost;
    }

    /// <summary>From the fewest per part, hands out the rest one by one to the part with the highest load per beat.</summary>
    private static int[] Fill(Components parts, int[] least, int[] most, int beats)
    {
        var share = (int[])least.Clone();
        var queue = new PriorityQueue<int, (double, int)>();
        for (var c = 0; c < parts.Count; c++)
        {
            if (share[c] < most[c])
            {
                queue.Enqueue(c, (-parts.Load[c] / (double)share[c], c));
            }
        }

        for (var left = beats - share.Sum(); left > 0; left--)
        {
            var c = queue.Dequeue();
            if (++share[c] < most[c])
            {
                queue.Enqueue(c, (-parts.Load[c] / (double)share[c], c));
            }
        }

        return share;
    }
}
