using System.Globalization;
using System.Numerics;

namespace SmartBeats.Response;

/// <summary>The hypercube queueing model, solved exactly: who is busy how often when units help one another out.</summary>
/// <remarks>
/// Larson, "A hypercube queuing model for facility location and redistricting in urban emergency services", Computers and Operations
/// Research 1, 1974; Larson and Odoni, Urban Operations Research, 1981, section 5.4. States are N-bit words B, bit n set while unit n is busy:
/// P(B)(λ+μ|B|) = Σ_{i∈B} P(B∖i) λ(B∖i→B) + μ Σ_{i∉B} P(B∪i); the full state P(B)Nμ = Σ_i P(B∖i) λ(B∖i→B).
/// Over-relaxed Gauss-Seidel sweeps, each followed by scaling every level |B| = k to its known probability P_k of M/M/N, which takes out the slow modes.
/// One unit is sent to a call; service is exponential with one mean. Memory: 4N·2^N + 8·2^N bytes or so, 95 MB at 20 units; time grows likewise.
/// </remarks>
public static class Hypercube
{
    /// <summary>22 units take 400 MB and some ten seconds; beyond, <see cref="HypercubeApproximation"/>.</summary>
    public const int MaxUnits = 22;

    /// <summary>Steps are lengthened by this (successive over-relaxation). Measured at 12 and 16 units, ρ 0.15-0.85: 20-39 sweeps for 1.3-1.4, 49-86 for 1, 45 for 1.6.</summary>
    private const double Relaxation = 1.35;

    private const int MostSweeps = 20_000;

    /// <param name="tolerance">Sweeping ends when the probabilities change by less than this in sum.</param>
    /// <exception cref="InputException">More than <see cref="MaxUnits"/> units, or calls that wait outrun the units.</exception>
    public static HypercubeResult Solve(PatrolSystem system, WhenAllBusy whenAllBusy, double tolerance = 1e-10)
    {
        if (system.Units > MaxUnits)
        {
            throw new InputException("units", $"the exact model has 2^{system.Units} states for {system.Units} units", $"Use the approximation, or at most {MaxUnits} units.");
        }

        system.DemandSteadyState(whenAllBusy);
        var levels = Erlang.Levels(system.Units, system.Load, whenAllBusy);
        var states = Spread(levels);
        var rates = DispatchRates.Of(system);
        var sweeps = 0;
        while (Sweep(system, states, rates, levels) > tolerance)
        {
            if (++sweeps == MostSweeps)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The exact model did not settle in {MostSweeps} sweeps at load {system.Load} of {system.Units}."));
            }
        }

        return Read(system, whenAllBusy, levels, states, sweeps);
    }

    /// <summary>All states of a level alike: exact for a city of identical units, near for others.</summary>
    private static double[] Spread(double[] levels)
    {
        var units = levels.Length - 1;
        var states = new double[1 << units];
        var share = (double[])levels.Clone();
        var choose = 1.0;
        for (var k = 0; k <= units; k++)
        {
            share[k] /= choose;
            choose = choose * (units - k) / (k + 1);
        }

        for (var state = 0; state < states.Length; state++)
        {
            states[state] = share[BitOperations.PopCount((uint)state)];
        }

        return states;
    }

    private static double Sweep(PatrolSystem system, double[] states, double[] rates, double[] levels)
    {
        var mu = 60 / system.ServiceMinutes;
        var full = states.Length - 1;
        var mass = new double[levels.Length];
        var outflow = new double[levels.Length];
        for (var k = 0; k < outflow.Length; k++)
        {
            outflow[k] = 1 / (k * mu + (k < system.Units ? system.TotalCallsPerHour : 0));
        }

        var changed = 0.0;
        var next = 0;
        for (var state = 0; state <= full; state++)
        {
            var up = 0.0;
            for (var busy = state; busy != 0; busy &= busy - 1)
            {
                up += states[state ^ (busy & -busy)] * rates[next++];
            }

            var down = 0.0;
            for (var free = full ^ state; free != 0; free &= free - 1)
            {
                down += states[state | (free & -free)];
            }

            var level = BitOperations.PopCount((uint)state);
            var value = states[state] + Relaxation * ((up + mu * down) * outflow[level] - states[state]);
            changed += Math.Abs(value - states[state]);
            states[state] = value;
            mass[level] += value;
        }

        for (var k = 0; k < mass.Length; k++)
        {
            mass[k] = mass[k] > 0 ? levels[k] / mass[k] : 0;
        }

        for (var state = 0; state <= full; state++)
        {
            states[state] *= mass[BitOperations.PopCount((uint)state)];
        }

        return changed;
    }

    private static HypercubeResult Read(PatrolSystem system, WhenAllBusy whenAllBusy, double[] levels, double[] states, int sweeps)
    {
        // atLeast[S] = Σ P(B) over B ⊇ S: the probability that all of S are busy, perhaps others too, and nobody waits.
        var atLeast = (double[])states.Clone();
        for (var step = 1; step < atLeast.Length; step <<= 1)
        {
            for (var block = 0; block < atLeast.Length; block += step << 1)
            {
                for (var at = block; at < block + step; at++)
                {
                    atLeast[at] += atLeast[at + step];
                }
            }
        }

        var waits = whenAllBusy == WhenAllBusy.Wait;
        var allBusy = waits ? Erlang.Delay(system.Units, system.Load) : levels[system.Units];
        var queued = waits ? allBusy - levels[system.Units] : 0;
        var utilisation = new double[system.Units];
        for (var unit = 0; unit < system.Units; unit++)
        {
            utilisation[unit] = atLeast[1 << unit] + queued;
        }

        var firstFree = new double[system.CallsPerHour.Length][];
        for (var area = 0; area < firstFree.Length; area++)
        {
            var share = system.CallsPerHour[area] / system.TotalCallsPerHour;
            firstFree[area] = new double[system.Units];
            var before = 0;
            foreach (var unit in system.Preferences[area])
            {
                var with = before | (1 << unit);
                firstFree[area][unit] = share * (atLeast[before] - atLeast[with]);
                before = with;
            }
        }

        return new HypercubeResult(system, whenAllBusy, utilisation, firstFree, allBusy, sweeps) { States = states };
    }
}
