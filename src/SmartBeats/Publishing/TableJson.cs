using System.Text.Json;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary><c>table.json</c>: a plan as a page shows it, all that <c>map.html</c> says but the shapes.</summary>
/// <remarks>
/// Lists by area are in the order of the map, the lists of beats in order of number. Deviations and shares are fractions. The members
/// are written down in src/SmartBeats.Api/README.md; a reader ignores those it does not know.
/// </remarks>
public static class TableJson
{
    /// <summary>The file's name among a plan's files.</summary>
    public const string FileName = "table.json";

    /// <summary>Rises when a reader of an older one would be misled.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The table of a plan that was read back: without what only its map and its calls tell (loads of areas, colours, labels).</summary>
    /// <param name="file">As <see cref="PlanJson"/> read it.</param>
    public static byte[] Write(PlanFile file) => Write(file, null, []);

    /// <param name="scene">The map with what each area weighs; null where they are not at hand.</param>
    /// <param name="drawn">The plan, its alternatives and its shifts, as the page draws them; empty without a scene.</param>
    internal static byte[] Write(PlanFile file, MapScene? scene, IReadOnlyList<MapPlan> drawn)
    {
        var plan = file.Plan;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteString("planId", plan.PlanId);
            json.WriteString("mapVersion", plan.MapVersion);
            json.WriteString("callsVersion", plan.CallsVersion);
            json.WriteString("unit", file.Unit);
            json.WriteNumber("tolerance", plan.Request.Tolerance);
            WriteShares(json, plan);
            EditTable.Write(json, plan);
            WriteText(json, file);
            WriteView(json, file, plan, PlanView.OfChosen(plan), scene, drawn.ElementAtOrDefault(0));
            WriteViews(json, "alternatives", file, plan.Alternatives.Select(PlanView.Of), scene, drawn.Skip(1));
            WriteViews(json, "shifts", file, plan.Shifts.Select(PlanView.Of), scene, drawn.Skip(1 + plan.Alternatives.Count));
            WriteCurve(json, plan);
            WriteMarks(json, file, scene?.Adjacency);
            GrowthTable.Write(json, plan);
            if (plan.Response is { } response)
            {
                json.WritePropertyName("response");
                json.WriteRawValue(ResponseJson.Write(response));
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>What the workload is weighed from, lists by beat in order of number; nothing for calls alone.</summary>
    private static void WriteShares(Utf8JsonWriter json, Plan plan)
    {
        if (plan.Shares.Count == 0)
        {
            return;
        }

        json.WriteStartArray("shares");
        foreach (var share in plan.Shares)
        {
            json.WriteStartObject();
            json.WriteString("name", share.Name);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(share.Kind.ToString()));
            json.WriteString("unit", share.Unit);
            json.WriteNumber("share", share.Share);
            json.WriteNumber("total", share.Total);
            MapData.WriteNumbers(json, "amounts", share.Amounts, json.WriteNumberValue);
            MapData.WriteNumbers(json, "loadShares", share.LoadShares, json.WriteNumberValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, PlanFile file)
    {
        var findings = new PlanFindings(file);
        var text = PageText.Create(file);
        json.WriteString("title", text.Title);
        json.WriteString("headline", findings.Headline);
        json.WriteString("size", findings.Size);
        json.WriteString("scope", findings.Scope);
        json.WriteStartArray("findings");
        foreach (var (title, sentences) in text.Findings.Where(list => list.Sentences.Count > 0))
        {
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteStartArray("sentences");
            foreach (var sentence in sentences)
            {
                json.WriteStringValue(sentence);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("footer", text.Footer);
    }

    private static void WriteViews(Utf8JsonWriter json, string name, PlanFile file, IEnumerable<PlanView> views, MapScene? scene, IEnumerable<MapPlan> drawn)
    {
        json.WriteStartArray(name);
        var at = drawn.GetEnumerator();
        foreach (var view in views)
        {
            json.WriteStartObject();
            WriteView(json, file, file.Plan with { BeatOfArea = view.BeatOfArea, Measures = view.Measures }, view, scene, at.MoveNext() ? at.Current : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteView(Utf8JsonWriter json, PlanFile file, Plan shown, PlanView view, MapScene? scene, MapPlan? drawn)
    {
        json.WriteString("name", view.Name);
        json.WriteString("goal", view.Goal);
        WriteMeasures(json, view.Measures);
        var links = shown.Sides.Any(side => side is { Role: "links", Count: > 0 });
        json.WriteStartArray("figures");
        foreach (var (name, value, note) in PlanFigures.Of(view.Measures, file.AreaIds.Count, file.Unit, links, shown.Request.Tolerance, new LengthWords(shown.City.Lengths), view.Response))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteString("note", note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteBeats(json, shown, view, scene, drawn);
        json.WriteStartObject("areas");
        MapData.WriteNumbers(json, "beat", view.BeatOfArea, json.WriteNumberValue);
        if (scene is not null && view.HasPlanLoads)
        {
            MapData.WriteNames(json, scene.Names);
            double[] loads = [.. scene.Workload.Weights.Select(weight => (double)weight / scene.Workload.UnitsPerOne)];
            MapData.WriteNumbers(json, "calls", scene.Workload.Calls, json.WriteNumberValue);
            MapData.WriteNumbers(json, "workload", loads, json.WriteNumberValue);
            MapData.WriteNumbers(json, "classes", WorkloadClasses.UpperEnds(loads), json.WriteNumberValue);
        }

        json.WriteEndObject();
    }

    private static void WriteMeasures(Utf8JsonWriter json, PlanMeasures measures)
    {
        json.WriteStartObject("measures");
        json.WriteNumber("totalWorkload", measures.TotalWorkload);
        json.WriteNumber("meanWorkload", measures.MeanWorkload);
        json.WriteNumber("maxDeviation", measures.MaxDeviation);
        json.WriteNumber("maxDeviationOfRest", measures.MaxDeviationOfRest);
        json.WriteNumber("lowerBound", measures.LowerBound);
        json.WriteNumber("coefficientOfVariation", measures.CoefficientOfVariation);
        json.WriteNumber("edgesCut", measures.EdgesCut);
        json.WriteNumber("borderKm", measures.BoundaryKm);
        json.WriteNumber("polsbyMean", measures.PolsbyPopperMean);
        json.WriteNumber("polsbyWorst", measures.PolsbyPopperWorst);
        json.WriteNumber("meanDistanceMetres", measures.MeanDistanceMetres);
        json.WriteBoolean("contiguous", measures.Contiguous);
        json.WriteNumber("bridges", measures.BridgesCounted);
        json.WriteEndObject();
    }

    private static void WriteBeats(Utf8JsonWriter json, Plan shown, PlanView view, MapScene? scene, MapPlan? drawn)
    {
        var others = new OtherBeats(shown);
        var colours = scene is null ? null : BeatColours.Assign(scene.Adjacency, view.BeatOfArea, shown.BeatCount);
        var grid = scene is null ? null : new MapGrid(scene.Map);
        json.WriteStartArray("beats");
        foreach (var beat in view.Measures.Beats)
        {
            json.WriteStartObject();
            json.WriteNumber("beat", beat.Number);
            json.WriteString("name", shown.NameOfBeat(beat.Number));
            json.WriteNumber("areas", beat.Areas);
            json.WriteNumber("calls", beat.Calls);
            json.WriteNumber("workload", beat.Workload);
            json.WriteNumber("deviation", beat.Deviation);
            json.WriteNumber("areaKm2", beat.AreaKm2);
            json.WriteNumber("perimeterKm", beat.PerimeterKm);
            json.WriteNumber("polsby", beat.PolsbyPopper);
            if (view.Response is { } response)
            {
                json.WriteNumber("busy", Math.Round(response.Beats[beat.Number - 1].Utilisation.Value, 4));
            }

            WriteFlag(json, "apart", beat.Apart);
            WriteFlag(json, "heavy", others.Heavy.Contains(beat.Number));
            WriteFlag(json, "beyond", others.IsBeyond(beat));
            if (colours is not null && grid is not null && drawn is not null)
            {
                json.WriteNumber("colour", colours[beat.Number - 1]);
                var (longitude, latitude) = grid.ToDegrees(drawn.FindLabels(grid)[beat.Number - 1]);
                MapData.WriteNumbers(json, "label", [Math.Round(longitude, 6), Math.Round(latitude, 6)], json.WriteNumberValue);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What else there is between even loads and short borders, the most even first.</summary>
    private static void WriteCurve(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartArray("curve");
        foreach (var point in plan.Front)
        {
            json.WriteStartObject();
            json.WriteNumber("maxDeviation", point.MaxDeviation);
            json.WriteNumber("maxDeviationOfRest", point.MaxDeviationOfRest);
            json.WriteNumber("borderKm", point.BoundaryKm);
            MapData.WriteNumbers(json, "beat", point.BeatOfArea, json.WriteNumberValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What is marked on the map beside the beats, areas by index.</summary>
    private static void WriteMarks(Utf8JsonWriter json, PlanFile file, AreaAdjacency? adjacency)
    {
        var measures = file.Plan.Measures;
        json.WriteStartObject("marks");
        json.WriteStartArray("heavy");
        for (var at = 0; at < measures.ForcedAreas.Count; at++)
        {
            json.WriteStartObject();
            json.WriteNumber("area", measures.ForcedAreas[at]);
            if (at < measures.ForcedShares.Count)
            {
                json.WriteNumber("fairShares", measures.ForcedShares[at]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (adjacency is not null)
        {
            MapData.WriteNumbers(json, "islands", adjacency.Islands(), json.WriteNumberValue);
            WritePairs("bridges", adjacency.Bridges.Select(bridge => new AreaPair(bridge.A, bridge.B)));
            WritePairs("links", adjacency.Links);
            WritePairs("barriers", adjacency.Barriers);
        }

        json.WriteEndObject();

        void WritePairs(string name, IEnumerable<AreaPair> pairs)
        {
            json.WriteStartArray(name);
            foreach (var pair in pairs)
            {
                MapData.WriteNumbers(json, null, [pair.A, pair.B], json.WriteNumberValue);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    /// <summary>One of the plans that a page can show.</summary>
    /// <param name="HasPlanLoads">Whether it was made for the plan's own calls, as all are but a shift's.</param>
    private sealed record PlanView(string Name, string Goal, int[] BeatOfArea, PlanMeasures Measures, ResponseEvaluation? Response, bool HasPlanLoads = false)
    {
        public static PlanView OfChosen(Plan plan) =>
            new(OtherPlans.NameChosen(plan), Write(plan.Request.Goal), plan.BeatOfArea, plan.Measures, plan.Response, HasPlanLoads: true);

        public static PlanView Of(Alternative other) => new(OtherPlans.GoalName(other), Write(other.Goal), other.BeatOfArea, other.Measures, other.Response);

        public static PlanView Of(ShiftPlan shift) => new($"Shift {shift.Hours}", "shift", shift.BeatOfArea, shift.Measures, shift.Own);

        private static string Write(Districting.Goal goal) => JsonNamingPolicy.CamelCase.ConvertName(goal.ToString());
    }
}
