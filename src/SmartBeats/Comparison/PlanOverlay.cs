using SmartBeats.Geography;
using SmartBeats.Publishing;

namespace SmartBeats.Comparison;

/// <summary>The beats of a plan as they lie on another version of its city's map: by the areas' ids, then by ground.</summary>
/// <param name="NameOfArea">Per area of the map the name of its beat; null where the plan neither names the area nor covers any of it.</param>
/// <param name="ByGround">Areas the plan does not name, given to the beat that covers most of them; ascending.</param>
public sealed record PlanOverlay(string?[] NameOfArea, IReadOnlyList<int> ByGround)
{
    /// <summary>Lays a plan over a map.</summary>
    /// <param name="plan">As its file has it.</param>
    /// <param name="planMap">The map it was made on; null where it is not to be had, and only ids tell.</param>
    /// <param name="map">The map to lay it on.</param>
    /// <remarks>Cost: the plan's outlines and an intersection for every area and beat whose boxes meet, where ids do not tell all.</remarks>
    public static PlanOverlay Lay(PlanFile plan, CityMap? planMap, CityMap map) =>
        Lay(planMap, plan.AreaIds, plan.Plan.BeatOfArea, plan.Plan.NameOfBeat, map);

    /// <summary>Lays beats over a map.</summary>
    /// <param name="ownMap">The map they are of; null where it is not to be had.</param>
    /// <param name="ids">Of its areas.</param>
    /// <param name="beatOfArea">Per area its beat's number, from 1.</param>
    /// <param name="nameOf">A beat's name by its number.</param>
    internal static PlanOverlay Lay(CityMap? ownMap, IReadOnlyList<string> ids, IReadOnlyList<int> beatOfArea, Func<int, string> nameOf, CityMap map)
    {
        var beatOf = ids.Zip(beatOfArea).ToDictionary(area => area.First, area => area.Second, StringComparer.Ordinal);
        string?[] names = [.. map.Areas.Select(area => beatOf.TryGetValue(area.Id, out var beat) ? nameOf(beat) : null)];
        int[] nameless = [.. map.Areas.Where(area => names[area.Index] is null).Select(area => area.Index)];
        if (nameless.Length == 0 || ownMap is null || ownMap.Areas.Count != ids.Count)
        {
            return new PlanOverlay(names, []);
        }

        var outlines = BeatOutlines.Dissolve(ownMap, [.. beatOfArea.Select(number => number - 1)], beatOfArea.Max());
        var overlay = AreaOverlay.Of(
            Select([.. nameless.Select(area => (map.Areas[area].Id, map.Areas[area].Shape))]),
            Select([.. outlines.Select((outline, beat) => (nameOf(beat + 1), outline))]));
        int[] covered = [.. Enumerable.Range(0, nameless.Length).Except(overlay.Uncovered)];
        foreach (var place in covered)
        {
            names[nameless[place]] = nameOf(overlay.BeatOfArea[place] + 1);
        }

        return new PlanOverlay(names, [.. covered.Select(place => nameless[place])]);
    }

    private static CityMap Select(IReadOnlyList<(string Id, NetTopologySuite.Geometries.Geometry Shape)> shapes) =>
        new([.. shapes.Select((shape, index) => new Area(index, shape.Id, shape.Shape))], null, "", []);
}
