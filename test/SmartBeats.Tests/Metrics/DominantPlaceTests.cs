using SmartBeats.Calls;
using SmartBeats.Metrics;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Metrics;

public class DominantPlaceTests
{
    // Areas 0 and 1 are beat 1, areas 2 and 3 beat 2.
    private static readonly int[] _beats = [1, 1, 2, 2];
    private static readonly AreaWorkload _workload = new([600, 400, 500, 500], [1_200, 800, 1_000, 1_000], 1, "calls", 0);

    [Fact]
    public void A_place_with_a_tenth_of_its_beats_calls_is_found_and_what_becomes_of_the_beat_without_it()
    {
        PlaceLoad[] places = [At(-112.10001, 33.2, 0, 150, 300), At(-112.10004, 33.20002, 0, 50, 100), At(-112.2, 33.2, 1, 99, 198), At(-112.3, 33.2, 2, 100, 200)];
        var found = DominantPlace.Find(places, _workload, _beats, 2, 400);
        found.Select(place => (place.Place, place.Area, place.Beat, place.Calls, place.Share)).ShouldBe(
            [(new CallPlace(-112.1, 33.2), 0, 1, 200L, 0.2), (new CallPlace(-112.3, 33.2), 2, 2, 100L, 0.1)]);
        // Beat 1 has 2,000 of 4,000 units; without 400 of them it has 1,600 of 3,600, and a mean of 1,800.
        found[0].Deviation.ShouldBe(0, 1e-12);
        found[0].DeviationWithout.ShouldBe((1_600 / 1_800.0) - 1, 1e-12);
        DominantPlace.Find([At(-112.1, 33.2, 0, 29, 29)], _workload with { Calls = [29, 0, 0, 0] }, _beats, 2, 0).ShouldBeEmpty("29 calls are no address that dominates");
    }

    [Theory]
    [InlineData(60, true)] // 60% in office hours, elsewhere (400 - 60) / 1,900 = 17.9%
    [InlineData(37, false)] // 19 points more is below the 20 asked for
    [InlineData(39, true)]
    public void A_counter_is_known_by_its_hours(long office, bool isDesk)
    {
        var place = DominantPlace.Find([At(-112.1, 33.2, 0, 100, 100) with { OfficeCalls = office }], _workload, _beats, 2, 400).Single();
        place.OfficeShare.ShouldBe(office / 100.0);
        place.OfficeShareElsewhere.ShouldBe((400 - office) / 1_900.0, 1e-12);
        place.IsDesk.ShouldBe(isDesk);
    }

    [Fact]
    public void Few_calls_in_office_hours_may_be_chance()
    {
        // 13 of 40 against 10%: 22 points more, and four standard errors are 19.
        var workload = new AreaWorkload([340, 0, 0, 0], [340, 0, 0, 0], 1, "calls", 0);
        Of(13, 43).IsDesk.ShouldBeTrue();
        // 20 of 40 against 30%: 20 points more, and four standard errors are 29.
        Of(20, 110).IsDesk.ShouldBeFalse();

        DominantPlace Of(long office, long all) => DominantPlace.Find([At(-112.1, 33.2, 0, 40, 40) with { OfficeCalls = office }], workload, _beats, 2, all).Single();
    }

    [Fact]
    public void A_place_holds_what_rounds_to_it()
    {
        var place = CallPlace.Around(-112.123449, 33.56783);
        place.ToString().ShouldBe("-112.1234,33.5678");
        place.Contains(-112.123449, 33.56783).ShouldBeTrue();
        place.Contains(-112.12346, 33.5678).ShouldBeFalse();
        place.Contains(-112.1234, 33.56786).ShouldBeFalse();
    }

    private static PlaceLoad At(double longitude, double latitude, int area, long calls, long weight) => new(longitude, latitude, area, calls, weight, 0);
}
