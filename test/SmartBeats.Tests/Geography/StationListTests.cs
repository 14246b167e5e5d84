using System.Text;

namespace SmartBeats.Geography;

public class StationListTests
{
    private const string GeoJson = """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"Name":"South"},"geometry":{"type":"Point","coordinates":[-112.2,33.4]}},
          {"type":"Feature","id":"North","properties":null,"geometry":{"type":"Point","coordinates":[-112.1,33.6]}}]}
        """;

    [Fact]
    public void Csv_GeoJson_and_JSON_of_the_same_stations_are_the_same()
    {
        var csv = Read("id,lon,lat\nSouth,-112.2,33.4\nNorth,-112.1,33.6\n");
        csv.Stations.ShouldBe([new Station("North", -112.1, 33.6), new Station("South", -112.2, 33.4)]);
        Read(GeoJson).Hash.ShouldBe(csv.Hash);
        Read("""[{"id":"North","lon":-112.1,"lat":33.6},{"id":"South","lon":-112.20,"lat":33.4}]""").Hash.ShouldBe(csv.Hash);
        StationList.Read("kept", csv.Canonical).Hash.ShouldBe(csv.Hash);
    }

    [Theory]
    [InlineData("id,lon\nA,1\n", "stations.csv:1: has no column lat. Write a header id,lon,lat and a station a line, or points as GeoJSON or a GeoPackage.")]
    [InlineData("id,lon,lat\nA,1,95\n", "stations.csv:2: station \"A\" lies at 1, 95: no longitude from -180 to 180 and latitude from -90 to 90. Write degrees of EPSG:4326, longitude first.")]
    [InlineData("id,lon,lat\nA,1,5\nA,2,5\n", "stations.csv:3: names station \"A\" a second time. Give each station an id of its own.")]
    [InlineData("id,lon,lat\nA,one,5\n", "stations.csv:2: \"one\" is no number of degrees. Write degrees such as -112.19.")]
    [InlineData("id,lon,lat\n", "stations.csv: holds no station. Write a header id,lon,lat and a station a line, or points as GeoJSON or a GeoPackage.")]
    [InlineData("[{\"id\":\"A\",\"lon\":1}]", "stations.csv station 1: has no number lat. Write {\"id\": \"North\", \"lon\": -112.19, \"lat\": 33.55}.")]
    [InlineData("{\"features\":[{\"geometry\":null}]}", "stations.csv station 1: is no point. Write a header id,lon,lat and a station a line, or points as GeoJSON or a GeoPackage.")]
    public void A_fault_says_where_and_what_to_write(string text, string message) =>
        Should.Throw<InputException>(() => Read(text)).Message.ShouldBe(message);

    private static StationList Read(string text) => StationList.Read("stations.csv", Encoding.UTF8.GetBytes(text));
}
