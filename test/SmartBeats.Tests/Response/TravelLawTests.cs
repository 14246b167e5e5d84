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
    public void Minutes_that_every_trip_takes_on_top_are_said()
    {
        var law = new TravelLaw(Places, new TravelLawOptions());
        law.Assumptions[1].ShouldBe(
            "A trip of 0.5 km or more takes 0.75 minutes more than its distance at that speed, for getting under way; a shorter one less, by the root of its distance (Kolesar).");
        (law.MinutesFor(7) - 7 * 60 / 40.0).ShouldBe(0.75, 1e-12);
        (law.MinutesFor(0.5) - 0.5 * 60 / 40.0).ShouldBe(0.75, 1e-12);
        (law.MinutesFor(0.1) - 0.1 * 60 / 40.0).ShouldBeInRange(0.1, 0.74);
    }

    [Fact]
    public void A_reader_of_miles_is_told_in_miles()
    {
        var law = new TravelLaw(Places, new TravelLawOptions()) { Lengths = LengthSystem.Us };
        // 40 / 1.609344 and 0.5 / 1.609344.
        law.Assumptions.ShouldBe([
            "Cars drive along a grid of north-south and east-west streets at 24.9 mph.",
            "A trip of 0.311 mi or more takes 0.75 minutes more than its distance at that speed, for getting under way; a shorter one less, by the root of its distance (Kolesar).",
        ]);
    }

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

    [Theory]
    [InlineData(DistanceLaw.RightAngle, 0.5)]
    [InlineData(DistanceLaw.Straight, 0.5)]
    [InlineData(DistanceLaw.RightAngle, 0)]
    public void A_row_of_trips_is_each_trip_to_the_last_bit(DistanceLaw distance, double shortTrip)
    {
        // 37 areas over 3 km: no multiple of what a processor takes at a time, short trips among them.
        var random = new SeededRandom(5);
        AreaPlace[] places = [.. Enumerable.Range(0, 37).Select(_ => new AreaPlace(random.NextDouble() * 3000, random.NextDouble() * 3000, random.NextDouble()))];
        var law = new TravelLaw(places, new TravelLawOptions(distance, ShortTripKm: shortTrip));
        var rows = new double[places.Length];
        var trips = new double[places.Length];
        for (var from = 0; from < places.Length; from++)
        {
            var weight = random.NextDouble();
            law.AddMinutes(from, weight, rows);
            for (var to = 0; to < trips.Length; to++)
            {
                trips[to] += weight * law.Minutes(from, to);
            }
        }

        rows.ShouldBe(trips);
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
