using SmartBeats.Geography;
using static SmartBeats.Tests.Geography.MapFiles;

namespace SmartBeats.Tests.Geography;

public class CanonicalMapTests
{
    private static byte[] Stored(CityMap map)
    {
        using var stream = new MemoryStream();
        CanonicalMap.Write(stream, map);
        return stream.ToArray();
    }

    [Fact]
    public void A_stored_map_comes_back_as_it_was()
    {
        var map = Read(ZipOf(("007", "POLYGON ((0.1 0.2, 0.1 1, 1 1, 0.1 0.2))"), ("x \"y\"", "MULTIPOLYGON (((5 5, 5 6, 6 6, 5 5)), ((7 7, 8 7, 8 8, 7 7)))")));
        var back = CanonicalMap.Read("map.geojson", new MemoryStream(Stored(map)));
        back.Areas.Select(area => (area.Index, area.Id)).ShouldBe(map.Areas.Select(area => (area.Index, area.Id)));
        back.Areas.Zip(map.Areas).ShouldAllBe(pair => pair.First.Shape.EqualsExact(pair.Second.Shape) && pair.First.Shape.SRID == 4326);
        (back.IdField, back.Version).ShouldBe((map.IdField, map.Version));
        back.Notes.ShouldBe(map.Notes);
        Stored(back).ShouldBe(Stored(map));
    }

    [SharedTheory("cities")]
    [InlineData("cities/seattle/city_blocks.zip")]
    [InlineData("cities/chicago/city.zip")]
    public void A_stored_city_has_the_version_it_had(string file)
    {
        var map = Read(File.ReadAllBytes(SharedData.File(file)));
        var stored = Stored(map);
        CanonicalMap.Read("map.geojson", new MemoryStream(stored)).Version.ShouldBe(map.Version);
        Read(stored, "map.geojson").Version.ShouldBe(map.Version);
    }

    [Fact]
    public void A_stored_map_changed_by_hand_is_refused()
    {
        var text = System.Text.Encoding.UTF8.GetString(Stored(Read(ZipOf(("a", "POLYGON ((0 0, 0 1, 1 1, 0 0))")))));
        Should.Throw<InputException>(() => CanonicalMap.Read("map.geojson", new MemoryStream(Bytes(text.Replace("[1,1]", "[1,2]", StringComparison.Ordinal))))).Message
            .ShouldBe("map.geojson: was changed since it was stored: its content does not have the version it names. Load the city's map again.");
        Should.Throw<InputException>(() => CanonicalMap.Read("map.geojson", new MemoryStream(Bytes("{\"type\": \"FeatureCollection\", \"features\": []}")))).Message
            .ShouldBe("map.geojson: is not a stored map. Load the city's map again.");
    }
}
