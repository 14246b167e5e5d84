namespace SmartBeats.Response;

/// <summary>Mean travel in minutes that follows from who is sent where (Larson and Odoni 1981, section 5.4.5).</summary>
/// <param name="CityMinutes">T̄ = Σ_nΣ_j f¹_nj t_nj + P'_Q T̄_Q over served calls.</param>
/// <param name="QueuedMinutes">T̄_Q = Σ_iΣ_j λ_iλ_j τ_ij/λ²: a call that waited is reached from the call before.</param>
/// <param name="UnitMinutes">TU_n = [Σ_j f¹_nj t_nj + T̄_Q P'_Q/N] / [Σ_j f¹_nj + P'_Q/N].</param>
/// <param name="AreaMinutes">T_j = [Σ_n f¹_nj t_nj / Σ_n f¹_nj](1-P'_Q) + P'_Q Σ_i (λ_i/λ) τ_ij; for an area without calls its nearest unit's time takes the first term's place.</param>
public sealed record TravelFigures(double CityMinutes, double QueuedMinutes, double[] UnitMinutes, double[] AreaMinutes)
{
    /// <param name="unitToArea">t_nj, see <see cref="UnitTravel"/>.</param>
    /// <remarks>Streams beyond the areas, of further officers, count for nothing here: who comes first ends the wait. Cost: O(areas² + areas × units).</remarks>
    public static TravelFigures Of(HypercubeResult result, ITravel travel, double[][] unitToArea)
    {
        var system = result.System;
        var queues = result.WhenAllBusy == WhenAllBusy.Wait ? result.DelayProbability : 0;
        var total = system.CallsPerHour.Take(travel.AreaCount).Sum();
        var counted = total / system.TotalCallsPerHour;
        var fromAnyCall = queues > 0 ? FromAnyCall(travel, system.CallsPerHour, total) : new double[travel.AreaCount];
        var queued = 0.0;
        var city = 0.0;
        var unitTime = new double[system.Units];
        var unitShare = new double[system.Units];
        var areaMinutes = new double[travel.AreaCount];
        for (var area = 0; area < areaMinutes.Length; area++)
        {
            queued += system.CallsPerHour[area] / total * fromAnyCall[area];
            var (time, share) = (0.0, 0.0);
            for (var unit = 0; unit < system.Units; unit++)
            {
                var fraction = result.FirstFree[area][unit];
                time += fraction * unitToArea[unit][area];
                share += fraction;
                unitTime[unit] += fraction * unitToArea[unit][area];
                unitShare[unit] += fraction;
            }

            city += time;
            var direct = share > 0 ? time / share : unitToArea[system.Preferences[area][0]][area];
            areaMinutes[area] = direct * (1 - queues) + queues * fromAnyCall[area];
        }

        for (var unit = 0; unit < system.Units; unit++)
        {
            unitTime[unit] = (unitTime[unit] + counted * queued * queues / system.Units) / (unitShare[unit] + counted * queues / system.Units);
        }

        return new TravelFigures((city / counted + queues * queued) / result.ServedShare, queued, unitTime, areaMinutes);
    }

    /// <summary>Σ_i (λ_i/λ) τ_ij per area j.</summary>
    internal static double[] FromAnyCall(ITravel travel, double[] callsPerHour, double total)
    {
        var minutes = new double[travel.AreaCount];
        for (var from = 0; from < minutes.Length; from++)
        {
            var share = callsPerHour[from] / total;
            if (share > 0)
            {
                travel.AddMinutes(from, share, minutes);
            }
        }

        return minutes;
    }
}
