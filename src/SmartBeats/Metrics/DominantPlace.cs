using SmartBeats.Calls;
using SmartBeats.Requests;

namespace SmartBeats.Metrics;

/// <summary>Calls at one coordinate.</summary>
/// <param name="Area">Index of the area it lies in.</param>
/// <param name="Weight">In units of the workload.</param>
/// <param name="OfficeCalls">Of these, calls on weekdays from 8 to 17 local.</param>
public sealed record PlaceLoad(double Longitude, double Latitude, int Area, long Calls, long Weight, long OfficeCalls);

/// <summary>One place with so many of a beat's calls that the beat stands and falls with it.</summary>
/// <param name="Place">To four decimals.</param>
/// <param name="Area">Index of its area in the map.</param>
/// <param name="Beat">Number of the beat, from 1.</param>
/// <param name="Calls">At the place, of those the plan counts.</param>
/// <param name="Share">Of the beat's calls, a fraction.</param>
/// <param name="Deviation">(load - mean) / mean of the beat as it is.</param>
/// <param name="DeviationWithout">The same once the place's calls are gone, from the mean that is then.</param>
/// <param name="OfficeShare">Of the place's calls, those on weekdays from 8 to 17.</param>
/// <param name="OfficeShareElsewhere">Of all other calls.</param>
public sealed record DominantPlace(
    CallPlace Place, int Area, int Beat, long Calls, double Share, double Deviation, double DeviationWithout, double OfficeShare, double OfficeShareElsewhere)
{
    /// <summary>A place is named from this share of its beat's calls.</summary>
    public const double LeastShare = 0.1;

    /// <summary>Fewer calls than this are no address that dominates, whatever the share.</summary>
    public const long FewestCalls = 30;

    /// <summary>A counter's calls come in office hours by so much more than elsewhere, as a share of calls.</summary>
    private const double DeskExcess = 0.2;

    /// <summary>Whether its calls come when a counter is open, and by far more than chance would have it: what the address of a police station looks like.</summary>
    public bool IsDesk => OfficeShare - OfficeShareElsewhere >= Math.Max(DeskExcess, 4 * Math.Sqrt(OfficeShareElsewhere * (1 - OfficeShareElsewhere) / Calls));

    /// <summary>Places with a tenth of a beat's calls or more, the largest share first.</summary>
    /// <param name="places">Those with the most calls; a place may come in several pieces, by coordinates that round alike.</param>
    /// <param name="workload">Of the areas.</param>
    /// <param name="beatOfArea">Per area its beat, from 1.</param>
    /// <param name="beats">How many there are.</param>
    /// <param name="officeCalls">Of all calls counted, those on weekdays from 8 to 17.</param>
    public static IReadOnlyList<DominantPlace> Find(IEnumerable<PlaceLoad> places, AreaWorkload workload, int[] beatOfArea, int beats, long officeCalls)
    {
        var (calls, loads) = (new long[beats], new long[beats]);
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            calls[beatOfArea[area] - 1] += workload.Calls[area];
            loads[beatOfArea[area] - 1] += workload.Weights[area];
        }

        var (allCalls, total) = (calls.Sum(), loads.Sum());
        var found = new List<DominantPlace>();
        foreach (var group in places.GroupBy(place => (Place: CallPlace.Around(place.Longitude, place.Latitude), place.Area)))
        {
            var (count, weight, office) = (group.Sum(place => place.Calls), group.Sum(place => place.Weight), group.Sum(place => place.OfficeCalls));
            var beat = beatOfArea[group.Key.Area] - 1;
            if (count < FewestCalls || count < LeastShare * calls[beat] || total == weight)
            {
                continue;
            }

            found.Add(new DominantPlace(
                group.Key.Place, group.Key.Area, beat + 1, count, (double)count / calls[beat], Deviate(loads[beat], total), Deviate(loads[beat] - weight, total - weight),
                (double)office / count, allCalls == count ? 0 : (double)(officeCalls - office) / (allCalls - count)));
        }

        return [.. found.OrderByDescending(place => place.Share).ThenBy(place => place.Beat).ThenBy(place => place.Place.Longitude).ThenBy(place => place.Place.Latitude)];

        double Deviate(long load, long of) => of == 0 ? 0 : ((double)load * beats / of) - 1;
    }

    /// <summary>With its figures as files hold them.</summary>
    public DominantPlace ToPublishedPrecision() => this with
    {
        Share = Math.Round(Share, 4),
        Deviation = Math.Round(Deviation, 4),
        DeviationWithout = Math.Round(DeviationWithout, 4),
        OfficeShare = Math.Round(OfficeShare, 4),
        OfficeShareElsewhere = Math.Round(OfficeShareElsewhere, 4),
    };
}
