using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Geography;
using SmartBeats.Tests.Geography;

namespace SmartBeats.Tests.Calls.Files;

/// <summary>A real year in four forms of portals and dispatch systems, written by the data's own script.</summary>
public sealed class SeattleFormsTests
{
    private static readonly City _seattle = new("seattle", "Seattle", "America/Los_Angeles");

    [SharedTheory("as_portal.py")]
    [InlineData("socrata")]
    [InlineData("hub")]
    [InlineData("excel")]
    [InlineData("esri")]
    public void Seattle_in_a_portals_form_has_the_same_count_in_each_area(string form)
    {
        var plain = SharedData.File("cities/seattle/calls.csv");
        var folder = Directory.CreateTempSubdirectory("smartbeats-test-");
        try
        {
            var export = Path.Combine(folder.FullName, form + ".csv");
            var (succeeded, _, errors) = Gdal.Run("python3", [SharedData.File("as_portal.py"), form, plain, export]);
            succeeded.ShouldBeTrue(errors);

            using var areas = File.OpenRead(SharedData.File("cities/seattle/city.zip"));
            var map = CityMapReader.Read("city.zip", areas, new CityMapOptions());
            var (expected, plainSeconds) = Count(plain, map);
            var (counted, seconds) = Count(export, map);
            expected.Sum().ShouldBe(91_067);
            counted.ShouldBe(expected);

            // The plain file has seconds, "excel" whole minutes; the others come to the very same instants.
            Math.Abs(seconds - plainSeconds).ShouldBeLessThanOrEqualTo(form == "excel" ? 91_067 * 60L : 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Calls in each area and, behind the last, outside all; and the sum of their instants.</summary>
    private static (long[] Calls, long Seconds) Count(string path, CityMap map)
    {
        var index = AreaIndex.Build(map);
        var counts = new long[map.Areas.Count + 1];
        var seconds = 0L;
        var reader = new CallReader(Path.GetFileName(path), _seattle, new CallReadOptions { CityBox = map.Box(), Mapping = new MappingSources() });
        reader.Read([new CallSource(Path.GetFileName(path), () => File.OpenRead(path))], batch =>
        {
            foreach (ref readonly var call in batch)
            {
                var area = index.Find(call.Longitude, call.Latitude);
                counts[area < 0 ? map.Areas.Count : area]++;
                seconds += call.UtcSeconds;
            }
        });
        reader.Report!.Rejected.ShouldBe(0);
        return (counts, seconds);
    }
}
