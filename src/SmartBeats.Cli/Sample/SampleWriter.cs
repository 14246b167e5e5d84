using System.Text;
using SmartBeats.Geography.Shapefile;

namespace SmartBeats.Cli.Sample;

/// <summary>Writes the invented city as the files a department would upload.</summary>
internal static class SampleWriter
{
    /// <summary>The files in the order of their names: the city, its calls of two years and in two forms, its officers, today's beats, crashes, streets, water and places. Same seed, same bytes, on every machine.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Files(ulong seed)
    {
        var city = InventedCity.Create(seed);
        var residents = InventedResidents.Draw(city.Board, seed);
        return
        [
            ("calls.csv", SampleCsv.Write(city.Calls)),
            ("calls_2025.csv", SampleCsv.Write(city.LaterCalls)),
            ("city.json", Encoding.UTF8.GetBytes(CityJson.Write(new CitySettings(city.City, InventedCity.IdField)))),
            ("city.zip", ShapefileZip.Write(
                "city",
                [DbfColumn.Text(InventedCity.IdField, 8), DbfColumn.Text(InventedResidents.NeighborhoodField, 16), DbfColumn.Integer(InventedResidents.ResidentsField, 6)],
                [.. city.Areas.Zip(residents, (area, of) => new ShapefileRow(area.Shape, [area.Id, of.Neighborhood, of.Residents]))])),
            ("crashes.geojson", InventedCrashes.Write(seed)),
            ("officers.csv", InventedOfficers.Write(seed)),
            ("places.geojson", InventedStreets.WritePlaces()),
            ("portal_export.csv", PortalExport.Write(city.Calls)),
            ("streets.geojson", InventedStreets.WriteStreets(city.Board)),
            ("todays_beats.geojson", TodaysBeats.Write(city)),
            ("water.geojson", InventedStreets.WriteWater()),
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
