using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Run;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Places that a beat stands and falls with, and what to say of them.</summary>
internal static class HeavyPlaces
{
    private const int MostNamed = 5;

    /// <summary>Of all parts together; none for a run that began before places were counted.</summary>
    public static async Task<IReadOnlyList<DominantPlace>> FindAsync(
        RunFiles files, RunTicket ticket, AreaWorkload workload, int[] beatOfArea, int beats, CancellationToken cancellation)
    {
        var (places, office) = (new List<PlaceLoad>(), 0L);
        for (var part = 0; await files.FindPartAsync(ticket, part, cancellation) is { } joined; part++)
        {
            places.AddRange(joined.Places ?? []);
            office += joined.OfficeCalls;
        }

        return [.. DominantPlace.Find(places, workload, beatOfArea, beats, office).Select(place => place.ToPublishedPrecision())];
    }

    /// <summary>A sentence a place: by its area, since notes are sent by mail, which tells no place of a call.</summary>
    public static IEnumerable<string> Describe(IReadOnlyList<DominantPlace> places, CityMap map, AreaWorkload workload, int[] beatOfArea, Func<int, string> nameOfBeat)
    {
        foreach (var place in places.Take(MostNamed))
        {
            var ofBeat = beatOfArea.Zip(workload.Calls).Where(area => area.First == place.Beat).Sum(area => area.Second);
            yield return Text($"One place in area {map.Areas[place.Area].Id} has {place.Calls:N0} of the {ofBeat:N0} calls of beat {nameOfBeat(place.Beat)} ({place.Share * 100:0.#}%). If it goes, the beat is {Describe(place.DeviationWithout)} of all beats; now it is {Describe(place.Deviation)}.{DescribeDesk(place)}");
        }

        if (places.Count > MostNamed)
        {
            yield return Text($"{places.Count - MostNamed} more places have a tenth of a beat's calls or more: all are in plan.json, under places.");
        }
    }

    private static string DescribeDesk(DominantPlace place) => place.IsDesk
        ? Text($" {place.OfficeShare * 100:0}% of its calls come on weekdays from 8 to 17, elsewhere {place.OfficeShareElsewhere * 100:0}%: so do those at the counter of a police station. If it is the station's own address, --without-place leaves it out (plan.json has its coordinates, under places).")
        : "";

    private static string Describe(double deviation) =>
        Text($"{Math.Abs(deviation) * 100:0.#}% {(deviation < 0 ? "below" : "above")} the mean");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
