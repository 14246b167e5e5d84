using System.Text.Json;
using System.Text.Unicode;
using SmartBeats.Metrics;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>A plan as read back from <c>plan.json</c>, with the ids its areas had then.</summary>
/// <param name="AreaIds">In the order of <see cref="Plan.BeatOfArea"/>.</param>
/// <param name="MapIdField">The attribute the ids came from; null when they are row numbers.</param>
/// <param name="Unit">What one unit of workload is, in print.</param>
/// <param name="CallsCounted">Calls inside the map that passed the filters.</param>
/// <param name="CallsOutside">Calls that passed the filters and lay in no area.</param>
public sealed record PlanFile(Plan Plan, IReadOnlyList<string> AreaIds, string? MapIdField, string Unit, long CallsCounted, long CallsOutside)
{
    /// <summary>Whether calls are counted, be it beside the workload: a plan of columns or signals alone needs none.</summary>
    public bool CountsCalls => CallsCounted > 0 || Plan.Shares.Count == 0;

    /// <summary>What reading the plan's file back would give, without writing it first.</summary>
    public static PlanFile Create(PlanMaterial material) => new(
        material.Plan.ToPublishedPrecision(),
        [.. material.Map.Areas.Select(area => area.Id)],
        material.Map.IdField,
        material.Workload.Unit,
        material.Workload.Calls.Sum(),
        material.Workload.CallsOutside);
}

/// <summary>Writes and reads <c>plan.json</c>, the file a plan is kept in.</summary>
/// <remarks>
/// A reader ignores members it does not know, so a file may gain members without a new <see cref="SchemaVersion"/>.
/// The version rises only when an old reader would misunderstand, and every version ever published stays readable.
/// Only the request is read strictly, as everywhere: an unknown filter means another plan.
/// Figures have <see cref="PublishedPrecision"/>; lines end in LF, the text is UTF-8 without BOM.
/// </remarks>
public static class PlanJson
{
    /// <summary>The version written, and the newest one read.</summary>
    public const int SchemaVersion = 1;

    public static byte[] Write(PlanMaterial material)
    {
        var plan = material.Plan;
        var ids = material.Map.Areas.Select(area => area.Id).ToArray();
        var measures = plan.Measures.ToPublishedPrecision();
        var document = new PlanDocument(
            SchemaVersion,
            plan.EngineVersion,
            plan.PlanId,
            CityPart.Of(plan.City),
            Element(plan.Request),
            plan.Request.Seed,
            new DatasetsPart(plan.MapVersion, material.Map.IdField, plan.CallsVersion),
            new WorkloadPart(material.Workload.Unit, material.Workload.Calls.Sum(), material.Workload.CallsOutside),
            plan.BeatCount,
            ToPart(measures, ids),
            measures.LowerBound,
            measures.Gap,
            plan.LowerBoundReason,
            [.. plan.Alternatives.Select(alternative => ToPart(alternative, ids))],
            plan.Notes,
            plan.Truncated,
            [.. ids.Zip(plan.BeatOfArea, (id, beat) => new AssignedArea(id, beat))])
        {
            SideFiles = plan.Sides.Count == 0 ? null : plan.Sides,
            Edit = plan.Edit,
            Response = plan.Response?.ToPublishedPrecision(),
            Rank = plan.Rank?.ToPublishedPrecision(),
            Wishes = plan.Wishes,
            Shares = plan.Shares.Count == 0 ? null : plan.Shares,
            Front = plan.Front.Count == 0
                ? null
                : [.. plan.Front.Select(point => new FrontPart(point.MaxDeviation, point.MaxDeviationOfRest, point.EdgesCut, point.BoundaryKm, point.BeatOfArea))],
            Outlook = plan.Outlook?.ToPublishedPrecision(),
            Growth = plan.Growth.Count == 0 ? null : plan.Growth,
            Sectors = plan.Sectors is { } sectors
                ? new SectorsPart(ToPart(sectors.Measures.ToPublishedPrecision(), ids), sectors.Measures.LowerBound, sectors.Measures.Gap, sectors.OfBeat) { Names = sectors.Names }
                : null,
            Places = plan.Places.Count == 0 ? null : [.. plan.Places.Select(place => new PlacePart(
                ids[place.Area], place.Place.Longitude, place.Place.Latitude, place.Beat, place.Calls, place.Share, place.Deviation, place.DeviationWithout,
                place.OfficeShare, place.OfficeShareElsewhere))],
            Shifts = plan.Shifts.Count == 0 ? null : [.. plan.Shifts.Select(shift => ToPart(shift, ids))],
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(document, PlanDocumentContext.Default.PlanDocument), (byte)'\n'];
    }

    /// <summary>Reads a file of this or an earlier schema version.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="where">Its name, for messages.</param>
    /// <exception cref="InputException">Not a plan, written by a newer SmartBeats, or contradicting itself.</exception>
    public static PlanFile Read(ReadOnlySpan<byte> json, string where)
    {
        var document = Parse(json, where);
        var ids = document.Assignment.Select(assigned => assigned.Area).ToArray();
        var beats = document.Assignment.Select(assigned => assigned.Beat).ToArray();
        var indexOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var area = 0; area < ids.Length; area++)
        {
            if (!indexOf.TryAdd(ids[area], area))
            {
                throw Broken(where, $"area \"{ids[area]}\" is assigned twice");
            }
        }

        CheckAssignment(beats, document.BeatCount, where);
        var plan = new Plan(
            document.PlanId,
            document.City.ToCity(),
            PlanRequestJson.Parse(where, document.Request.GetRawText()),
            document.EngineVersion,
            document.Datasets.Map,
            document.Datasets.Calls,
            document.BeatCount,
            beats,
            FromPart(document.Measures, document.LowerBound, document.Gap, indexOf, where),
            document.Reason,
            [.. document.Alternatives.Select(alternative =>
            {
                CheckAssignment(alternative.Assignment, document.BeatCount, where);
                return alternative.Assignment.Count == beats.Length
                    ? new Alternative(alternative.Goal, [.. alternative.Assignment], FromPart(alternative.Measures, document.LowerBound, alternative.Gap, indexOf, where)) { Response = alternative.Response, Wishes = alternative.Wishes, WithoutPreferences = alternative.WithoutPreferences }
                    : throw Broken(where, $"an alternative assigns {alternative.Assignment.Count} areas, the plan {beats.Length}");
            })],
            document.Notes,
            document.Truncated)
        {
            Sides = document.SideFiles ?? [],
            Edit = document.Edit,
            Response = document.Response,
            Rank = document.Rank,
            Wishes = document.Wishes,
            Shares = document.Shares ?? [],
            Front = [.. (document.Front ?? []).Select(point =>
            {
                CheckAssignment(point.Assignment, document.BeatCount, where);
                return point.Assignment.Count == beats.Length
                    ? new FrontPoint([.. point.Assignment], point.MaxDeviation, point.MaxDeviationOfRest, point.EdgesCut, point.BoundaryKm)
                    : throw Broken(where, $"a point of the front assigns {point.Assignment.Count} areas, the plan {beats.Length}");
            })],
            Outlook = document.Outlook,
            Growth = document.Growth ?? [],
            Sectors = document.Sectors is { } sectors ? ReadSectors(sectors, document.BeatCount, indexOf, where) : null,
            Places = [.. (document.Places ?? []).Select(place => new DominantPlace(
                new CallPlace(place.Longitude, place.Latitude), indexOf.TryGetValue(place.Area, out var at) ? at : throw Broken(where, $"place in area \"{place.Area}\", which the plan has not"),
                place.Beat, place.Calls, place.Share, place.Deviation, place.DeviationWithout, place.OfficeShare, place.OfficeShareElsewhere))],
            Shifts = [.. (document.Shifts ?? []).Select(shift =>
            {
                CheckAssignment(shift.Assignment, document.BeatCount, where);
                return shift.Assignment.Count == beats.Length
                    ? new ShiftPlan(
                        shift.Hours,
                        [.. shift.Assignment],
                        FromPart(shift.Measures, shift.LowerBound, shift.Gap, indexOf, where),
                        shift.CommonDeviation,
                        shift.ChangedShare,
                        shift.Common,
                        shift.Own)
                    : throw Broken(where, $"shift {shift.Hours} assigns {shift.Assignment.Count} areas, the plan {beats.Length}");
            })],
        };
        return new PlanFile(plan, ids, document.Datasets.MapIdField, document.Workload.Unit, document.Workload.CallsCounted, document.Workload.CallsOutside);
    }

    private static PlanDocument Parse(ReadOnlySpan<byte> json, string where)
    {
        try
        {
            var bytes = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
            if (!Utf8.IsValid(bytes))
            {
                throw Broken(where, "it holds bytes that are no UTF-8 text");
            }

            var version = ReadVersion(bytes, where);
            if (version > SchemaVersion)
            {
                throw new InputException(
                    where, $"is a plan of schema version {version}, this SmartBeats reads up to {SchemaVersion}", "Open it with the SmartBeats that wrote it, or a newer one.");
            }

            return JsonSerializer.Deserialize(bytes, PlanDocumentContext.Default.PlanDocument) ?? throw Broken(where, "it is empty");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            // The last two: a member of another kind than its place asks for.
            var line = (fault as JsonException)?.LineNumber is { } number ? $":{number + 1}" : "";
            throw new InputException(where + line, "is not a readable plan.json", "Use the file as SmartBeats wrote it, or design the plan again.", fault);
        }
    }

    private static PlanSectors ReadSectors(SectorsPart part, int beats, Dictionary<string, int> indexOf, string where)
    {
        CheckAssignment(part.OfBeat, part.Measures.Beats.Count, where);
        if (part.Names is { } names && names.Count != part.Measures.Beats.Count)
        {
            throw Broken(where, $"there are {part.Measures.Beats.Count} sectors and {names.Count} names of them");
        }

        return part.OfBeat.Count == beats
            ? new PlanSectors([.. part.OfBeat], FromPart(part.Measures, part.LowerBound, part.Gap, indexOf, where)) { Names = part.Names }
            : throw Broken(where, $"the sectors hold {part.OfBeat.Count} beats, the plan {beats}");
    }

    private static int ReadVersion(ReadOnlySpan<byte> json, string where)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("schemaVersion", out var version)
            && version.ValueKind == JsonValueKind.Number
            && version.TryGetInt32(out var number)
            && number >= 1
            ? number
            : throw Broken(where, "it has no schemaVersion");
    }

    private static JsonElement Element(PlanRequest request)
    {
        using var document = JsonDocument.Parse(PlanRequestJson.CanonicalBytes(request));
        return document.RootElement.Clone();
    }

    private static void CheckAssignment(IReadOnlyList<int> beats, int beatCount, string where)
    {
        foreach (var beat in beats)
        {
            if (beat < 1 || beat > beatCount)
            {
                throw Broken(where, $"beat {beat} is not among 1 to {beatCount}");
            }
        }
    }

    private static AlternativePart ToPart(Alternative alternative, string[] ids)
    {
        var measures = alternative.Measures.ToPublishedPrecision();
        return new AlternativePart(alternative.Goal, ToPart(measures, ids), measures.Gap, alternative.BeatOfArea)
        {
            Response = alternative.Response?.ToPublishedPrecision(),
            Wishes = alternative.Wishes,
            WithoutPreferences = alternative.WithoutPreferences,
        };
    }

    private static ShiftPart ToPart(ShiftPlan shift, string[] ids)
    {
        var measures = shift.Measures.ToPublishedPrecision();
        return new ShiftPart(
            shift.Hours,
            Math.Round(shift.ChangedShare, 4),
            ToPart(measures, ids),
            measures.LowerBound,
            measures.Gap,
            shift.CommonDeviation,
            shift.Common.ToPublishedPrecision(),
            shift.Own.ToPublishedPrecision(),
            shift.BeatOfArea);
    }

    private static MeasuresPart ToPart(PlanMeasures measures, string[] ids) => new(
        measures.TotalWorkload,
        measures.MeanWorkload,
        measures.MaxDeviation,
        measures.CoefficientOfVariation,
        [.. measures.ForcedAreas.Select(area => ids[area])],
        measures.MaxDeviationOfRest,
        measures.EdgesCut,
        measures.BoundaryKm,
        measures.PolsbyPopperMean,
        measures.PolsbyPopperWorst,
        measures.MeanDistanceMetres,
        measures.Contiguous,
        measures.BridgesCounted,
        measures.Beats)
    {
        ForcedShares = measures.ForcedShares.Count == 0 ? null : measures.ForcedShares,
    };

    private static PlanMeasures FromPart(MeasuresPart part, double lowerBound, double gap, Dictionary<string, int> indexOf, string where) => new(
        part.Beats,
        part.TotalWorkload,
        part.MeanWorkload,
        part.MaxDeviation,
        part.CoefficientOfVariation,
        lowerBound,
        gap,
        [.. part.ForcedAreas.Select(id => indexOf.TryGetValue(id, out var area) ? area : throw Broken(where, $"forced area \"{id}\" is not assigned"))],
        part.MaxDeviationOfRest,
        part.EdgesCut,
        part.BoundaryKm,
        part.PolsbyPopperMean,
        part.PolsbyPopperWorst,
        part.MeanDistanceMetres,
        part.Contiguous,
        part.BridgesCounted)
    {
        ForcedShares = part.ForcedShares is { } shares && shares.Count == part.ForcedAreas.Count ? shares : [],
    };

    private static InputException Broken(string where, string what) =>
        new(where, $"is not a readable plan.json: {what}", "Use the file as SmartBeats wrote it, or design the plan again.");
}
