using System.Text;
using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Tests.Geography;

namespace SmartBeats.Tests.Demand;

public class GrowthTests
{
    // Four squares in a row, each a hundredth of a degree wide: 1, 2, 3, 4.
    private static readonly CityMap _map = MapFiles.Read($$"""{"type":"FeatureCollection","features":[{{string.Join(',', Enumerable.Range(0, 4).Select(i => Square($"\"id\":\"{i + 1}\"", i, i + 1)))}}]}""");
    private static readonly AreaWorkload _workload = new([100, 300, 200, 200], [200, 600, 400, 400], 1, "calls", 0);
    private static readonly int[] _beats = [1, 1, 2, 2];

    // 2023, so that the plan's life is 2024's first 365 days.
    private static readonly DayRange _past = new(DayRange.ToDay(new LocalDate(2023, 1, 1)), DayRange.ToDay(new LocalDate(2023, 12, 31)));

    [Fact]
    public void A_list_is_the_same_in_every_form_and_order()
    {
        var csv = Read("growth.csv", "area,factor,calls,dwellings,calls_per_dwelling,from,scenario\n3,,,400,0.5,2024-07-01,mall\n1,1.5,,,,,\n2,,70,,,,mall\n");
        csv.Changes.ShouldBe([new("growth", "1", 1.5, 0, null), new("mall", "2", 1, 70, null), new("mall", "3", 1, 200, new DateOnly(2024, 7, 1))]);
        var json = Read("request", """[{"area":"1","factor":1.50},{"area":"2","calls":70,"scenario":"mall"},{"area":"3","dwellings":400,"callsPerDwelling":0.5,"from":"2024-07-01","scenario":"mall"}]""");
        Encoding.UTF8.GetString(json.Canonical.Span).ShouldBe(Encoding.UTF8.GetString(csv.Canonical.Span));
        Read("again", Encoding.UTF8.GetString(csv.Canonical.Span)).Hash.ShouldBe(csv.Hash);
        Read("growth.csv", "area,factor\n1,1.6\n").Hash.ShouldNotBe(csv.Hash);
    }

    [Theory]
    [InlineData("area,factor\n9,2\n", "growth.csv:2: area \"9\" is not in the map. Use the ids of the map's field \"id\", leading zeros and all. Ground that the city is about to annex is given as a polygon (GeoJSON or a GeoPackage), or added to the map first.")]
    [InlineData("area,factor,calls\n1,2,3\n", "growth.csv:2: says not exactly one of factor, calls, or dwellings with calls_per_dwelling. ")]
    [InlineData("area,dwellings\n1,2\n", "growth.csv:2: says not exactly one of factor, calls, or dwellings with calls_per_dwelling. ")]
    [InlineData("area,factor\n1,-2\n", "growth.csv:2: factor \"-2\" is no number from 0 to 100. ")]
    [InlineData("area,factor,from\n1,2,7/1/2024\n", "growth.csv:2: \"7/1/2024\" is no day. Write from as yyyy-MM-dd.")]
    [InlineData("area,factr\n1,2\n", "growth.csv:1: has a column \"factr\" that means nothing here (did you mean \"factor\"?). ")]
    [InlineData("factor\n2\n", "growth.csv:1: has no column area. ")]
    [InlineData("area,factor\n", "growth.csv: holds no change. ")]
    public void What_cannot_be_is_refused_with_its_line(string csv, string message) =>
        Should.Throw<InputException>(() => Read("growth.csv", csv)).Message.ShouldStartWith(message);

    [Fact]
    public void Polygons_are_spread_over_the_areas_by_ground_and_annexed_ground_goes_to_the_nearest()
    {
        // Half of area 1 and all of 2; then half of area 4 and as much beyond the map.
        var drawn = Read("growth.geojson", $$"""{"type":"FeatureCollection","features":[{{Square("\"factor\":3,\"scenario\":\"mall\"", 0.5, 2)}},{{Square("\"calls\":100,\"scenario\":\"homes\"", 3.5, 4.5)}}]}""");
        drawn.Changes.Select(change => (change.Scenario, change.Area, Math.Round(change.Factor, 6), Math.Round(change.CallsPerYear, 6))).ShouldBe(
            [("homes", "4", 1, 100), ("mall", "1", 2, 0), ("mall", "2", 3, 0)]);
        drawn.Notes.ShouldBe(["growth.geojson polygon 2 lies outside the map with 50% of its ground; its calls there are counted to the nearest area, 4."]);
        Should.Throw<InputException>(() => Read("growth.geojson", $$"""{"type":"FeatureCollection","features":[{{Square("\"factor\":3", 7, 8)}}]}"""))
            .Message.ShouldStartWith("growth.geojson polygon 1: lies outside the map, where there are no calls that a factor could change.");
    }

    [Fact]
    public void A_plan_is_scored_on_each_scenario_and_the_worst_is_named()
    {
        var list = Read("growth.csv", "area,factor,calls,from,scenario\n1,2,,,double\n3,,366,2024-07-01,mall\n4,0,,2023-06-01,closed\n2,5,,2030-01-01,far\n");
        var scores = GrowthScore.Score(list.Changes, _map, _workload, _past, _beats, 2, []);

        // Beats have 800 and 800 units. Double: 1,000 and 800. Mall: 366 a year are 365.75 in 365 days, two units each, for the 183 days from
        // 1 July that the life has left. Closed before the life begins: 800 and 400. Far: nothing yet.
        var mall = 366 * (365 / 365.25) * 2 * (183 / 365.0);
        var expected = new Dictionary<string, (double First, double Second)> { ["double"] = (1_000, 800), ["mall"] = (800, 800 + mall), ["closed"] = (800, 400), ["far"] = (800, 800) };
        scores.Select(score => score.Scenario).ShouldBe(["closed", "mall", "double", "far"]);
        foreach (var score in scores)
        {
            var (first, second) = expected[score.Scenario];
            var mean = (first + second) / 2;
            score.MaxDeviation.ShouldBe(Math.Abs(first - mean) / mean, 1e-9, score.Scenario);
            score.Spread.ShouldBe(Math.Abs(first - mean) / mean, 1e-9, "of two beats both are as far from the mean");
            score.Change.ShouldBe(((first + second) / 1_600) - 1, 1e-9);
            score.DeviationBefore.ShouldBe(0, 1e-12);
        }

        var apart = GrowthScore.Score([new("x", "1", 2, 0, null)], _map, _workload, _past, [1, 2, 3, 3], 3, [1]).Single();
        (apart.WorstBeat, apart.Change).ShouldBe((2, 0.125), "beat 1 is in no mean, its calls are in the whole");
        apart.WorstDeviation.ShouldBe((600 / 700.0) - 1, 1e-9);

        string[] said = [.. GrowthWords.Describe([.. scores.Select(score => score.ToPublishedPrecision())], beat => $"K{beat}")];
        said[0].ShouldBe("If \"closed\" comes true (25% less workload in the year after the calls counted), beat K1 is 33.33% above the mean; now it is on the mean. Of 4 scenarios it is the worst. Added calls weigh what the city's mean call does.");
        said[1].ShouldBe("The others: \"mall\" beat K1 18.65% below the mean, \"double\" beat K1 11.11% above the mean and \"far\" beat K1 on the mean.");
        GrowthWords.Describe([], beat => "").ShouldBeEmpty();
    }

    private static string Square(string properties, double from, double to) => FormattableString.Invariant(
        $$$"""{"type":"Feature","properties":{{{{properties}}}},"geometry":{"type":"Polygon","coordinates":[[[{{{-112 + (from / 100)}}},33],[{{{-112 + (to / 100)}}},33],[{{{-112 + (to / 100)}}},33.01],[{{{-112 + (from / 100)}}},33.01],[{{{-112 + (from / 100)}}},33]]]}}""");

    private static GrowthList Read(string name, string text) => GrowthList.Read(name, Encoding.UTF8.GetBytes(text), _map);
}
