using System.Collections.Concurrent;
using System.Diagnostics;
using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

/// <summary>Maps for tests: from WKT, from a drawing in metres, and real ones read by GDAL, not by our own reader.</summary>
internal static class MapSource
{
    /// <summary>One degree of latitude near <see cref="Origin"/> in metres, near enough for drawings.</summary>
    private const double MetresPerDegree = 110_600;

    private static readonly ConcurrentDictionary<string, CityMap> Read = new();

    /// <summary>South-west corner of the drawings: on the equator a degree east is nearly a degree north.</summary>
    public static readonly Coordinate Origin = new(10, 0);

    private static readonly WKTReader Reader = new(NtsGeometryServices.Instance);

    public static CityMap FromWkt(params string[] shapes) =>
        Of([.. shapes.Select(Reader.Read)]);

    /// <summary>WKT in metres round <see cref="Origin"/> (on the equator, to about half a percent).</summary>
    public static CityMap FromMetres(params string[] shapes) => Of([.. shapes.Select(wkt =>
    {
        var shape = Reader.Read(wkt);
        shape.Apply(new ToDegrees());
        shape.GeometryChanged();
        return shape;
    })]);

    public static CityMap Of(params Geometry[] shapes) =>
        new([.. shapes.Select((shape, i) => new Area(i, $"a{i}", shape))], null, "test", []);

    /// <summary>A shapefile zip of the shared data, converted by ogr2ogr.</summary>
    public static CityMap FromShared(string zip) => Read.GetOrAdd(zip, _ =>
    {
        var start = new ProcessStartInfo("ogr2ogr") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-f", "CSV", "/vsistdout/", "/vsizip/" + SharedData.File(zip), "-lco", "GEOMETRY=AS_WKT", "-select", "" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var shapes = new List<Geometry>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains("POLYGON", StringComparison.Ordinal)) shapes.Add(Reader.Read(line[line.IndexOfAny(['P', 'M'])..line.LastIndexOf(')')] + ")"));
        }

        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return Of([.. shapes]);
    });

    /// <summary>The same map as if every area had been drawn on its own: each vertex of each area off by up to so much, east and north.</summary>
    public static CityMap Redrawn(CityMap map, double metres, ulong seed)
    {
        var random = new SeededRandom(seed);
        return Of([.. map.Areas.Select(area =>
        {
            var shape = area.Shape.Copy();
            shape.Apply(new Jitter(random, metres));
            shape.GeometryChanged();
            return GeometryFixer.Fix(shape);
        })]);
    }

    private sealed class Jitter(SeededRandom random, double metres) : ICoordinateSequenceFilter
    {
        private readonly Dictionary<(double, double), (double X, double Y)> _moved = [];

        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var old = (seq.GetX(i), seq.GetY(i));
            if (!_moved.TryGetValue(old, out var place))
            {
                var metresPerDegreeEast = MetresPerDegree * Math.Cos(old.Item2 * Math.PI / 180);
                place = (old.Item1 + (2 * random.NextDouble() - 1) * metres / metresPerDegreeEast, old.Item2 + (2 * random.NextDouble() - 1) * metres / MetresPerDegree);
                _moved[old] = place;
            }

            seq.SetX(i, place.X);
            seq.SetY(i, place.Y);
        }
    }

    private sealed class ToDegrees : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            seq.SetX(i, Origin.X + seq.GetX(i) / MetresPerDegree);
            seq.SetY(i, Origin.Y + seq.GetY(i) / MetresPerDegree);
        }
    }
}
