using NetTopologySuite.IO;
using SmartBeats.Geography;
using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class TravelLawTests
{
    private static readonly AreaPlace[] Places = [new(0, 0, 4), new(3000, 4000, 1)];

    [Fact]
    public void Right_angles_add_east_and_north()
    {
        var law = new TravelLaw(Places, new TravelLawOptions(DistanceLaw.RightAngle, 42, ShortTripKm: 0));
        law.Minutes(0, 1).ShouldBe(10, 1e-12);
        law.Minutes(1, 0).ShouldBe(10, 1e-12);
    }

    [Fact]
    public void Straight_distance_takes_its_detour() =>
        new TravelLaw(Places, new TravelLawOptions(DistanceLaw.Straight, 60, Detour: 1.2, ShortTripKm: 0)).Minutes(0, 1).ShouldBe(6, 1e-12);

    [Fact]
    public void Trip_within_an_area_is_two_thirds_of_its_side_at_right_angles() =>
        new TravelLaw(Places, new TravelLawOptions(DistanceLaw.RightAngle, 60, ShortTripKm: 0)).Minutes(0, 0).ShouldBe(4 / 3.0, 1e-12);

    [Fact]
    public void Short_trips_follow_the_root_and_meet_long_ones_in_value_and_slope()
    {
        var law = new TravelLaw(Places, new TravelLawOptions(SpeedKmh: 60, ShortTripKm: .5));
        law.MinutesFor(0).ShouldBe(0);
        law.MinutesFor(.125).ShouldBe(law.MinutesFor(.5) / 2, 1e-12);
        law.MinutesFor(.5 - 1e-9).ShouldBe(law.MinutesFor(.5), 1e-8);
        ((law.MinutesFor(.5) - law.MinutesFor(.4999)) / .0001).ShouldBe(1, 1e-3);
        law.MinutesFor(3).ShouldBe(3.5, 1e-12);
    }

    [Fact]
    public void Speed_of_nobody_is_refused() =>
        Should.Throw<InputException>(() => new TravelLaw(Places, new TravelLawOptions(SpeedKmh: 0))).Message
            .ShouldBe("speed: 0 km/h is no effective speed. Give km/h above 0 and up to 200, such as 40.");

    [Fact]
    public void Places_of_a_map_are_in_metres_on_the_ground()
    {
        var reader = new WKTReader();
        CityMap map = new([Square(0, -112.2), Square(1, -112.1)], "id", "v", []);
        var places = AreaPlace.Of(map);
        (places[1].EastMetres - places[0].EastMetres).ShouldBe(9_273, 15);   // 0.1° at 33.5° north, by GeographicLib 9,291 m
        places[0].AreaKm2.ShouldBe(1.0312, .003);
        Area Square(int index, double west) => new(index, $"{index}", reader.Read(FormattableString.Invariant(
            $"POLYGON(({west} 33.495, {west + .01} 33.495, {west + .01} 33.505, {west} 33.505, {west} 33.495))")));
    }
}

public class TravelMatrixReaderTests
{
    private static readonly string[] Ids = ["A", "02", "C"];

    [Fact]
    public void Long_and_wide_files_give_the_same_times()
    {
        var wide = Read("minutes,A,02,C\nA,0.5,2,3\n02,4,0.5,6\nC,7,8,0.5\n");
        var tall = Read("to,from,seconds\n" + string.Concat(Enumerable.Range(0, 9).Select(at => FormattableString.Invariant($"{Ids[at % 3]},{Ids[at / 3]},{60 * wide.Minutes(at / 3, at % 3)}\n"))));
        wide.Minutes(1, 0).ShouldBe(4);
        for (var at = 0; at < 9; at++)
        {
            tall.Minutes(at / 3, at % 3).ShouldBe(wide.Minutes(at / 3, at % 3), 1e-6);
        }
    }

    [Fact]
    public void Missing_diagonal_counts_nothing_and_is_said() =>
        Read("area_id,A,02,C\nA,,2,3\n02,4,,6\nC,7,8,\n").Assumptions.ShouldContain("The file has no times within an area; such trips count 0 minutes.");

    [Fact]
    public void Areas_the_map_lacks_are_counted() =>
        Read("minutes,A,02,C,Z\nA,0,2,3,9\n02,4,0,6,9\nC,7,8,0,9\nZ,9,9,9,9\n").Assumptions.ShouldContain("2 rows or columns of the travel times name areas the map does not have; they are not used.");

    [Theory]
    [InlineData("from,to,minutes\nA,02,3\n", "times.csv: 5 of 9 pairs of areas have no time, the first from A to C. Let the router fill every pair, both ways.")]
    [InlineData("from,to,minutes\nA,02,3\nA,02,4\n", "times.csv:3: the time from A to 02 is there twice. Keep one row for each pair.")]
    [InlineData("from,to,minutes\nA,02,-1\n", "times.csv:2: -1 from A to 02 is below 0. Routers mark pairs they cannot reach that way: give such pairs a time.")]
    [InlineData("from,to,minutes\nA,02,five\n", "times.csv:2: \"five\" from A to 02 is not a time. Give a number of minutes, or of seconds under that name.")]
    [InlineData("from,to,km\nA,02,5\n", "times.csv:1: the table needs one column named minutes or seconds. Name the column of travel times by its unit.")]
    [InlineData("minutes,A,02,C\nA,1,2\n", "times.csv:2: the row has 3 cells, the header 4. Export the table again.")]
    [InlineData("id,X,Y\nX,1,2\n", "times.csv:1: no column is named by an area of the map. Use the map's area ids along the top, or the columns from,to,minutes.")]
    [InlineData("minutes,A,02,C\nA,0,600,700\n02,500,0,600\nC,700,800,0\n", "times.csv: half the trips take over 600 minutes and the longest 800, too long for a city. If the times are in seconds, name the column (or the corner cell) seconds.")]
    [InlineData("", "times.csv: there is no table of travel times in it. Give rows from,to,minutes, or a matrix with area ids along its top and left side.")]
    public void Faults_are_named_where_they_are(string text, string message) =>
        Should.Throw<InputException>(() => Read(text)).Message.ShouldBe(message);

    private static TravelMatrix Read(string text) => TravelMatrixReader.Read(new StringReader(text), "times.csv", Ids);
}
