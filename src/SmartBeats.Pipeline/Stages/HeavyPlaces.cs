using SmartBeats.Calls;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Places that a beat stands and falls with.</summary>
internal static class HeavyPlaces
{
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
}
