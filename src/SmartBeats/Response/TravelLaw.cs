using System.Globalization;
using System.Numerics;

namespace SmartBeats.Response;

/// <summary>How the distance of a trip is taken from two points.</summary>
public enum DistanceLaw
{
    /// <summary>|Δeast| + |Δnorth|: a street grid along the compass.</summary>
    RightAngle,

    /// <summary>As the crow flies, times the detour.</summary>
    Straight,
}

/// <summary>What a travel law is made of; every default is a stated assumption.</summary>
/// <param name="SpeedKmh">Effective speed v once under way, above 0: stops and lights included.</param>
/// <param name="Detour">Road over measured distance, at least 1. Null for 1 on a grid and 1.3 straight (METHODS 3.2: 1.2-1.3).</param>
/// <param name="ShortTripKm">d₀, the trip below which the car never reaches its speed (Kolesar); 0 for no correction.</param>
public sealed record TravelLawOptions(
    DistanceLaw Law = DistanceLaw.RightAngle,
    double SpeedKmh = 40,
    double? Detour = null,
    double ShortTripKm = 0.5);

/// <summary>Travel time from distance, without a road map.</summary>
/// <remarks>
/// Between areas D is the distance of their centres. Within one, D is the mean between two random points of a square of its size A:
/// ⅔√A at right angles, 0.521√A straight (Larson and Odoni, Urban Operations Research, 1981, chapter 3).
/// Kolesar, Walker and Hausner, Operations Research 23(4), 1975: T = c√D for D &lt; d₀ and a + bD above. With b = 1/v and the two
/// pieces meeting in value and slope, c = 2√d₀/v and a = d₀/v, so d₀ is the only new number.
/// </remarks>
public sealed class TravelLaw : ITravel
{
    private readonly AreaPlace[] _places;
    private readonly double[] _east;
    private readonly double[] _north;
    private readonly TravelLawOptions _options;
    private readonly double _minutesPerKm;
    private readonly double _detour;

    /// <exception cref="InputException">A speed, detour or short trip that no car has.</exception>
    public TravelLaw(IReadOnlyList<AreaPlace> places, TravelLawOptions options)
    {
        if (!(options.SpeedKmh is > 0 and <= 200))
        {
            throw new InputException("speed", string.Create(CultureInfo.InvariantCulture, $"{options.SpeedKmh} km/h is no effective speed"), "Give km/h above 0 and up to 200, such as 40.");
        }

        _detour = options.Detour ?? (options.Law == DistanceLaw.Straight ? 1.3 : 1);
        if (!(_detour is >= 1 and <= 5))
        {
            throw new InputException("detour", string.Create(CultureInfo.InvariantCulture, $"a detour of {_detour} is no ratio of road to measured distance"), "Give a number from 1 to 5, such as 1.3.");
        }

        if (!(options.ShortTripKm is >= 0 and <= 10))
        {
            throw new InputException("short trip", string.Create(CultureInfo.InvariantCulture, $"{options.ShortTripKm} km is no short trip"), "Give km from 0 (no correction) to 10, such as 0.5.");
        }

        _places = [.. places];
        _east = Array.ConvertAll(_places, place => place.EastMetres);
        _north = Array.ConvertAll(_places, place => place.NorthMetres);
        _options = options;
        _minutesPerKm = 60 / options.SpeedKmh;
    }

    /// <summary>What it is made of.</summary>
    public TravelLawOptions Options => _options;

    internal IReadOnlyList<AreaPlace> Places => _places;

    /// <summary>What its assumptions are said in.</summary>
    public LengthSystem Lengths { get; init; }

    public int AreaCount => _places.Length;

    public IReadOnlyList<string> Assumptions
    {
        get
        {
            var words = new LengthWords(Lengths);
            var streets = _options.Law == DistanceLaw.RightAngle ? "along a grid of north-south and east-west streets" : "straight";
            var roads = _detour == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", with roads {_detour:0.##} times as long as that distance");
            return
            [
                $"Cars drive {streets} at {words.Speed(_options.SpeedKmh)}{roads}.",
                _options.ShortTripKm > 0
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"A trip of {words.Stretch(_options.ShortTripKm)} or more takes {_options.ShortTripKm * _minutesPerKm:0.##} minutes more than its distance at that speed, for getting under way; a shorter one less, by the root of its distance (Kolesar).")
                    : "Short trips are as fast as long ones.",
            ];
        }
    }

    public double Minutes(int from, int to) => MinutesFor(Km(from, to));

    /// <inheritdoc/>
    /// <remarks>Several trips at a time, each by the arithmetic of <see cref="Minutes"/> in its order: sums agree to the last bit.</remarks>
    public void AddMinutes(int from, double weight, Span<double> sums)
    {
        if (!Vector.IsHardwareAccelerated)
        {
            // As in a browser: lanes played by a loop are slower than none.
            for (var to = 0; to < sums.Length; to++)
            {
                sums[to] += weight * Minutes(from, to);
            }

            return;
        }

        var own = sums[from] + weight * Minutes(from, from);
        var (east, north) = (new Vector<double>(_east[from]), new Vector<double>(_north[from]));
        var at = 0;
        for (; at <= sums.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var lanes = sums.Slice(at, Vector<double>.Count);
            var minutes = MinutesFor(Km(east - new Vector<double>(_east, at), north - new Vector<double>(_north, at)));
            (new Vector<double>(lanes) + weight * minutes).CopyTo(lanes);
        }

        for (; at < sums.Length; at++)
        {
            sums[at] += weight * Minutes(from, at);
        }

        sums[from] = own;
    }

    /// <summary>T(D) in minutes for a road distance in km.</summary>
    public double MinutesFor(double km) => km < _options.ShortTripKm
        ? 2 * Math.Sqrt(km * _options.ShortTripKm) * _minutesPerKm
        : (km + _options.ShortTripKm) * _minutesPerKm;

    private Vector<double> MinutesFor(Vector<double> km)
    {
        var shortTrip = new Vector<double>(_options.ShortTripKm);
        var minutes = (km + shortTrip) * _minutesPerKm;
        return Vector.LessThanAny(km, shortTrip)
            ? Vector.ConditionalSelect(Vector.LessThan(km, shortTrip), 2 * Vector.SquareRoot(km * shortTrip) * _minutesPerKm, minutes)
            : minutes;
    }

    private double Km(int from, int to)
    {
        var right = _options.Law == DistanceLaw.RightAngle;
        if (from == to)
        {
            return _detour * (right ? 2.0 / 3 : 0.521) * Math.Sqrt(_places[from].AreaKm2);
        }

        var east = Math.Abs(_east[from] - _east[to]);
        var north = Math.Abs(_north[from] - _north[to]);
        return _detour * (right ? east + north : Math.Sqrt(east * east + north * north)) / 1000;
    }

    private Vector<double> Km(Vector<double> east, Vector<double> north)
    {
        var metres = _options.Law == DistanceLaw.RightAngle ? Vector.Abs(east) + Vector.Abs(north) : Vector.SquareRoot(east * east + north * north);
        return _detour * metres / 1000;
    }
}
