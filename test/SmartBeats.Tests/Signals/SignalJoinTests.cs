using System.Text;
using NodaTime;
using SmartBeats.Geography;
using SmartBeats.Requests;

namespace SmartBeats.Signals;

/// <summary>Points, lines and polygons on three squares, A, B and C, with figures worked out by hand.</summary>
public class SignalJoinTests
{
    private static readonly City _city = new("squares", "Squares", "America/Phoenix");
    private static readonly CityMap _map = NamedSquares.Create(("NAME", ["a", "b", "c"]));

    [Fact]
    public void Points_count_one_each_in_the_area_with_the_lower_index_on_an_edge()
    {
        // In A, on the edge of A and B, in C, outside.
        var (amounts, notes) = Join(Points("{}", (-111.995, 33.005), (-111.99, 33.005), (-111.975, 33.002), (-111.5, 33.005)));
        amounts.Units.ShouldBe([2, 0, 1]);
        amounts.UnitsPerOne.ShouldBe(1);
        notes.ShouldBe(["3 crashes counted; 1 more lie outside the city and in no beat."]);
    }

    [Fact]
    public void Points_count_their_amount_where_a_column_holds_it()
    {
        var (amounts, _) = Join(Points("""{"weight":2.5}""", (-111.995, 33.005), (-111.985, 33.005)));
        amounts.Units.Select(units => (double)units / amounts.UnitsPerOne).ShouldBe([2.5, 2.5, 0]);
        Join(Points("""{"HURT":3}""", (-111.995, 33.005)), "HURT").Amounts.Units.ShouldBe([3, 0, 0]);
    }

    [Fact]
    public void Lines_count_by_their_length_inside()
    {
        // From the middle of A to the middle of C: half a side in A, one in B, half in C.
        var (amounts, notes) = Join(Feature("LineString", "[[-111.995,33.005],[-111.975,33.005]]"));
        var side = LocalMetres.Length(-111.99, 33.005, -111.98, 33.005) / 1000;
        amounts.Units.Select(units => (double)units / amounts.UnitsPerOne).Zip([side / 2, side, side / 2]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 0.001);
        amounts.Unit.ShouldBe("km of crashes");
        notes[0].ShouldEndWith("km of crashes counted; none lie outside the city.");
    }

    [Fact]
    public void A_line_along_a_border_counts_once_in_the_lower_area()
    {
        var (amounts, _) = Join(Feature("LineString", "[[-111.99,33.002],[-111.99,33.008]]"));
        amounts.Units[1].ShouldBe(0);
        (amounts.Units[0] / 1000.0).ShouldBe(LocalMetres.Length(-111.99, 33.002, -111.99, 33.008) / 1000, 0.001);
    }

    [Fact]
    public void Polygons_with_numbers_count_by_share_of_ground_and_what_is_outside_is_told()
    {
        // Over the right half of C and as much outside; over all of A and B.
        var text = Collection(
            Polygon(-111.975, -111.965, """{"count":10}"""),
            Polygon(-112, -111.98, """{"count":6}"""));
        var (amounts, notes) = Join(text);
        amounts.Units.Select(units => (double)units / amounts.UnitsPerOne).Zip([3.0, 3.0, 5.0]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 0.002);
        notes[0].ShouldBe("11 count of crashes counted; 5 more lie outside the city and in no beat.");
    }

    [Fact]
    public void Only_the_time_a_request_asks_for_counts()
    {
        var text = Collection(
            Point(-111.995, 33.005, """{"TIMESTAMP":"2024-03-01 02:00:00"}"""),
            Point(-111.985, 33.005, """{"TIMESTAMP":"2024-05-01 14:00:00"}"""));
        var layer = Read(text);
        List<string> notes = [];
        Join(layer, new PlanRequest { From = new LocalDateTime(2024, 4, 1, 0, 0) }, notes).Units.ShouldBe([0, 1, 0]);
        notes.ShouldBe(["1 crashes counted; none lie outside the city; 1 of 2 shapes are of another time."]);
        Join(layer, new PlanRequest { Hours = new HourRange(22, 6) }, []).Units.ShouldBe([1, 0, 0]);
        Should.Throw<InputException>(() => Join(layer, new PlanRequest { From = new LocalDateTime(2025, 1, 1, 0, 0) }, [])).Message
            .ShouldBe("crashes: none of its 2 shapes is of the time asked for. Widen the dates or hours, or load the signal of that time.");
    }

    [Fact]
    public void A_signal_of_another_city_is_refused() =>
        Should.Throw<InputException>(() => Join(Points("{}", (-100, 40)))).Message
            .ShouldBe("crashes: nothing of it lies in the city. Check that it is of this city and says its coordinate system.");

    [Theory]
    [InlineData("calls", "\"calls\" are calls for service and can be no signal's name. Name it by what it is, such as crashes=crashes.geojson.")]
    [InlineData("Calls", "\"calls\" are calls for service and can be no signal's name. Name it by what it is, such as crashes=crashes.geojson.")]
    [InlineData("a/b", "\"a/b\" is no signal's name. Take 1 to 40 lower-case letters, digits and hyphens, such as crashes=crashes.geojson.")]
    public void A_name_that_cannot_be_a_signals_is_refused(string name, string message) =>
        Should.Throw<InputException>(() => SignalReader.CheckName("--signal", name)).Message.ShouldBe("--signal: " + message);

    [Fact]
    public void Polygons_without_a_number_are_refused_with_what_columns_there_are() =>
        Should.Throw<InputException>(() => Read(Collection(Polygon(-112, -111.98, """{"TREES":6}""")))).Message
            .ShouldBe("crashes.geojson: holds polygons, and no column of it is called weight, count, value, amount. Say which column holds their numbers: NAME=crashes.geojson#COLUMN. Its columns are TREES.");

    [Fact]
    public void An_amount_that_is_no_number_is_refused_with_its_place() =>
        Should.Throw<InputException>(() => Read(Points("""{"weight":-1}""", (-111.995, 33.005)))).Message
            .ShouldBe("crashes.geojson feature 1: its weight is \"-1\", not a number from 0 to 1,000,000,000,000. Correct it, or name another column (NAME=FILE#COLUMN).");

    [Theory]
    [InlineData("LineString", "[[-111.995,33.005],[-111.975,33.005]]")]
    [InlineData("Point", "[-111.995,33.005]")]
    [InlineData("MultiPolygon", "[[[[-112,33],[-111.99,33],[-111.99,33.01],[-112,33]]]]")]
    public void A_layer_is_kept_and_read_back_bit_by_bit(string type, string coordinates)
    {
        var layer = Read(Feature(type, coordinates, """{"weight":1.5,"time":"2024-03-01T02:00:00"}"""));
        var kept = layer.Write();
        var back = SignalLayer.Read("crashes", kept);
        back.Write().ShouldBe(kept);
        back.Features.Single().Shape.EqualsExact(layer.Features.Single().Shape is NetTopologySuite.Geometries.Point point ? point : layer.Features.Single().Shape).ShouldBeTrue();
        (back.Unit, back.Total, back.Features.Single().LocalSeconds).ShouldBe((layer.Unit, 1.5, 1709258400L));
    }

    private static (SignalAmounts Amounts, List<string> Notes) Join(string geojson, string? column = null)
    {
        List<string> notes = [];
        return (Join(Read(geojson, column), new PlanRequest(), notes), notes);
    }

    private static SignalAmounts Join(SignalLayer layer, PlanRequest request, List<string> notes) => SignalJoin.Join(layer, _map, AreaIndex.Build(_map), request, notes);

    private static SignalLayer Read(string geojson, string? column = null) =>
        SignalReader.Read("crashes", "crashes.geojson", new MemoryStream(Encoding.UTF8.GetBytes(geojson)), _city, column);

    private static string Points(string properties, params (double X, double Y)[] places) => Collection([.. places.Select(place => Point(place.X, place.Y, properties))]);

    private static string Point(double x, double y, string properties) => Single("Point", FormattableString.Invariant($"[{x},{y}]"), properties);

    private static string Polygon(double west, double east, string properties) => Single(
        "Polygon", FormattableString.Invariant($"[[[{west},33],[{east},33],[{east},33.01],[{west},33.01],[{west},33]]]"), properties);

    private static string Feature(string type, string coordinates, string properties = "{}") => Collection(Single(type, coordinates, properties));

    private static string Single(string type, string coordinates, string properties) =>
        $$$"""{"type":"Feature","properties":{{{properties}}},"geometry":{"type":"{{{type}}}","coordinates":{{{coordinates}}}}}""";

    private static string Collection(params string[] features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";
}
