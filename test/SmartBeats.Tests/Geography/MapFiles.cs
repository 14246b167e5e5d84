using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SmartBeats.Geography;
using SmartBeats.Geography.Archive;
using SmartBeats.Geography.Shapefile;

namespace SmartBeats.Tests.Geography;

/// <summary>Small map files made by hand.</summary>
internal static class MapFiles
{
    public const string Degrees = """GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";

    public static Geometry Wkt(string wkt) => new WKTReader().Read(wkt);

    /// <summary>A zip with a shapefile <c>city</c> of these areas, whose text field <c>NAME</c> has these ids.</summary>
    public static byte[] ZipOf(params (string Id, string Wkt)[] areas) =>
        ShapefileZip.Write("city", [DbfColumn.Text("NAME")], [.. areas.Select(area => new ShapefileRow(Wkt(area.Wkt), [area.Id]))]);

    /// <summary>The same with files replaced (or dropped: null, or added), by name.</summary>
    public static byte[] With(byte[] zip, params (string Name, byte[]? Content)[] changes)
    {
        using var parts = ZipParts.Open(zip, "zip", long.MaxValue);
        var files = parts.Names.ToDictionary(name => name, parts.Take);
        foreach (var (name, content) in changes)
        {
            files.Remove(name);
            if (content is not null)
            {
                files[name] = content;
            }
        }

        return StoredZip.Write([.. files.Select(file => (file.Key, file.Value))]);
    }

    public static byte[] Part(byte[] zip, string name)
    {
        using var parts = ZipParts.Open(zip, "zip", long.MaxValue);
        return parts.Take(name);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static CityMap Read(byte[] content, string fileName = "city.zip", CityMapOptions? options = null) =>
        CityMapReader.Read(fileName, new MemoryStream(content), options);

    public static CityMap Read(string text, CityMapOptions? options = null) => Read(Bytes(text), "city.geojson", options);

    public static string Refusal(byte[] content, string fileName = "city.zip", CityMapOptions? options = null) =>
        Should.Throw<InputException>(() => Read(content, fileName, options)).Message;

    public static string Refusal(string text, CityMapOptions? options = null) => Refusal(Bytes(text), "city.geojson", options);
}
