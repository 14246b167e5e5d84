using SmartBeats.Metrics;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

public class PlaceCounterTests
{
    [Theory]
    [InlineData(400_000, true)]
    [InlineData(50, false)]
    public void Places_are_counted_as_a_dictionary_does_however_few_are_told_apart(int mostPlaces, bool isExact)
    {
        var random = new SeededRandom(3);
        var tallies = Enumerable.Range(0, 5_000).Select(_ =>
        {
            // A few places have most calls, and a thousand others one or two.
            var at = random.Next(3) == 0 ? random.Next(6) : 10 + random.Next(1_000);
            return new DatedTally(-112 - at / 1024.0, 33, random.Next(30), 1 + random.Next(2), random.Next(100), 0, 0, 1, 0, 0, random.Next(2));
        }).ToList();
        var counter = new PlaceCounter(WorkloadKind.ServiceMinutes, mostPlaces);
        AddAll();
        counter.IsExact.ShouldBe(isExact);
        if (!isExact)
        {
            counter.BeginAgain();
            AddAll();
            counter.IsExact.ShouldBeTrue();
        }

        var counted = tallies.Where(Counts).ToList();
        counter.ToList().ShouldBe(
            counted.GroupBy(tally => tally.Longitude)
                .Select(place => new PlaceLoad(
                    place.Key, 33, AreaOf(place.First()), place.Sum(tally => tally.Calls), place.Sum(tally => tally.MinuteHundredths * Units(tally)), place.Sum(tally => tally.OfficeCalls)))
                .Where(place => place.Calls >= DominantPlace.FewestCalls)
                .OrderByDescending(place => place.Calls).ThenBy(place => place.Longitude));
        counter.ToList().Count.ShouldBeInRange(5, 10);
        counter.OfficeCalls.ShouldBe(counted.Sum(tally => tally.OfficeCalls));

        void AddAll() => tallies.ForEach(tally => counter.Add(tally, AreaOf(tally), Units(tally)));

        static int AreaOf(DatedTally tally) => tally.Longitude < -112.9 ? -1 : 4;

        static long Units(DatedTally tally) => tally.Day % 3;

        static bool Counts(DatedTally tally) => AreaOf(tally) >= 0 && Units(tally) > 0;
    }
}
