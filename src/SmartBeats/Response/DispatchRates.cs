using System.Numerics;

namespace SmartBeats.Response;

/// <summary>λ(B∖i→B) for every state B and every busy unit i in it: how fast calls take the city into B by sending unit i.</summary>
/// <remarks>
/// Unit i is sent from a state S exactly by the areas that prefer it to all units but busy ones: those whose units before i in the list
/// are a subset of S. So the rates of unit i are the subset sums of its areas' λ_j placed at that set, which the standard
/// "sum over subsets" pass gives for all states in N·2^N additions, however many areas there are.
/// Stored one after the other in the order of B, then of i, so that a sweep over states reads them as one stream: 8N·2^(N-1) bytes.
/// </remarks>
internal static class DispatchRates
{
    public static double[] Of(PatrolSystem system)
    {
        var units = system.Units;
        var rates = new double[(long)units << (units - 1)];
        var sums = new double[1 << (units - 1)];
        for (var unit = 0; unit < units; unit++)
        {
            PlaceCalls(system, unit, sums);
            SumOverSubsets(sums);
            Scatter(unit, sums, rates);
        }

        return rates;
    }

    private static void PlaceCalls(PatrolSystem system, int unit, double[] sums)
    {
        Array.Clear(sums);
        for (var area = 0; area < system.CallsPerHour.Length; area++)
        {
            var before = 0;
            foreach (var preferred in system.Preferences[area])
            {
                if (preferred == unit)
                {
                    break;
                }

                before |= 1 << preferred;
            }

            sums[Without(before, unit)] += system.CallsPerHour[area];
        }
    }

    private static void SumOverSubsets(double[] sums)
    {
        for (var step = 1; step < sums.Length; step <<= 1)
        {
            for (var block = 0; block < sums.Length; block += step << 1)
            {
                var low = sums.AsSpan(block, step);
                var high = sums.AsSpan(block + step, step);
                for (var at = 0; at < low.Length; at++)
                {
                    high[at] += low[at];
                }
            }
        }
    }

    private static void Scatter(int unit, double[] sums, double[] rates)
    {
        var bit = 1 << unit;
        var states = sums.Length << 1;
        var offset = 0;
        for (var state = 0; state < states; state++)
        {
            if ((state & bit) != 0)
            {
                rates[offset + BitOperations.PopCount((uint)(state & (bit - 1)))] = sums[Without(state, unit)];
            }

            offset += BitOperations.PopCount((uint)state);
        }
    }

    /// <summary>The state as a number over the other N-1 units: the unit's own bit taken out.</summary>
    private static int Without(int state, int unit) => ((state >> (unit + 1)) << unit) | (state & ((1 << unit) - 1));
}
