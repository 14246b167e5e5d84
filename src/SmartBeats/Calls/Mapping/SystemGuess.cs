using SmartBeats.Geography;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Calls.Mapping;

/// <summary>Which coordinate systems put a file's places into the city.</summary>
internal static class SystemGuess
{
    /// <summary>Readings closer than this are the same place for a call: international and US survey feet part by up to 20 m.</summary>
    private const double SamePlaceMetres = 25;
    private const double NeededShare = 0.95;
    private const int MostNamed = 4;

    /// <summary>Tries the state planes, the zones of UTM and Web Mercator.</summary>
    /// <param name="places">As the file writes them.</param>
    /// <param name="box">The city's; nothing is guessed without.</param>
    /// <returns>A system where one alone fits, with the reason; else null, a clause to follow the doubt, and the systems that fit.</returns>
    public static (string? System, string Reason, IReadOnlyList<(int Code, string Name)> Fitting) Find(IReadOnlyList<(double X, double Y)> places, CityBox? box)
    {
        if (box is not { } city || places.Count == 0)
        {
            return (null, "", []);
        }

        var fitting = new List<(int Code, string Name, double Lon, double Lat)>();
        foreach (var code in GetCandidates(city))
        {
            var system = EpsgSystems.Find(code)!;
            var toDegrees = Reprojection.Of(system)!;
            if (CountInside(places, toDegrees, city) >= NeededShare * places.Count)
            {
                var (lon, lat) = toDegrees(places[0].X, places[0].Y);
                fitting.Add((code, system.Name!, lon, lat));
            }
        }

        if (fitting.Count == 0)
        {
            return (null, ", and no US state plane or UTM zone puts them into the city", []);
        }

        var first = fitting[0];
        var isOnePlace = fitting.TrueForAll(other => LocalMetres.Length(first.Lon, first.Lat, other.Lon, other.Lat) < SamePlaceMetres);
        if (isOnePlace)
        {
            return ($"EPSG:{first.Code}", $"{first.Name} (EPSG:{first.Code}) puts them into the city", []);
        }

        var names = fitting.Take(MostNamed).Select(system => $"EPSG:{system.Code} {system.Name}");
        return (null, $", and several systems put them into the city: {string.Join(", ", names)}", [.. fitting.Take(MostNamed).Select(system => (system.Code, system.Name))]);
    }

    private static IEnumerable<int> GetCandidates(CityBox city)
    {
        var middle = (city.MinLongitude + city.MaxLongitude) / 2;
        var zone = Math.Clamp((int)Math.Floor((middle + 180) / 6) + 1, 1, 60);
        foreach (var near in new[] { zone, zone - 1, zone + 1 }.Where(near => near is >= 1 and <= 60))
        {
            // NAD83 and WGS 84 lie within 2 m: one of the two is enough to try.
            yield return city.MinLatitude >= 0 ? 32600 + near : 32700 + near;
        }

        yield return 3857;
        foreach (var plane in EpsgSystems.StatePlanes)
        {
            yield return plane;
        }
    }

    private static int CountInside(IReadOnlyList<(double X, double Y)> places, Func<double, double, (double Lon, double Lat)> toDegrees, CityBox city)
    {
        var (width, height) = (city.MaxLongitude - city.MinLongitude, city.MaxLatitude - city.MinLatitude);
        var wider = new CityBox(
            city.MinLongitude - (width * 0.05), city.MinLatitude - (height * 0.05), city.MaxLongitude + (width * 0.05), city.MaxLatitude + (height * 0.05));
        var inside = 0;
        foreach (var (x, y) in places)
        {
            var (lon, lat) = toDegrees(x, y);
            inside += wider.Contains(lon, lat) ? 1 : 0;
        }

        return inside;
    }
}
