using System.Text;
using SmartBeats.Geography.Shapefile;

namespace SmartBeats.Cli.Sample;

/// <summary>Writes the invented city as the files a department would upload.</summary>
internal static class SampleWriter
{
    /// <summary>The files by name: <c>calls.csv</c>, <c>calls_2025.csv</c>, <c>city.json</c>, <c>city.zip</c>, <c>officers.csv</c>, <c>portal_export.csv</c> and <c>todays_beats.geojson</c>. Same seed, same bytes, on every machine.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Files(ulong seed)
    {
        var city = InventedCity.Create(seed);
        return
        [
            ("calls.csv", SampleCsv.Write(city.Calls)),
            ("calls_2025.csv", SampleCsv.Write(city.LaterCalls)),
            ("city.json", Encoding.UTF8.GetBytes(CityJson.Write(new CitySettings(city.City, InventedCity.IdField)))),
            ("city.zip", ShapefileZip.Write(
                "city",
                [DbfColumn.Text(InventedCity.IdField, 8)],
                [.. city.Areas.Select(area => new ShapefileRow(area.Shape, [area.Id]))])),
            ("officers.csv", InventedOfficers.Write(seed)),
            ("portal_export.csv", PortalExport.Write(city.Calls)),
            ("todays_beats.geojson", TodaysBeats.Write(city)),
        ];
    }

    /// <summary>Writes the files into a folder, made if it is missing; each is written aside and then put in place.</summary>
    /// <returns>The paths written, in the order of their names.</returns>
    public static IReadOnlyList<string> Write(string folder, ulong seed = InventedCity.PublishedSeed)
    {
        Directory.CreateDirectory(folder);
        var paths = new List<string>();
        foreach (var (name, content) in Files(seed))
        {
            var path = Path.Combine(folder, name);
            var aside = path + ".part";
            File.WriteAllBytes(aside, content);
            File.Move(aside, path, overwrite: true);
            paths.Add(path);
        }

        return paths;
    }
}
