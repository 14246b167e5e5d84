using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Metrics;

namespace SmartBeats.Editing;

/// <summary>Of a plan's wishes those that can be judged by the beats and the map alone, as a packed file has them.</summary>
/// <param name="Workload">What the first criterion is called by.</param>
/// <param name="KeepWhole">Groups of areas in one beat each.</param>
/// <param name="EqualArea">Strength of the wish for alike ground; null for none.</param>
/// <param name="Stations">Stations near their beats; null for none.</param>
/// <param name="StationIds">In the order of their distances.</param>
internal sealed record PackedWishes(string Workload, KeepWholeWish[] KeepWhole, double? EqualArea, StationWish? Stations, string[] StationIds)
{
    public static PackedWishes From(PlanWishes wishes, WishNames names) =>
        new(names.Workload, [.. wishes.KeepWhole], wishes.EqualArea?.Strength, wishes.Stations, names.Stations);

    /// <summary>The wishes again.</summary>
    /// <exception cref="ArgumentException">They are of a map with another number of areas.</exception>
    public (PlanWishes Wishes, WishNames Names) On(CityMap map)
    {
        var areas = map.Areas.Count;
        if (KeepWhole.Any(wish => wish.GroupOfArea.Length != areas || wish.GroupOfArea.Any(group => group >= wish.Groups.Length))
            || (Stations is { } stations && (stations.Metres.Length != areas || stations.Metres.Any(row => row.Length != StationIds.Length || row.Length == 0))))
        {
            throw new ArgumentException("Wishes on another map.", nameof(map));
        }

        var wishes = new PlanWishes
        {
            KeepWhole = KeepWhole,
            EqualArea = EqualArea is { } strength ? new EqualAreaWish([.. map.Areas.Select(area => LocalMetres.Area(area.Shape))], strength) : null,
            Stations = Stations,
        };
        return (wishes, new WishNames(Workload, [], [], [], StationIds, []));
    }
}
