using SmartBeats.Demand;

namespace SmartBeats.Benchmarks.Lasting;

/// <summary>A city whose rates are known: areas of unequal size drift by <c>DriftLaw</c>'s curve, calls come by chance, beats are drawn on the past.</summary>
/// <remarks>Areas have no neighbours: each goes, heaviest first, to the lightest beat, which is as even as the engine's plans.</remarks>
internal sealed class SimulatedCity
{
    private const int FirstWeek = 2000;

    private readonly SeededRandom _random;
    private readonly double[] _rates;
    private readonly double _drift;

    /// <param name="seed">Another seed, another city: 12 to 120 beats, 10 to 50 calls a beat and week, areas that drift by 10 to 45 %.</param>
    public SimulatedCity(ulong seed)
    {
        _random = SeededRandom.Derive(seed, 0xC17);
        Beats = 12 + _random.Next(109);
        PastWeeks = 16 + _random.Next(89);
        LifeWeeks = 8 + _random.Next(45);
        _drift = 0.1 + 0.35 * _random.NextDouble();
        var areas = Beats * (12 + _random.Next(49));
        _rates = new double[areas];
        for (var area = 0; area < areas; area++)
        {
            _rates[area] = Math.Exp(0.9 * NextNormal());
        }

        var scale = Beats * (10 + 40 * _random.NextDouble()) / _rates.Sum();
        for (var area = 0; area < areas; area++)
        {
            _rates[area] *= scale;
        }
    }

    public int Beats { get; }

    public int PastWeeks { get; }

    public int LifeWeeks { get; }

    public int Areas => _rates.Length;

    /// <summary>The Monday after the past, in days since 1970-01-01.</summary>
    public int FirstDayOfLife => BeatWeeks.ToMonday(FirstWeek + PastWeeks);

    /// <summary>Calls by area and week, the past's weeks first, then the life's; days are Mondays.</summary>
    public DatedLoads PlayCalls()
    {
        List<int> areas = [], days = [];
        List<long> loads = [];
        for (var area = 0; area < Areas; area++)
        {
            var keeps = Math.Exp(-1.0 / 10);
            var (slow, phase) = (NextNormal(), 2 * Math.PI * _random.NextDouble());
            var season = Math.Sqrt(2 * 0.3);
            for (var week = 0; week < PastWeeks + LifeWeeks; week++)
            {
                slow = keeps * slow + Math.Sqrt(1 - keeps * keeps) * NextNormal();
                var off = Math.Sqrt(0.7) * slow + season * Math.Cos(2 * Math.PI * week * 7 / 365.25 + phase);
                var calls = NextPoisson(_rates[area] * Math.Exp(_drift * off - _drift * _drift / 2));
                if (calls > 0)
                {
                    areas.Add(area);
                    days.Add(BeatWeeks.ToMonday(FirstWeek + week));
                    loads.Add(calls);
                }
            }
        }

        return new DatedLoads([.. areas], [.. days], [.. loads]);
    }

    /// <summary>Beats as even as can be on some loads.</summary>
    public int[] DrawBeats(long[] weights)
    {
        var beatOf = new int[weights.Length];
        var queue = new PriorityQueue<int, (long Load, int Beat)>();
        for (var beat = 0; beat < Beats; beat++)
        {
            queue.Enqueue(beat, (0, beat));
        }

        foreach (var area in Enumerable.Range(0, weights.Length).OrderByDescending(area => weights[area]).ThenBy(area => area))
        {
            if (weights[area] == 0)
            {
                // All of them would go to the one beat that happens to be lightest.
                beatOf[area] = area % Beats;
                continue;
            }

            queue.TryDequeue(out var beat, out var at);
            beatOf[area] = beat;
            queue.Enqueue(beat, (at.Load + weights[area], beat));
        }

        return beatOf;
    }

    private double NextNormal()
    {
        // Box and Muller 1958, one of the two.
        var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * _random.NextDouble());
    }

    private long NextPoisson(double mean)
    {
        if (mean > 60)
        {
            return Math.Max(0, (long)Math.Round(mean + Math.Sqrt(mean) * NextNormal()));
        }

        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0L);
        while (product > limit)
        {
            product *= _random.NextDouble();
            count++;
        }

        return count;
    }
}
