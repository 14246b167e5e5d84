using System.Collections.Concurrent;
using System.Diagnostics;
using NetTopologySuite;
using NetTopologySuite.Geometries;
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
