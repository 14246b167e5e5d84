using SmartBeats.Publishing;
using SmartBeats.Tests.Metrics;

namespace SmartBeats.Tests.Publishing;

public class WorkloadClassesTests
{
    [Fact]
    public void Classes_hold_about_equally_many_areas_and_end_at_the_largest() =>
        WorkloadClasses.UpperEnds(Enumerable.Range(1, 600).Select(load => (double)load)).ShouldBe([100, 200, 300, 400, 500, 600]);

    [Fact]
    public void Zeros_make_no_class() => WorkloadClasses.UpperEnds([0, 0, 0, 5]).ShouldBe([5]);

    [Fact]
    public void No_workload_makes_no_classes() => WorkloadClasses.UpperEnds([0, 0]).ShouldBeEmpty();

    [Fact]
    public void Few_different_loads_make_few_classes() => WorkloadClasses.UpperEnds([1, 1, 1, 1, 1, 1, 1, 2, 2, 3]).ShouldBe([1, 2, 3]);

    [Fact]
    public void Ends_are_numbers_a_person_would_choose() =>
        WorkloadClasses.UpperEnds([1234, 2345, 3456, 4567, 5678, 6789, 7891]).ShouldBe([2300, 3500, 4600, 5700, 6800, 7891]);

    [Fact]
    public void No_two_neighbouring_beats_get_one_colour()
    {
        var city = GridCity.Of(8, 8);
        var random = new SeededRandom(5);
        int[] beatOfArea = [.. Enumerable.Range(0, 64).Select(_ => 1 + random.Next(12))];
        var colours = BeatColours.Assign(city.Adjacency, beatOfArea, 12);
        foreach (var boundary in city.Adjacency.Boundaries.Where(boundary => beatOfArea[boundary.A] != beatOfArea[boundary.B]))
        {
            colours[beatOfArea[boundary.A] - 1].ShouldNotBe(colours[beatOfArea[boundary.B] - 1]);
        }
    }
}
