using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>Says which places a plan's beats stand and fall with.</summary>
public static class PlaceWords
{
    private const int MostNamed = 5;

    /// <summary>A sentence or two a place: by its area, since notes are sent by mail, which tells no place of a call.</summary>
    /// <param name="nameOfBeat">What a beat is called, by its number.</param>
    public static IEnumerable<string> Describe(IReadOnlyList<DominantPlace> places, CityMap map, AreaWorkload workload, int[] beatOfArea, Func<int, string> nameOfBeat)
    {
        foreach (var place in places.Take(MostNamed))
        {
            var ofBeat = beatOfArea.Zip(workload.Calls).Where(area => area.First == place.Beat).Sum(area => area.Second);
            yield return $"One place in area {map.Areas[place.Area].Id} has {Words.Count(place.Calls)} of the {Words.Count(ofBeat)} calls of beat {nameOfBeat(place.Beat)} ({Words.Percent(place.Share)})."
                + $" If it goes, the beat is {Words.Deviation(place.DeviationWithout)} of all beats; now it is {Words.Deviation(place.Deviation)}.{DescribeDesk(place)}";
        }

        if (places.Count > MostNamed)
        {
            yield return $"{Words.Count(places.Count - MostNamed)} more places have a tenth of a beat's calls or more: plan.json names them all, under places.";
        }
    }

    private static string DescribeDesk(DominantPlace place) => place.IsDesk
        ? string.Create(
            CultureInfo.InvariantCulture,
            $" {place.OfficeShare * 100:0}% of its calls come on weekdays from 8 to 17, elsewhere {place.OfficeShareElsewhere * 100:0}%: so do those at the counter of a police station. If it is the station's own address, --without-place leaves it out; plan.json has its coordinates, under places.")
        : "";
}
