using SmartBeats.Calls;
using SmartBeats.Signals;

namespace SmartBeats.Metrics;

/// <summary>What a plan's beats have of one signal its workload is weighed from.</summary>
/// <param name="Name">As the request names it.</param>
/// <param name="Unit">Of <paramref name="Total"/> and <paramref name="Amounts"/>, in print.</param>
/// <param name="Share">Of the city's workload, in (0, 1].</param>
/// <param name="Total">Of the signal, in the city.</param>
/// <param name="Amounts">Per beat, in order of number.</param>
/// <param name="LoadShares">Per beat, the share of its load that is this signal's, in [0, 1]; 0 for a beat without load.</param>
public sealed record ShareFigures(
    string Name, SignalKind Kind, string Unit, double Share, double Total, IReadOnlyList<double> Amounts, IReadOnlyList<double> LoadShares)
{
    /// <summary>Measures a finished plan from the areas' amounts alone; empty where the workload is the calls.</summary>
    /// <param name="workload">Per area.</param>
    /// <param name="beatOfArea">Per area its beat's number, from 1.</param>
    /// <param name="beats">How many.</param>
    public static IReadOnlyList<ShareFigures> Measure(AreaWorkload workload, int[] beatOfArea, int beats)
    {
        var loads = AddUp(workload.Weights, beatOfArea, beats);
        return
        [
            .. (workload.Shares ?? []).Select(share =>
            {
                var (amounts, parts) = (AddUp(share.Amounts, beatOfArea, beats), AddUp(share.Weights, beatOfArea, beats));
                return new ShareFigures(
                    share.Name, share.Kind, share.Unit, share.Share,
                    ToOnes(share.Amounts.Sum(), share.UnitsPerOne),
                    [.. amounts.Select(amount => ToOnes(amount, share.UnitsPerOne))],
                    [.. parts.Zip(loads, (part, load) => load == 0 ? 0 : Math.Round((double)part / load, 6))]);
            }),
        ];
    }

    private static double ToOnes(long units, int unitsPerOne) => Math.Round((double)units / unitsPerOne, 3);

    private static long[] AddUp(long[] values, int[] beatOfArea, int beats)
    {
        var sums = new long[beats];
        for (var area = 0; area < values.Length; area++)
        {
            sums[beatOfArea[area] - 1] += values[area];
        }

        return sums;
    }
}
