using System.Text;
using SmartBeats.Comparison;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Comparison;

/// <summary>Today's beats on three squares in a row: 01, 02 and =3.</summary>
public class BeatListTests
{
    private static readonly CityMap Map = Read("map.geojson", Squares(("id", "01"), ("id", "02"), ("id", "=3")));

    [Fact]
    public void Assignment_pairs_and_polygons_of_the_same_beats_are_the_same_list()
    {
        var csv = Of("area_id,beat\n01,A\n02,A\n'=3,B\n");
        Of("""[["=3","B"],["02","A"],["01","A"]]""").Hash.ShouldBe(csv.Hash);
        Of(Squares(("beat", "A"), ("beat", "A"), ("beat", "B"))).Hash.ShouldBe(csv.Hash);
        Of(Encoding.UTF8.GetString(csv.Canonical.Span)).Hash.ShouldBe(csv.Hash);
        var (beats, note) = csv.On(Map);
        (string.Join(' ', beats.BeatOfArea), string.Join(' ', beats.Names), note).ShouldBe(("0 0 1", "A B", null));
    }

    [Fact]
    public void Areas_without_a_beat_and_beats_of_strange_areas_are_told()
    {
        var (beats, note) = Of("area_id,beat\n01,10\n02,9\n77,8\n").On(Map);
        beats.BeatOfArea.ShouldBe([1, 0, -1]);
        beats.Names.ShouldBe(["9", "10"]);
        note.ShouldBe("1 area of the current beats is not in the map and is left out: 77.");
    }

    [Theory]
    [InlineData("area_id,zone\n01,A\n", "beats.csv:1: has no columns area_id and beat.")]
    [InlineData("area_id,beat\n01,A\n01,B\n", "beats.csv:3: area \"01\" is in beat B here and in beat A before.")]
    [InlineData("area_id,beat\n01,\n", "beats.csv:2: names no area or no beat (of 1 to 64 characters).")]
    [InlineData("area_id,beat\n", "beats.csv: holds no beats.")]
    [InlineData("[[\"01\"]]", "beats.csv pair 1: is not an area and its beat.")]
    public void A_fault_says_where(string text, string message) =>
        Should.Throw<InputException>(() => Of(text)).Message.ShouldStartWith(message);

    [Fact]
    public void Locked_areas_are_an_id_a_line_or_a_list_and_refused_with_the_near_miss()
    {
        var lines = AreaIdList.Read("locked.csv", Encoding.UTF8.GetBytes("area_id\n02\n01\n02\n"));
        lines.On(Map).ShouldBe([0, 1]);
        AreaIdList.Parse("--lock-areas", "01, 02").Hash.ShouldBe(lines.Hash);
        AreaIdList.Read("locked.json", Encoding.UTF8.GetBytes("""["01","02"]""")).Hash.ShouldBe(lines.Hash);
        Should.Throw<InputException>(() => AreaIdList.Parse("--lock-areas", "00").On(Map)).Message.ShouldStartWith("--lock-areas: area \"00\" is not in the map.");
        Should.Throw<InputException>(() => AreaIdList.Read("locked.csv", Encoding.UTF8.GetBytes("01,02\n"))).Message
            .ShouldBe("locked.csv:1: holds 2 values where one area id is expected. Write one area id a line.");
    }

    private static BeatList Of(string text) => BeatList.Read("beats.csv", Encoding.UTF8.GetBytes(text), Map);

    private static CityMap Read(string name, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return CityMapReader.Read(name, stream, new CityMapOptions { IdField = "id" });
    }

    private static string Squares(params (string Field, string Value)[] squares) => "{\"type\":\"FeatureCollection\",\"features\":["
        + string.Join(',', squares.Select((square, i) => FormattableString.Invariant(
            $"{{\"type\":\"Feature\",\"properties\":{{\"{square.Field}\":\"{square.Value}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{i / 100.0},0],[{(i + 1) / 100.0},0],[{(i + 1) / 100.0},0.01],[{i / 100.0},0.01],[{i / 100.0},0]]]}}}}")))
        + "]}";
}
