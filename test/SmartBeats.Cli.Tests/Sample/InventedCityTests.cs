using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Union;
using SmartBeats.Cli.Sample;

namespace SmartBeats.Cli.Tests.Sample;

public class InventedCityTests
{
    private static readonly InventedCity City = InventedCity.Create(InventedCity.PublishedSeed);

    [Fact]
    public void City_has_about_600_areas_in_all_the_shapes_real_maps_have()
    {
        City.Areas.Count.ShouldBeInRange(560, 640);
        City.Areas.Select(area => area.Id).Distinct().Count().ShouldBe(City.Areas.Count);
        City.Areas.ShouldAllBe(area => area.Shape.IsValid);
        City.Areas.Count(area => area.Shape is MultiPolygon).ShouldBe(2);
        City.Areas.Count(area => area.Shape is Polygon { NumInteriorRings: > 0 }).ShouldBe(1);
        City.Areas.ShouldContain(area => area.Id.StartsWith('0'));
        var sizes = City.Areas.Select(area => area.Shape.Area).Order().ToList();
        (sizes[^1] / sizes[sizes.Count / 10]).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Areas_neither_overlap_nor_leave_gaps_but_the_river_and_the_enclave()
    {
        var whole = UnaryUnionOp.Union(City.Areas.Select(area => area.Shape));
        whole.Area.ShouldBe(City.Areas.Sum(area => area.Shape.Area), 1e-9);
        var city = whole.ShouldBeOfType<Polygon>();
        city.NumInteriorRings.ShouldBe(2);
    }

    [Fact]
    public void Only_the_two_bridges_join_the_banks()
    {
        Reached(_ => true).ShouldBe(City.Areas.Count);
        var oneBank = Reached(area => !IsBridge(area));
        oneBank.ShouldBeInRange(200, City.Areas.Count - 200);
        Reached(area => City.Areas[area].Id != "B001").ShouldBe(City.Areas.Count - 1);
        Reached(area => City.Areas[area].Id != "B002").ShouldBe(City.Areas.Count - 1);
        City.Areas.Count(area => area.Id.StartsWith('B')).ShouldBe(2);
    }

    [Fact]
    public void Banks_are_further_apart_than_any_tolerance_for_gaps()
    {
        var banks = UnaryUnionOp.Union(City.Areas.Where(area => !area.Id.StartsWith('B')).Select(area => area.Shape));
        banks.NumGeometries.ShouldBe(2);
        const double metresPerDegree = 93_000;
        (banks.GetGeometryN(0).Distance(banks.GetGeometryN(1)) * metresPerDegree).ShouldBeGreaterThan(55);
    }

    [Fact]
    public void Calls_are_20_000_in_the_order_of_their_times_and_numbers()
    {
        City.Calls.Count.ShouldBe(20_000);
        City.Calls.Select(call => call.EventNumber).ShouldBe(City.Calls.Select(call => call.EventNumber).Order(StringComparer.Ordinal));
        City.Calls.Select(call => call.EventNumber).Distinct().Count().ShouldBe(20_000);
        City.Calls.Select(call => call.Time).ShouldBeInOrder();
        City.Calls.ShouldAllBe(call => call.Time.Year == 2024);
    }

    [Fact]
    public void Calls_lie_where_the_city_is_busy_and_forty_of_them_outside()
    {
        var tree = new STRtree<int>();
        foreach (var area in City.Areas)
            tree.Insert(area.Shape.EnvelopeInternal, area.Index);

        var calls = new int[City.Areas.Count];
        var outside = 0;
        foreach (var call in City.Calls)
        {
            var point = new Point(call.Place);
            var areas = tree.Query(point.EnvelopeInternal).Where(area => City.Areas[area].Shape.Intersects(point)).Order().ToList();
            if (areas.Count == 0)
                outside++;
            else
                calls[areas[0]]++;
        }

        outside.ShouldBe(40);
        calls.Count(count => count == 0).ShouldBeInRange(5, 40);
        calls.Max().ShouldBeInRange(150, 400);
    }

    [Fact]
    public void Habits_are_those_of_a_city()
    {
        var byHour = Enumerable.Range(0, 24).Select(hour => City.Calls.Count(call => call.Time.Hour == hour)).ToList();
        byHour.IndexOf(byHour.Min()).ShouldBeInRange(3, 5);
        byHour.IndexOf(byHour.Max()).ShouldBeInRange(15, 19);
        City.Calls.Count(call => call.IsIncident).ShouldBeInRange(5_500, 7_500);
        City.Calls.Select(call => call.Priority).Distinct().Order().ShouldBe([1, 2, 3, 4, 5, 6, 7, 9]);
        City.Calls.Select(call => call.Disposition).Distinct().Order(StringComparer.Ordinal).ShouldBe(["", "1", "2", "3", "5", "6", "9"]);
        City.Calls.ShouldAllBe(call => call.ServiceTenths > 0 && call.ServiceTenths < 10_000 && call.Units >= 1 && call.Units <= 6);
        City.Calls.Count(call => call.Address.Contains(',') && !call.Address.Contains('"')).ShouldBeGreaterThan(50);
        City.Calls.Count(call => call.Address.Contains('"')).ShouldBeGreaterThan(20);
        City.Calls.Count(call => call.Address.Length == 0).ShouldBeGreaterThan(20);
    }

    private static bool IsBridge(int area) => City.Areas[area].Id.StartsWith('B');

    /// <summary>Areas reached from the first over shared sides, walked through the areas allowed. Neighbours share whole sides, vertex by vertex.</summary>
    private static int Reached(Func<int, bool> isAllowed)
    {
        var areasOfSide = City.Areas.SelectMany(area => Sides(area.Shape).Select(side => (side, area.Index)))
            .GroupBy(pair => pair.side, pair => pair.Index)
            .ToList();
        areasOfSide.ShouldAllBe(side => side.Count() <= 2);
        var neighbours = areasOfSide.Where(side => side.Count() == 2)
            .SelectMany(side => (IEnumerable<(int From, int To)>)[(side.First(), side.Last()), (side.Last(), side.First())])
            .ToLookup(pair => pair.From, pair => pair.To);
        var seen = new HashSet<int> { 0 };
        var waiting = new Queue<int>([0]);
        while (waiting.TryDequeue(out var area))
        {
            foreach (var next in neighbours[area].Where(next => isAllowed(next) && seen.Add(next)))
                waiting.Enqueue(next);
        }

        return seen.Count;
    }

    private static IEnumerable<(Coordinate, Coordinate)> Sides(Geometry shape)
    {
        var rings = shape is Polygon one ? [one] : ((MultiPolygon)shape).Geometries.Cast<Polygon>();
        foreach (var ring in rings.SelectMany(polygon => polygon.InteriorRings.Prepend(polygon.ExteriorRing)))
        {
            for (var i = 1; i < ring.NumPoints; i++)
            {
                var (a, b) = (ring.GetCoordinateN(i - 1), ring.GetCoordinateN(i));
                yield return a.CompareTo(b) < 0 ? (a, b) : (b, a);
            }
        }
    }
}
