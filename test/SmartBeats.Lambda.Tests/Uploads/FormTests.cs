using System.Diagnostics;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Tests.Uploads;

/// <summary>Forms that the library reads only where a program registered them are registered in the functions.</summary>
public sealed class FormTests : IDisposable
{
    private readonly TestCloud _cloud = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-forms-");

    public void Dispose()
    {
        _cloud.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_geopackage_becomes_the_map_that_its_shapefile_was()
    {
        var sample = Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip");
        var package = Path.Combine(_folder.FullName, "city.gpkg");
        using (var gdal = Process.Start("ogr2ogr", ["-f", "GPKG", package, "/vsizip/" + sample]))
        {
            await gdal.WaitForExitAsync();
            gdal.ExitCode.ShouldBe(0);
        }

        var city = new City("dos-puentes", "Dos Puentes", "America/Phoenix");
        (await LoadAsync(package)).ShouldBe(await LoadAsync(sample));

        async Task<string> LoadAsync(string path)
        {
            await using var content = File.OpenRead(path);
            return (await IngestMap.RunAsync(_cloud.Store, city, Path.GetFileName(path), content, new CityMapOptions())).Version;
        }
    }
}
