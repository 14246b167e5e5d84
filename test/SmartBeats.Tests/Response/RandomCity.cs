using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

/// <summary>Areas strewn over a 10 km square with unequal calls, in beats of near equal load (Lloyd's rule over a power diagram).</summary>
internal sealed class RandomCity
{
    private RandomCity(AreaPlace[] places, double[] rates, int[] beats, int units, double serviceMinutes)
    {
        Travel = new TravelLaw(places, new TravelLawOptions());
        Beats = beats;
        Presence = UnitTravel.PresenceByCalls(rates);
        UnitToArea = UnitTravel.Patrolling(Travel, beats, units, Presence);
        System = new PatrolSystem(units, rates, serviceMinutes, beats, PreferenceLists.Build(UnitToArea, beats));
    }

    public TravelLaw Travel { get; }

    public int[] Beats { get; }

    public double[] Presence { get; }

    public double[][] UnitToArea { get; }

    public PatrolSystem System { get; }

    public static RandomCity Of(int units, int areas, double utilisation, ulong seed)
    {
        var random = new SeededRandom(seed);
        var places = new AreaPlace[areas];
        var rates = new double[areas];
        for (var area = 0; area < areas; area++)
        {
            places[area] = new AreaPlace(random.NextDouble() * 10_000, random.NextDouble() * 10_000, 100.0 / areas);
            rates[area] = 0.5 + random.NextDouble();
        }

        // Half-hour calls that keep the units busy for the share asked.
        var scale = utilisation * units * 2 / rates.Sum();
        rates = Array.ConvertAll(rates, rate => rate * scale);
        return new RandomCity(places, rates, BalancedBeats(places, rates, units), units, 30);
    }

    private static int[] BalancedBeats(AreaPlace[] places, double[] rates, int units)
    {
        var beats = new int[places.Length];
        var centres = Enumerable.Range(0, units).Select(unit => places[unit * places.Length / units]).ToArray();
        var prices = new double[units];
        var fair = rates.Sum() / units;
        for (var round = 0; round < 400; round++)
        {
            var load = new double[units];
            for (var area = 0; area < places.Length; area++)
            {
                beats[area] = Enumerable.Range(0, units).MinBy(unit => Square(places[area], centres[unit]) + prices[unit]);
                load[beats[area]] += rates[area];
            }

            for (var unit = 0; unit < units; unit++)
            {
                var own = Enumerable.Range(0, places.Length).Where(area => beats[area] == unit).ToArray();
                if (round < 60 && own.Length > 0)
                {
                    centres[unit] = new AreaPlace(own.Average(area => places[area].EastMetres), own.Average(area => places[area].NorthMetres), 0);
                }

                prices[unit] += (load[unit] / fair - 1) * 3e5 / (1 + round / 40.0);
            }
        }

        return beats;
    }

    private static double Square(AreaPlace a, AreaPlace b) =>
        (a.EastMetres - b.EastMetres) * (a.EastMetres - b.EastMetres) + (a.NorthMetres - b.NorthMetres) * (a.NorthMetres - b.NorthMetres);
}
