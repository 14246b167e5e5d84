using System.Text;
using NetTopologySuite.Geometries;
using SmartBeats.Calls;
using SmartBeats.Context;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Publishing.Sheets;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>Writes every file of a plan.</summary>
public static class PlanPublisher
{
    /// <summary>The files in a fixed order. Same material, same bytes, on every machine.</summary>
    /// <remarks>Cost: linear in vertices, for each of the plan's alternatives once more. Everything is held in memory.</remarks>
    public static IReadOnlyList<PublishedFile> Files(PlanMaterial material)
    {
        var plan = material.Plan.ToPublishedPrecision();
        var measures = plan.Measures;
        material = material with { Plan = plan };
        var rows = CreateRows(plan);
        var outlines = Outlines(material.Map, plan.BeatOfArea, plan.BeatCount);
        MapPlan OnMap(string name, int[] beatOfArea, PlanMeasures worth, Geometry[] shapes, ResponseEvaluation? response) => new(name, beatOfArea, worth, shapes)
        {
            Figures = [.. PlanFigures.Of(worth, material.Map.Areas.Count, material.Workload.Unit, material.Adjacency.Links.Count > 0, plan.Request.Tolerance, new LengthWords(plan.City.Lengths), response)],
            Response = response,
            BeatNames = plan.BeatNames,
        };
        MapPlan SectorsOnMap(PlanSectors sectors)
        {
            var (ofArea, worth) = (sectors.FindOfAreas(plan.BeatOfArea), sectors.Measures.ToPublishedPrecision());
            return new MapPlan("Sectors", ofArea, worth, Outlines(material.Map, ofArea, worth.Beats.Count))
            {
                Figures = [.. PlanFigures.ListForSectors(worth, plan.BeatCount, material.Workload.Unit)],
                Group = "Sector",
                BeatNames = sectors.Names,
            };
        }

        MapPlan[] plans =
        [
            OnMap(OtherPlans.NameChosen(plan), plan.BeatOfArea, measures, outlines, plan.Response),
            .. plan.Alternatives.Select(alternative => OnMap(
                OtherPlans.GoalName(alternative),
                alternative.BeatOfArea,
                alternative.Measures.ToPublishedPrecision(),
                Outlines(material.Map, alternative.BeatOfArea, plan.BeatCount),
                alternative.Response)),
            .. plan.Shifts.Select(shift => OnMap(
                $"Shift {shift.Hours}", shift.BeatOfArea, shift.Measures.ToPublishedPrecision(), Outlines(material.Map, shift.BeatOfArea, plan.BeatCount), shift.Own)),
        ];
        var scene = new MapScene(material.Map, material.Adjacency, material.Workload, measures.ForcedAreas) { Lengths = plan.City.Lengths, Context = material.Context, DispositionLabels = material.DispositionLabels, Names = AreaNames.Find(material.Map, plan.Request) };
        return
        [
            new("beats.zip", "application/zip", PlanLayers.BeatsZip(plan, rows, outlines)),
            new("areas.zip", "application/zip", PlanLayers.AreasZip(material)),
            new("beats.geojson", "application/geo+json", PlanLayers.BeatsGeoJson(plan, rows, outlines)),
            new("assignment.csv", "text/csv", PlanTables.Assignment(material)),
            new("beats.csv", "text/csv", PlanTables.Beats(rows, ResolutionColumns.Create(material), plan.Shares)),
            new("map.html", "text/html; charset=utf-8", MapPage.Write(material, scene, [.. plans, .. plan.Sectors is { } sectors ? (MapPlan[])[SectorsOnMap(sectors)] : []])),
            new(TableJson.FileName, "application/json", TableJson.Write(PlanFile.Create(material), scene, plans)),
            .. plan.Request.Also.Contains(RequestFields.Sheets) ? (PublishedFile[])[new("sheets.html", "text/html; charset=utf-8", BeatSheets.Write(material, rows, outlines))] : [],
            .. plan.Shifts.Count == 0 ? (PublishedFile[])[] : [new("shifts.csv", "text/csv", PlanTables.Shifts(material))],
            .. material.Backtest is { } backtest ? WriteBacktest(backtest) : [],
            new("plan.json", "application/json", PlanJson.Write(material)),
            new("summary.txt", "text/plain; charset=utf-8", PlanSummary.Write(material)),
        ];
    }

    /// <summary>The bytes of <c>sheets.html</c> alone, of a plan that was read back.</summary>
    /// <param name="file">As <see cref="PlanJson"/> read it.</param>
    /// <param name="map">The version it was made on.</param>
    /// <param name="adjacency">With the barriers and links it was made with.</param>
    /// <param name="context">What is drawn under the beats.</param>
    public static byte[] WriteSheets(PlanFile file, CityMap map, AreaAdjacency adjacency, IReadOnlyList<ContextLayer> context)
    {
        var plan = file.Plan.ToPublishedPrecision();
        // A sheet tells loads of beats, which the plan holds; of areas none.
        var material = new PlanMaterial(plan, map, adjacency, new AreaWorkload([], [], 1, file.Unit, 0)) { Context = context };
        return BeatSheets.Write(material, CreateRows(plan), Outlines(map, plan.BeatOfArea, plan.BeatCount));
    }

    internal static BeatRow[] CreateRows(Plan plan) => [.. plan.Measures.Beats.Select(beat => BeatRow.Create(beat, plan.BeatNames) with { Sector = plan.Sectors?.FindOf(beat.Number) })];

    private static IEnumerable<PublishedFile> WriteBacktest(BacktestResult backtest)
    {
        yield return new(BacktestResult.FileName, "application/json", Encoding.UTF8.GetBytes(backtest.ToJson()));
        if (backtest.Cases.Count > 0)
        {
            yield return new(BacktestResult.ChartName, "image/svg+xml", Encoding.UTF8.GetBytes(BacktestChart.Draw(backtest)));
        }
    }

    /// <summary>The beats' outlines, in order of number.</summary>
    internal static Geometry[] Outlines(CityMap map, int[] beatOfArea, int beats) =>
        BeatOutlines.Dissolve(map, [.. beatOfArea.Select(number => number - 1)], beats);
}
