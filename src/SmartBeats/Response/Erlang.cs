namespace SmartBeats.Response;

/// <summary>Many like servers, one stream of calls: how often all are busy and how long calls wait (M/M/N).</summary>
/// <remarks>
/// N servers, λ calls an hour, mean service 1/μ, offered load a = λ/μ in erlangs, utilisation ρ = a/N.
/// Erlang 1917; Cobham, "Priority assignment in waiting line problems", Operations Research 2(1), 1954.
/// </remarks>
public static class Erlang
{
    /// <summary>Erlang's B: the probability that all servers are busy when calls that find them so are lost.</summary>
    /// <param name="servers">N, at least 0.</param>
    /// <param name="load">a = λ/μ in erlangs, at least 0; above N is allowed.</param>
    /// <returns>In [0, 1]. By B(n) = aB(n-1) / (n + aB(n-1)), which neither overflows nor cancels. Cost: O(N).</returns>
    public static double Loss(int servers, double load)
    {
        Check(servers, load);
        var loss = 1.0;
        for (var n = 1; n <= servers; n++)
        {
            loss = load * loss / (n + load * loss);
        }

        return loss;
    }

    /// <summary>Erlang's C, P'_Q: the probability that a call waits when calls queue without limit.</summary>
    /// <returns>In [0, 1]; 1 where the load reaches the servers, for then every call waits in the end.</returns>
    public static double Delay(int servers, double load)
    {
        var loss = Loss(servers, load);
        return load >= servers ? 1 : loss / (1 - load / servers * (1 - loss));
    }

    /// <summary>Mean wait of all calls for a server, W_q = C/(Nμ - λ), in the unit of <paramref name="serviceMinutes"/>.</summary>
    /// <returns>Positive infinity where the load reaches the servers.</returns>
    public static double MeanWait(int servers, double load, double serviceMinutes) =>
        load >= servers ? double.PositiveInfinity : Delay(servers, load) * serviceMinutes / (servers - load);

    /// <summary>Mean wait in minutes per priority, highest first, when a server once sent is never called off (Cobham).</summary>
    /// <param name="callsPerHour">λ_k per priority, highest first.</param>
    /// <param name="serviceMinutes">Mean service 1/μ, the same for all.</param>
    /// <returns>W_k = W_0 / [(1-σ_{k-1})(1-σ_k)], W_0 = C/(Nμ), σ_k = Σ_{i≤k} λ_i/(Nμ). Infinite from the priority on at which σ reaches 1.</returns>
    public static double[] PriorityWaits(int servers, IReadOnlyList<double> callsPerHour, double serviceMinutes)
    {
        var load = callsPerHour.Sum() * serviceMinutes / 60;
        var first = Delay(servers, load) * serviceMinutes / servers;
        var waits = new double[callsPerHour.Count];
        var above = 0.0;
        for (var k = 0; k < waits.Length; k++)
        {
            var sigma = above + callsPerHour[k] * serviceMinutes / 60 / servers;
            waits[k] = sigma >= 1 ? double.PositiveInfinity : first / ((1 - above) * (1 - sigma));
            above = sigma;
        }

        return waits;
    }

    /// <summary>P_k, the probability of k servers busy, for k = 0 to N; with a queue P_N counts the states without anybody waiting.</summary>
    /// <remarks>P_k ∝ a^k/k!, built outward from its largest term so that nothing over- or underflows to all zeros. The queue's share is P_Nρ/(1-ρ).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Calls queue and the load reaches the servers: there is no steady state.</exception>
    public static double[] Levels(int servers, double load, WhenAllBusy whenAllBusy)
    {
        Check(servers, load);
        if (whenAllBusy == WhenAllBusy.Wait)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(load, servers);
        }

        var levels = new double[servers + 1];
        var mode = (int)Math.Min(load, servers);
        levels[mode] = 1;
        for (var k = mode + 1; k <= servers; k++)
        {
            levels[k] = levels[k - 1] * load / k;
        }

        for (var k = mode; k > 0; k--)
        {
            levels[k - 1] = levels[k] * k / load;
        }

        var total = levels.Sum();
        if (whenAllBusy == WhenAllBusy.Wait)
        {
            total += levels[servers] * load / (servers - load);
        }

        for (var k = 0; k <= servers; k++)
        {
            levels[k] /= total;
        }

        return levels;
    }

    private static void Check(int servers, double load)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
        if (!(load >= 0 && double.IsFinite(load)))
        {
            throw new ArgumentOutOfRangeException(nameof(load), load, "Erlangs are a finite number, 0 or more.");
        }
    }
}

/// <summary>What becomes of a call that finds every unit busy.</summary>
public enum WhenAllBusy
{
    /// <summary>It waits, first come first served: the model with an infinite queue.</summary>
    Wait,

    /// <summary>Somebody outside takes it (a neighbouring force, a supervisor): the zero-line or loss model.</summary>
    Lost,
}
