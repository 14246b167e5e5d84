using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SmartBeats.Metrics;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>One plan the page can show.</summary>
/// <param name="Name">As offered for choice.</param>
/// <param name="Outlines">Per beat its dissolved shape, in order of number.</param>
internal sealed record MapPlan(string Name, int[] BeatOfArea, PlanMeasures Measures, IReadOnlyList<Geometry> Outlines, ResponseEvaluation? Response = null);

/// <summary>The page's data as JSON that is safe inside a script element: the writer escapes every &lt;, &gt;, &amp; and quote.</summary>
internal static class MapData
{
    public static string Write(PlanMaterial material, MapPlan[] plans)
    {
        var grid = new MapGrid(material.Map);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("unit", material.Workload.Unit);
            json.WriteString("unitTitle", char.ToUpperInvariant(material.Workload.Unit[0]) + material.Workload.Unit[1..]);
            json.WriteStartObject("grid");
            json.WriteNumber("width", grid.Width);
            json.WriteNumber("height", grid.Height);
            json.WriteNumber("metres", Math.Round(grid.MetresPerStep, 6));
            json.WriteEndObject();
            WriteAreas(json, material, grid);
            WriteMarks(json, material, grid);
            json.WriteStartArray("plans");
            foreach (var plan in plans)
            {
                WritePlan(json, material, plan, grid);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteAreas(Utf8JsonWriter json, PlanMaterial material, MapGrid grid)
    {
        var workload = material.Workload;
        var loads = workload.Weights.Select(weight => (double)weight / workload.UnitsPerOne).ToArray();
        json.WriteStartObject("areas");
        json.WriteStartArray("ids");
        foreach (var area in material.Map.Areas)
        {
            json.WriteStringValue(area.Id);
        }

        json.WriteEndArray();
        WriteNumbers(json, "calls", workload.Calls, json.WriteNumberValue);
        if (workload.UnitsPerOne != 1 || !workload.Weights.AsSpan().SequenceEqual(workload.Calls))
        {
            WriteNumbers(json, "load", loads, json.WriteNumberValue);
        }

        WriteNumbers(json, "breaks", WorkloadClasses.UpperEnds(loads), json.WriteNumberValue);
        json.WriteString("shapes", PackedShapes.Pack(material.Map.Areas.Select(area => grid.Rings(area.Shape))));
        json.WriteEndObject();
    }

    private static void WriteMarks(Utf8JsonWriter json, PlanMaterial material, MapGrid grid)
    {
        (int X, int Y) Middle(int area)
        {
            var point = material.Map.Areas[area].Shape.InteriorPoint;
            return grid.Place(point.X, point.Y);
        }

        json.WriteStartArray("bridges");
        foreach (var bridge in material.Adjacency.Bridges)
        {
            var (from, to) = (Middle(bridge.A), Middle(bridge.B));
            WriteNumbers(json, null, [from.X, from.Y, to.X, to.Y], json.WriteNumberValue);
        }

        json.WriteEndArray();
        json.WriteStartArray("forced");
        foreach (var area in material.Plan.Measures.ForcedAreas)
        {
            var (x, y) = Middle(area);
            WriteNumbers(json, null, [area, x, y], json.WriteNumberValue);
        }

        json.WriteEndArray();
    }

    private static void WritePlan(Utf8JsonWriter json, PlanMaterial material, MapPlan plan, MapGrid grid)
    {
        json.WriteStartObject();
        json.WriteString("name", plan.Name);
        json.WriteStartArray("figures");
        foreach (var (name, value, note) in PlanFigures.Of(plan.Measures, plan.Response, material))
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(value);
            json.WriteStringValue(note);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("beats");
        foreach (var row in plan.Measures.Beats.Select(BeatRow.Of))
        {
            WriteNumbers(
                json,
                null,
                [row.Number, row.Areas, row.Calls, row.Workload, row.DeviationPercent, row.AreaKm2, row.PerimeterKm, row.PolsbyPopper, .. Busy(plan, row.Number)],
                json.WriteNumberValue);
        }

        json.WriteEndArray();
        WriteNumbers(json, "beatOf", plan.BeatOfArea, json.WriteNumberValue);
        WriteNumbers(json, "colours", BeatColours.Assign(material.Adjacency, plan.BeatOfArea, plan.Measures.Beats.Count), json.WriteNumberValue);
        json.WriteStartArray("labels");
        foreach (var outline in plan.Outlines)
        {
            var (x, y, radius) = grid.Label(outline);
            WriteNumbers(json, null, [x, y, radius], json.WriteNumberValue);
        }

        json.WriteEndArray();
        json.WriteString("outlines", PackedShapes.Pack(plan.Outlines.Select(grid.Rings)));
        json.WriteEndObject();
    }

    /// <summary>Percent of its time the beat's unit is on calls; nothing where nobody asked.</summary>
    private static IEnumerable<double> Busy(MapPlan plan, int beat) =>
        plan.Response is { } response ? [Math.Round(response.Beats[beat - 1].Utilisation.Value * 100, 1)] : [];

    private static void WriteNumbers<T>(Utf8JsonWriter json, string? name, IEnumerable<T> numbers, Action<T> write)
    {
        if (name is null)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartArray(name);
        }

        foreach (var number in numbers)
        {
            write(number);
        }

        json.WriteEndArray();
    }
}
