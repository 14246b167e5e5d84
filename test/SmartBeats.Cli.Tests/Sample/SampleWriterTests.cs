using SmartBeats.Cli.Sample;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Tests.Sample;

public class SampleWriterTests
{
    private static string Samples => Path.Combine(SharedData.RepositoryRoot(), "samples");

    [Fact]
    public void Sample_written_anew_from_its_seed_is_the_committed_one_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        foreach (var path in SampleWriter.Write(folder.Path))
        {
            var committed = File.ReadAllBytes(Path.Combine(Samples, Path.GetFileName(path)));
            committed.AsSpan().SequenceEqual(File.ReadAllBytes(path)).ShouldBeTrue($"{Path.GetFileName(path)} differs: run `smartbeats sample samples` and look at what changed");
        }

        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["calls.csv", "calls_2025.csv", "city.json", "city.zip", "crashes.geojson", "officers.csv", "places.geojson", "portal_export.csv", "streets.geojson", "todays_beats.geojson", "water.geojson"]);
    }

    [Fact]
    public void Sample_stays_small_enough_to_commit()
    {
        new FileInfo(Path.Combine(Samples, "city.zip")).Length.ShouldBeLessThan(400_000);
        new FileInfo(Path.Combine(Samples, "calls.csv")).Length.ShouldBeLessThan(2_500_000);
    }

    [Fact]
    public void Another_seed_draws_another_city() =>
        SampleWriter.Files(3).Zip(SampleWriter.Files(InventedCity.PublishedSeed)).Count(pair => !pair.First.Content.SequenceEqual(pair.Second.Content)).ShouldBe(8);

    [Fact]
    public void Map_is_read_back_whole_by_its_id_field_without_repairs()
    {
        var settings = CityJson.Read("city.json", File.ReadAllBytes(Path.Combine(Samples, "city.json")));
        settings.ShouldBe(new CitySettings(new City("dos-puentes", "Dos Puentes", "America/Phoenix"), "AREA_ID"));
        using var zip = File.OpenRead(Path.Combine(Samples, "city.zip"));
        var map = CityMapReader.Read("city.zip", zip, new CityMapOptions { IdField = settings.IdField });
        var drawn = InventedCity.Create(InventedCity.PublishedSeed).Areas;
        map.Areas.Select(area => area.Id).ShouldBe(drawn.Select(area => area.Id));
        map.Areas.Zip(drawn).ShouldAllBe(pair => pair.First.Shape.EqualsTopologically(pair.Second.Shape));
        map.Notes.ShouldNotContain(note => note.Contains("repair", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Todays_beats_cover_every_area_once_in_twelve_whole_pieces()
    {
        var city = InventedCity.Create(InventedCity.PublishedSeed);
        using var file = File.OpenRead(Path.Combine(Samples, "todays_beats.geojson"));
        var beats = CityMapReader.Read("todays_beats.geojson", file, new CityMapOptions { IdField = TodaysBeats.NameField });
        beats.Areas.Select(beat => beat.Id).ShouldBe(["N1", "N2", "N3", "N4", "N5", "N6", "N7", "S1", "S2", "S3", "S4", "S5"]);
        var holders = city.Areas.Select(area => beats.Areas.Count(beat => beat.Shape.Contains(area.Shape.InteriorPoint)));
        holders.ShouldAllBe(count => count == 1);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("smartbeats-sample-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
