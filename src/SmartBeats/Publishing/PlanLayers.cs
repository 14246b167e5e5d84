using System.Text;
using NetTopologySuite.Geometries;
using SmartBeats.Geography;
using SmartBeats.Geography.GeoJson;
using SmartBeats.Geography.Shapefile;

namespace SmartBeats.Publishing;

/// <summary>The plan as map layers in EPSG:4326.</summary>
internal static class PlanLayers
{
    private const int LongestDbfText = 254;

    /// <summary>
    /// Beats dissolved: <c>ZONE_ID, COUNT, AREA_KM2, DEV_PCT, POLSBY</c>, <c>SECTOR</c> where there are sectors, <c>NAME</c> where the
    /// department's beats have names, and <see cref="Origin"/>. COUNT is calls, DEV_PCT the workload's deviation in percent, empty for a beat left out of the balance.
    /// </summary>
    public static byte[] BeatsZip(Plan plan, IReadOnlyList<BeatRow> rows, IReadOnlyList<Geometry> outlines) => ShapefileZip.Write(
        "beats",
        [
            DbfColumn.Integer("ZONE_ID", 9),
            DbfColumn.Integer("COUNT", 12),
            DbfColumn.Decimal("AREA_KM2", 14, 3),
            DbfColumn.Decimal("DEV_PCT", 12, 2),
            DbfColumn.Decimal("POLSBY", 6, 3),
            .. SectorColumns(plan),
            .. rows[0].Name is null ? Array.Empty<DbfColumn>() : [DbfColumn.Text("NAME", Width(rows.Select(row => row.Name!)))],
            .. OriginColumns(plan),
        ],
        [.. rows.Zip(outlines, (row, outline) => new ShapefileRow(outline, [.. Properties(plan, row).Select(property => property.Value)]))]);

    /// <summary>Every area with its calls and its beat: <c>AREA_ID</c> as text, <c>COUNT</c>, <c>ZONE_ID</c>; then as in the beats, then the columns of the map.</summary>
    /// <exception cref="InputException">An id longer than a shapefile's text field holds.</exception>
    public static byte[] AreasZip(PlanMaterial material)
    {
        var longest = material.Map.Areas.MaxBy(area => Encoding.UTF8.GetByteCount(area.Id))!.Id;
        var width = Encoding.UTF8.GetByteCount(longest);
        if (width > LongestDbfText)
        {
            throw new InputException(
                "the city's map", $"the area id that begins \"{longest[..40]}\" has {width} bytes, a shapefile holds {LongestDbfText}", "Use a shorter id field (--id FIELD).");
        }

        DbfColumn[] own =
        [
            DbfColumn.Text("AREA_ID", Math.Max(1, width)), DbfColumn.Integer("COUNT", 12), DbfColumn.Integer("ZONE_ID", 9),
            .. SectorColumns(material.Plan),
            .. material.Plan.BeatNames is { } names ? [DbfColumn.Text("NAME", Width(names))] : Array.Empty<DbfColumn>(),
            .. OriginColumns(material.Plan),
        ];
        var countsCalls = PlanFile.Create(material).CountsCalls;
        var others = ColumnFields.Create(material.Map, own.Select(column => column.Name));
        return ShapefileZip.Write(
            "areas",
            [.. own, .. others.Select(other => other.Field)],
            [.. material.Map.Areas.Select(area => new ShapefileRow(
                area.Shape, [.. AreaValues(material, area, countsCalls), .. others.Select(other => other.Values[area.Index])]))]);
    }

    private static object?[] AreaValues(PlanMaterial material, Area area, bool countsCalls)
    {
        var beat = material.Plan.BeatOfArea[area.Index];
        return
        [
            area.Id, CountOf(material, area.Index, countsCalls), beat,
            .. material.Plan.Sectors is { } sectors ? [sectors.FindOf(beat)] : Array.Empty<object?>(),
            .. material.Plan.BeatNames is { } names ? [names[beat - 1]] : Array.Empty<object?>(),
            .. Origin(material.Plan).Select(field => field.Value),
        ];
    }

    /// <summary>Calls; of a plan without, the workload to the nearest whole.</summary>
    private static long CountOf(PlanMaterial material, int area, bool countsCalls) => countsCalls
        ? material.Workload.Calls[area]
        : (long)Math.Round((double)material.Workload.Weights[area] / material.Workload.UnitsPerOne);

    /// <summary>Given sectors by name, others by number.</summary>
    private static DbfColumn[] SectorColumns(Plan plan) => plan.Sectors switch
    {
        null => [],
        { Names: { } names } => [DbfColumn.Text("SECTOR", Width(names))],
        _ => [DbfColumn.Integer("SECTOR", 9)],
    };

    private static int Width(IEnumerable<string> texts) => Math.Clamp(texts.Max(Encoding.UTF8.GetByteCount), 1, LongestDbfText);

    /// <summary>Beats dissolved, with the same fields as the shapefile.</summary>
    public static byte[] BeatsGeoJson(Plan plan, IReadOnlyList<BeatRow> rows, IReadOnlyList<Geometry> outlines)
    {
        using var stream = new MemoryStream();
        GeoJsonWriter.Write(stream, rows.Zip(outlines, (row, outline) => new GeoJsonFeature(outline, [.. Properties(plan, row)])));
        return stream.ToArray();
    }

    private static IEnumerable<KeyValuePair<string, object?>> Properties(Plan plan, BeatRow row) =>
    [
        new("ZONE_ID", row.Number),
        new("COUNT", plan.Shares.Count > 0 && plan.Measures.Beats.Sum(beat => beat.Calls) == 0 ? (long)Math.Round(row.Workload) : row.Calls),
        new("AREA_KM2", row.AreaKm2),
        new("DEV_PCT", row.DeviationPercent),
        new("POLSBY", row.PolsbyPopper),
        .. row.Sector is { } sector ? [new("SECTOR", sector)] : Array.Empty<KeyValuePair<string, object?>>(),
        .. row.Name is { } name ? [new("NAME", name)] : Array.Empty<KeyValuePair<string, object?>>(),
        .. Origin(plan),
    ];

    /// <summary>
    /// Where a layer is from, wherever it is copied to: <c>PLAN_ID</c>, <c>CITY</c>, <c>MADE</c>, which says what made it, and <c>CALLS_OF</c>, the days
    /// of the calls it rests on. Not the day it was made: the same request on the same data is the same bytes on any day.
    /// </summary>
    internal static KeyValuePair<string, object?>[] Origin(Plan plan) =>
    [
        new("PLAN_ID", plan.PlanId),
        new("CITY", plan.City.Name),
        new("MADE", FormattableString.Invariant($"SmartBeats engine {plan.EngineVersion}, seed {plan.Request.Seed}")),
        .. plan.Outlook is { } outlook ? [new("CALLS_OF", $"{outlook.From}..{outlook.To}")] : Array.Empty<KeyValuePair<string, object?>>(),
    ];

    private static IEnumerable<DbfColumn> OriginColumns(Plan plan) => Origin(plan).Select(field => DbfColumn.Text(field.Key, Width([(string)field.Value!])));
}
