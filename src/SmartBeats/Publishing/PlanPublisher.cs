using NetTopologySuite.Geometries;
using SmartBeats.Geography;
using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>Writes every file of a plan.</summary>
public static class PlanPublisher
{
    /// <summary>The files in a fixed order. Same material, same bytes, on every machine.</summary>
    /// <remarks>Cost: linear in vertices, for each of the plan's alternatives once more. Everything is held in memory.</remarks>
    public static IReadOnlyList<PublishedFile> Files(PlanMaterial material)
    {
        var plan = material.Plan;
        var measures = plan.Measures.ToPublishedPrecision();
        material = material with { Plan = plan with { Measures = measures } };
        var rows = measures.Beats.Select(BeatRow.Of).ToArray();
        var outlines = Outlines(material.Map, plan.BeatOfArea, plan.BeatCount);
        MapPlan OnMap(string name, int[] beatOfArea, PlanMeasures worth, Geometry[] shapes) => new(name, beatOfArea, worth, shapes)
        {
            Figures = [.. PlanFigures.Of(worth, material.Map.Areas.Count, material.Workload.Unit, material.Adjacency.Links.Count > 0, plan.Request.Tolerance)],
        };
        MapPlan[] plans =
        [
            OnMap($"{PlanFindings.GoalName(plan.Request.Goal)} (chosen)", plan.BeatOfArea, measures, outlines),
            .. plan.Alternatives.Select(alternative => OnMap(
                PlanFindings.GoalName(alternative.Goal),
                alternative.BeatOfArea,
                alternative.Measures.ToPublishedPrecision(),
                Outlines(material.Map, alternative.BeatOfArea, plan.BeatCount))),
        ];
        return
        [
            new("beats.zip", "application/zip", PlanLayers.BeatsZip(rows, outlines)),
            new("areas.zip", "application/zip", PlanLayers.AreasZip(material)),
            new("beats.geojson", "application/geo+json", PlanLayers.BeatsGeoJson(rows, outlines)),
            new("assignment.csv", "text/csv", PlanTables.Assignment(material)),
            new("beats.csv", "text/csv", PlanTables.Beats(rows)),
            new("map.html", "text/html; charset=utf-8", MapPage.Write(material, plans)),
            new("plan.json", "application/json", PlanJson.Write(material)),
            new("summary.txt", "text/plain; charset=utf-8", PlanSummary.Write(material)),
        ];
    }

    private static Geometry[] Outlines(CityMap map, int[] beatOfArea, int beats) =>
        BeatOutlines.Dissolve(map, [.. beatOfArea.Select(number => number - 1)], beats);
}
