using System.Globalization;

namespace SmartBeats.Geography.Projection;

/// <summary>Coordinate systems by their EPSG number: degrees, Web Mercator, UTM, and the US state planes on NAD83.</summary>
/// <remarks>The planes are in <c>StatePlanes.csv</c>, as the EPSG data set has them; in feet for states without such a number, by Esri's (102696). Alaska zone 1 is oblique and not read.</remarks>
internal static class EpsgSystems
{
    private const double SemiMajorMetres = 6_378_137;
    private const double Grs80 = 298.257222101;
    private const double Wgs84 = 298.257223563;
    private const double UsFoot = 1200.0 / 3937.0;

    private static readonly Lazy<Dictionary<int, ReferenceSystem>> _planes = new(ReadPlanes);

    /// <summary>Numbers of the state planes, ascending.</summary>
    public static IReadOnlyList<int> StatePlanes => [.. _planes.Value.Keys.Order()];

    /// <summary>Finds a system; null for a number that is not read here.</summary>
    public static ReferenceSystem? Find(int code)
    {
        switch (code)
        {
            case 4326:
                return ReferenceSystem.Degrees("WGS 84");
            case 4269:
                return ReferenceSystem.Degrees("NAD83");
            case 3857 or 3785 or 900913 or 102100 or 102113:
                return ReferenceSystem.WebMercator("WGS 84 / Pseudo-Mercator");
            case >= 26901 and <= 26923:
                return CreateUtm($"NAD83 / UTM zone {code - 26900}N", code - 26900, 0, Grs80);
            case >= 32601 and <= 32660:
                return CreateUtm($"WGS 84 / UTM zone {code - 32600}N", code - 32600, 0, Wgs84);
            case >= 32701 and <= 32760:
                return CreateUtm($"WGS 84 / UTM zone {code - 32700}S", code - 32700, 10_000_000, Wgs84);
            default:
                return _planes.Value.GetValueOrDefault(code);
        }
    }

    private static ReferenceSystem CreateUtm(string name, int zone, double falseNorthing, double flattening) =>
        Create(name, "Transverse_Mercator", flattening, 1, [
            new("central_meridian", (zone * 6) - 183),
            new("latitude_of_origin", 0),
            new("scale_factor", 0.9996),
            new("false_easting", 500_000),
            new("false_northing", falseNorthing),
        ]);

    private static Dictionary<int, ReferenceSystem> ReadPlanes()
    {
        using var stream = typeof(EpsgSystems).Assembly.GetManifestResourceStream("projection/StatePlanes.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var planes = new Dictionary<int, ReferenceSystem>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(';');
            planes.Add(int.Parse(cells[0], CultureInfo.InvariantCulture), CreatePlane(cells));
        }

        return planes;
    }

    private static ReferenceSystem CreatePlane(string[] cells)
    {
        double Number(int cell) => double.Parse(cells[cell], CultureInfo.InvariantCulture);
        var values = new List<KeyValuePair<string, double>> { new("central_meridian", Number(3)), new("latitude_of_origin", Number(4)) };
        if (cells[2] == "TM")
        {
            values.Add(new("scale_factor", Number(5)));
        }
        else
        {
            values.Add(new("standard_parallel_1", Number(5)));
            values.Add(new("standard_parallel_2", Number(6)));
        }

        values.Add(new("false_easting", Number(7)));
        values.Add(new("false_northing", Number(8)));
        var unit = cells[9] switch
        {
            "ft" => 0.3048,
            "us-ft" => UsFoot,
            _ => 1,
        };
        var method = cells[2] == "TM" ? "Transverse_Mercator" : "Lambert_Conformal_Conic_2SP";
        return Create($"NAD83 / {cells[1]}", method, Grs80, unit, values);
    }

    private static ReferenceSystem Create(
        string name, string method, double flattening, double unitMetres, IReadOnlyList<KeyValuePair<string, double>> values) =>
        new(name, ReferenceKind.Projected, new ProjectionParameters(method, SemiMajorMetres, flattening, unitMetres, values));
}
