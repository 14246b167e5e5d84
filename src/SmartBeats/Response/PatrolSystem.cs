using System.Globalization;

namespace SmartBeats.Response;

/// <summary>A city under patrol, as the hypercube model sees it: calls by area, one unit a beat, and who is sent in which order.</summary>
/// <remarks>
/// Symbols as in Larson and Odoni, Urban Operations Research, 1981, sections 5.4-5.5: N units, atoms j (here areas) with Poisson
/// rates λ_j, λ = Σλ_j, exponential service of mean 1/μ, ρ = λ/(Nμ), fixed preference lists a_j1, a_j2, ….
/// </remarks>
public sealed class PatrolSystem
{
    /// <param name="callsPerHour">λ_j per area, at least 0, not all 0.</param>
    /// <param name="serviceMinutes">Mean time 1/μ a call keeps a unit, travel included, above 0.</param>
    /// <param name="beatOfArea">Per area, the unit whose beat it lies in, 0-based.</param>
    /// <param name="preferences">Per area, every unit once, first choice first. See <see cref="PreferenceLists"/>.</param>
    public PatrolSystem(int units, double[] callsPerHour, double serviceMinutes, int[] beatOfArea, int[][] preferences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(serviceMinutes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(beatOfArea.Length, callsPerHour.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(preferences.Length, callsPerHour.Length);
        Units = units;
        CallsPerHour = callsPerHour;
        ServiceMinutes = serviceMinutes;
        BeatOfArea = beatOfArea;
        Preferences = preferences;
        TotalCallsPerHour = callsPerHour.Sum();
        if (!(TotalCallsPerHour > 0 && double.IsFinite(TotalCallsPerHour)) || callsPerHour.Any(rate => rate < 0))
        {
            throw new ArgumentException("Call rates are 0 or more and not all 0.", nameof(callsPerHour));
        }

        var namedIn = new int[units];
        for (var area = 0; area < preferences.Length; area++)
        {
            if (!NamesEveryUnit(preferences[area], namedIn, area + 1))
            {
                throw new ArgumentException("A preference list names every unit once.", nameof(preferences));
            }
        }
    }

    /// <summary>N.</summary>
    public int Units { get; }

    /// <summary>λ_j.</summary>
    public double[] CallsPerHour { get; }

    /// <summary>1/μ in minutes.</summary>
    public double ServiceMinutes { get; }

    public int[] BeatOfArea { get; }

    public int[][] Preferences { get; }

    /// <summary>λ.</summary>
    public double TotalCallsPerHour { get; }

    /// <summary>a = λ/μ in erlangs: the units busy on average if nothing is lost.</summary>
    public double Load => TotalCallsPerHour * ServiceMinutes / 60;

    /// <summary>ρ = λ/(Nμ), the mean share of its time a unit spends on calls if nothing is lost.</summary>
    public double MeanUtilisation => Load / Units;

    /// <exception cref="InputException">Calls queue and bring as much work as there are units: queues would grow without end.</exception>
    internal void DemandSteadyState(WhenAllBusy whenAllBusy)
    {
        if (whenAllBusy == WhenAllBusy.Wait)
        {
            DemandSteadyState(Units, Load);
        }
    }

    /// <param name="namedIn">Per unit, the number of the last list that named it.</param>
    private static bool NamesEveryUnit(int[] list, int[] namedIn, int number)
    {
        foreach (var unit in list)
        {
            if ((uint)unit >= (uint)namedIn.Length || namedIn[unit] == number)
            {
                return false;
            }

            namedIn[unit] = number;
        }

        return list.Length == namedIn.Length;
    }

    internal static void DemandSteadyState(int units, double load)
    {
        if (load >= units)
        {
            throw new InputException("units", string.Create(CultureInfo.InvariantCulture, $"the calls keep {load:0.0} units busy around the clock and there are {units}"), $"Put at least {(int)Math.Floor(load) + 1} units on duty, or look at fewer calls.");
        }
    }
}
