using System.Globalization;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Calls.Files;

/// <summary>Files that tell of a call only the area it fell in.</summary>
public class AreaPlacesTests
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private static readonly City _city = new("dos-puentes", "Dos Puentes", "America/Phoenix");

    [Fact]
    public void The_samples_calls_by_area_alone_count_in_the_same_areas()
    {
        var map = ReadMap();
        var index = AreaIndex.Build(map);
        var counted = new long[map.Areas.Count];
        var csv = new StringBuilder("Incident,Received,Reporting District\n");
        using (var calls = File.OpenRead(Path.Combine(_samples, "calls.csv")))
        {
            new CallReader("calls.csv", _city, new CallReadOptions().Beside(map)).Read(calls, batch =>
            {
                foreach (ref readonly var call in batch)
                {
                    var area = index.Find(call.Longitude, call.Latitude);
                    if (area < 0)
                    {
                        continue;
                    }

                    counted[area]++;
                    var time = DateTime.UnixEpoch.AddSeconds(call.LocalSeconds);
                    csv.Append(CultureInfo.InvariantCulture, $"{call.EventNumber},{time:yyyy-MM-dd HH:mm:ss},{map.Areas[area].Id}\n");
                }
            });
        }

        var (report, found) = Read(csv.ToString(), map, null);
        found.ShouldBe(counted);
        report.Accepted.ShouldBe(counted.Sum());
        counted.Sum().ShouldBeGreaterThan(19_000);
        report.Notes.ShouldContain("Calls are placed by their area's id, each at one point of its area: counts by area are exact, distances are not.");
    }

    [Fact]
    public void A_column_that_is_named_places_calls_and_what_the_map_has_not_is_without_a_place()
    {
        var map = ReadMap();
        var id = map.Areas[7].Id;
        var (report, found) = Read(
            $"When,Zone\n2024-01-02 03:04:05,{id}\n2024-01-03 03:04:05,nowhere\n2024-01-04 03:04:05,\n2024-01-05 03:04:05, {id} \n", map, new MappingChanges { PlaceByArea = "zone" });
        (report.Rows, report.Accepted, report.WithoutPlace, report.Rejected).ShouldBe((4, 2, 2, 0));
        found[7].ShouldBe(2);
        report.Notes.ShouldContain(note => note.EndsWith("distances are not; 1 rows name an area that the map has not.", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_map_such_a_file_is_refused_with_the_way_out()
    {
        var fault = Should.Throw<InputException>(() => Read("When,Zone\n2024-01-02 03:04:05,7\n", null, new MappingChanges { PlaceByArea = "Zone" }));
        fault.Message.ShouldBe(
            "calls.csv:1: its calls are placed by the id of an area, and there is no map to find it in. "
            + "Give the city's map, or load it first; or name a place with --map place=LONGITUDE,LATITUDE.");
    }

    private static CityMap ReadMap()
    {
        using var zip = File.OpenRead(Path.Combine(_samples, "city.zip"));
        return CityMapReader.Read("city.zip", zip);
    }

    private static (CallReadReport Report, long[] Counted) Read(string csv, CityMap? map, MappingChanges? changes)
    {
        var index = map is null ? null : AreaIndex.Build(map);
        var counted = new long[map?.Areas.Count ?? 0];
        var options = new CallReadOptions { Mapping = new MappingSources { Changes = changes } }.Beside(map);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var report = new CallReader("calls.csv", _city, options).Read(stream, batch =>
        {
            foreach (ref readonly var call in batch)
            {
                counted[index!.Find(call.Longitude, call.Latitude)]++;
            }
        });
        return (report, counted);
    }
}
