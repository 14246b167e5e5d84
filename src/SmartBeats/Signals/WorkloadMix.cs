using SmartBeats.Calls;

namespace SmartBeats.Signals;

/// <summary>Makes one workload of several signals, each scaled to the city's total and given its share.</summary>
public static class WorkloadMix
{
    /// <summary>What a city's workload adds up to where it is mixed of several.</summary>
    public const int CityPoints = 10_000;

    /// <summary>What is weighed where a workload is mixed of several.</summary>
    public const string Points = "points";

    /// <summary>Whole units in a point.</summary>
    public const int UnitsPerPoint = 1_000_000;

    /// <summary>The workload of signals by their shares.</summary>
    /// <param name="counted">The calls counted, whether or not they have a share.</param>
    /// <param name="signals">With their shares, each above 0: taken as parts of their sum. One alone keeps its own unit.</param>
    /// <exception cref="InputException">A signal is nothing in every area.</exception>
    public static AreaWorkload Mix(AreaWorkload counted, IReadOnlyList<(SignalAmounts Amounts, decimal Share)> signals)
    {
        if (signals.FirstOrDefault(signal => signal.Amounts.Units.All(units => units == 0)).Amounts is { } empty)
        {
            throw new InputException(
                "weigh", $"{empty.Name} is 0 in every area of the map, and a share of nothing cannot be given", "Leave it out, or correct its numbers.");
        }

        if (signals is [var (only, _)])
        {
            var alone = new WorkloadShare(only.Name, only.Kind, only.Unit, 1, only.UnitsPerOne, only.Units, only.Units);
            return counted with { Weights = only.Units, UnitsPerOne = only.UnitsPerOne, Unit = only.Unit, Shares = [alone] };
        }

        var whole = signals.Sum(signal => signal.Share);
        WorkloadShare[] shares = [.. signals.Select(signal => Scale(signal.Amounts, signal.Share / whole))];
        var weights = new long[counted.Calls.Length];
        foreach (var share in shares)
        {
            for (var area = 0; area < weights.Length; area++)
            {
                weights[area] += share.Weights[area];
            }
        }

        return counted with { Weights = weights, UnitsPerOne = UnitsPerPoint, Unit = Points, Shares = shares };
    }

    /// <summary>Rounded to a millionth of a point, in whole numbers: the same on every machine.</summary>
    private static WorkloadShare Scale(SignalAmounts amounts, decimal share)
    {
        var target = (Int128)decimal.Round(share * CityPoints * UnitsPerPoint);
        Int128 total = 0;
        foreach (var units in amounts.Units)
        {
            total += units;
        }

        long[] weights = [.. amounts.Units.Select(units => (long)((((Int128)units * target * 2) + total) / (total * 2)))];
        return new WorkloadShare(amounts.Name, amounts.Kind, amounts.Unit, (double)decimal.Round(share, 6), amounts.UnitsPerOne, amounts.Units, weights);
    }
}
