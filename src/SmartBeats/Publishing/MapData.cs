using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SmartBeats.Calls;
using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Response;
using SmartBeats.Signals;

namespace SmartBeats.Publishing;

/// <summary>One plan the page can show.</summary>
/// <param name="Name">As offered for choice.</param>
/// <param name="Outlines">Per beat its dissolved shape, in order of number.</param>
internal sealed record MapPlan(string Name, int[] BeatOfArea, PlanMeasures Measures, IReadOnlyList<Geometry> Outlines)
{
    /// <summary>What stands at the head of the page while this plan is shown.</summary>
    public required IReadOnlyList<(string Name, string Value, string Note)> Figures { get; init; }

    /// <summary>What the beats are called, in order of number; null where that is their number.</summary>
    public IReadOnlyList<string>? BeatNames { get; init; }

    /// <summary>What one of its groups is where it is no beat, such as Sector; null for beats.</summary>
    public string? Group { get; init; }

    /// <summary>What it means for patrols and callers; null where nobody asked.</summary>
    public ResponseEvaluation? Response { get; init; }

    private IReadOnlyList<(int X, int Y, int Radius)>? _labels;

    /// <summary>Where the beats' numbers go, in order of number; found once, since it takes a while.</summary>
    /// <param name="grid">That of the plan's map.</param>
    public IReadOnlyList<(int X, int Y, int Radius)> FindLabels(MapGrid grid) => _labels ??= [.. Outlines.Select(grid.Label)];
}

/// <summary>What the page shows whatever plan is chosen.</summary>
/// <param name="ForcedAreas">Indexes of areas heavier than a fair share.</param>
internal sealed record MapScene(CityMap Map, AreaAdjacency Adjacency, AreaWorkload Workload, IReadOnlyList<int> ForcedAreas)
{
    /// <summary>Of a comparison: areas whose beat differs between its two plans.</summary>
    public IReadOnlyList<int> Moved { get; init; } = [];

    /// <summary>Of a comparison: per beat of the first plan the beat of the second it grows out of, 0-based, -1 for a new one; else null.</summary>
    public IReadOnlyList<int>? Counterpart { get; init; }

    /// <summary>In what the reader measures.</summary>
    public LengthSystem Lengths { get; init; }

    /// <summary>What people call the areas; null where that is their id.</summary>
    public AreaNames? Names { get; init; }

    /// <summary>What is drawn under the beats.</summary>
    public IReadOnlyList<ContextLayer> Context { get; init; } = [];

    /// <inheritdoc cref="PlanMaterial.DispositionLabels"/>
    public IReadOnlyDictionary<string, string>? DispositionLabels { get; init; }
}

/// <summary>The page's data as JSON that is safe inside a script element: the writer escapes every &lt;, &gt;, &amp; and quote.</summary>
internal static class MapData
{
    public static string Write(MapScene scene, MapPlan[] plans)
    {
        var grid = new MapGrid(scene.Map);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("unit", scene.Workload.Unit);
            json.WriteString("unitTitle", char.ToUpperInvariant(scene.Workload.Unit[0]) + scene.Workload.Unit[1..]);
            json.WriteString("measures", CityJson.LengthWords[(int)scene.Lengths]);
            json.WriteStartObject("grid");
            json.WriteNumber("width", grid.Width);
            json.WriteNumber("height", grid.Height);
            json.WriteNumber("metres", Math.Round(grid.MetresPerStep, 6));
            json.WriteEndObject();
            if (scene.Workload.Shares is { Count: > 1 } shares)
            {
                json.WriteStartArray("shares");
                foreach (var share in shares.Where(share => share.Kind != SignalKind.Calls))
                {
                    json.WriteStringValue(share.Name);
                }

                json.WriteEndArray();
            }

            // Columns and signals alone: no call is counted anywhere.
            if (scene.Workload.Shares is not null && scene.Workload.Calls.All(calls => calls == 0))
            {
                json.WriteBoolean("callFree", true);
            }

            WriteAreas(json, scene, grid);
            MapMarks.Write(json, scene, grid);
            MapContext.Write(json, scene.Context, grid);
            MapResolution.Write(json, scene.Workload.Dispositions, scene.DispositionLabels);
            if (scene.Counterpart is { } counterpart)
            {
                WriteNumbers(json, "counterpart", counterpart, json.WriteNumberValue);
            }

            json.WriteStartArray("plans");
            foreach (var plan in plans)
            {
                WritePlan(json, scene, plan, grid);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteAreas(Utf8JsonWriter json, MapScene scene, MapGrid grid)
    {
        var workload = scene.Workload;
        var loads = workload.Weights.Select(weight => (double)weight / workload.UnitsPerOne).ToArray();
        json.WriteStartObject("areas");
        json.WriteStartArray("ids");
        foreach (var area in scene.Map.Areas)
        {
            json.WriteStringValue(area.Id);
        }

        json.WriteEndArray();
        WriteNames(json, scene.Names);
        WriteNumbers(json, "calls", workload.Calls, json.WriteNumberValue);
        if (workload.UnitsPerOne != 1 || !workload.Weights.AsSpan().SequenceEqual(workload.Calls))
        {
            WriteNumbers(json, "load", loads, json.WriteNumberValue);
        }

        WriteNumbers(json, "breaks", WorkloadClasses.UpperEnds(loads), json.WriteNumberValue);
        json.WriteString("shapes", PackedShapes.Pack(scene.Map.Areas.Select(area => grid.Rings(area.Shape))));
        json.WriteEndObject();
    }

    /// <summary>What people call the areas; nothing where that is their id.</summary>
    public static void WriteNames(Utf8JsonWriter json, AreaNames? names)
    {
        if (names is null)
        {
            return;
        }

        json.WriteString("nameColumn", names.Column);
        json.WriteStartArray("names");
        foreach (var name in names.Names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void WritePlan(Utf8JsonWriter json, MapScene scene, MapPlan plan, MapGrid grid)
    {
        json.WriteStartObject();
        json.WriteString("name", plan.Name);
        if (plan.Group is { } group)
        {
            json.WriteString("group", group);
        }

        json.WriteStartArray("figures");
        foreach (var (name, value, note) in plan.Figures)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(value);
            json.WriteStringValue(note);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("beats");
        foreach (var row in plan.Measures.Beats.Select(beat => BeatRow.Create(beat)))
        {
            WriteNumbers(
                json,
                null,
                [row.Number, row.Areas, row.Calls, row.Workload, row.DeviationPercent ?? 0, row.AreaKm2, row.PerimeterKm, row.PolsbyPopper, .. Busy(plan, row.Number)],
                json.WriteNumberValue);
        }

        json.WriteEndArray();
        if (scene.Workload.Shares is { Count: > 1 })
        {
            json.WriteStartArray("shares");
            // What is not from the others is from the calls.
            var measured = ShareFigures.Measure(scene.Workload, plan.BeatOfArea, plan.Measures.Beats.Count);
            foreach (var share in measured.Where(share => share.Kind != SignalKind.Calls))
            {
                WriteNumbers(json, null, share.LoadShares, json.WriteNumberValue);
            }

            json.WriteEndArray();
        }

        if (plan.BeatNames is { } names)
        {
            json.WriteStartArray("names");
            foreach (var name in names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        if (plan.Measures.Beats.Any(beat => beat.Apart))
        {
            WriteNumbers(json, "apart", plan.Measures.Beats.Where(beat => beat.Apart).Select(beat => beat.Number), json.WriteNumberValue);
        }

        WriteNumbers(json, "beatOf", plan.BeatOfArea, json.WriteNumberValue);
        WriteNumbers(json, "colours", BeatColours.Assign(scene.Adjacency, plan.BeatOfArea, plan.Measures.Beats.Count), json.WriteNumberValue);
        json.WriteStartArray("labels");
        foreach (var (x, y, radius) in plan.FindLabels(grid))
        {
            WriteNumbers(json, null, [x, y, radius], json.WriteNumberValue);
        }

        json.WriteEndArray();
        json.WriteString("outlines", PackedShapes.Pack(plan.Outlines.Select(grid.Rings)));
        json.WriteEndObject();
    }

    /// <summary>Percent of its time the beat's unit is on calls; nothing where nobody asked.</summary>
    private static IEnumerable<double> Busy(MapPlan plan, int beat) =>
        plan.Response is { } response ? [Math.Round(response.Beats[beat - 1].Utilisation.Value * 100, 1)] : [];

    internal static void WriteNumbers<T>(Utf8JsonWriter json, string? name, IEnumerable<T> numbers, Action<T> write)
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
