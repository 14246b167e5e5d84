using System.Text;
using NetTopologySuite.Geometries;
using SmartBeats.Geography.GeoJson;
using SmartBeats.Geography.Shapefile;

namespace SmartBeats.Publishing;

/// <summary>The plan as map layers in EPSG:4326.</summary>
internal static class PlanLayers
{
    private const int LongestDbfText = 254;

    /// <summary>Beats dissolved: <c>ZONE_ID, COUNT, AREA_KM2, DEV_PCT, POLSBY</c>, and <c>SECTOR</c> where there are sectors. COUNT is calls, DEV_PCT the workload's deviation in percent.</summary>
    public static byte[] BeatsZip(IReadOnlyList<BeatRow> rows, IReadOnlyList<Geometry> outlines) => ShapefileZip.Write(
        "beats",
        [
            DbfColumn.Integer("ZONE_ID", 9),
            DbfColumn.Integer("COUNT", 12),
            DbfColumn.Decimal("AREA_KM2", 14, 3),
            DbfColumn.Decimal("DEV_PCT", 12, 2),
            DbfColumn.Decimal("POLSBY", 6, 3),
            .. rows.Any(row => row.Sector is not null) ? (DbfColumn[])[DbfColumn.Integer("SECTOR", 9)] : [],
        ],
        [.. rows.Zip(outlines, (row, outline) => new ShapefileRow(outline, [.. Properties(row).Select(property => property.Value)]))]);

    /// <summary>Every area with its calls and its beat: <c>AREA_ID</c> as text, <c>COUNT</c>, <c>ZONE_ID</c>.</summary>
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

        return ShapefileZip.Write(
            "areas",
            [
                DbfColumn.Text("AREA_ID", Math.Max(1, width)), DbfColumn.Integer("COUNT", 12), DbfColumn.Integer("ZONE_ID", 9),
                .. material.Plan.Sectors is null ? (DbfColumn[])[] : [DbfColumn.Integer("SECTOR", 9)],
            ],
            [.. material.Map.Areas.Select(area => new ShapefileRow(area.Shape, [area.Id, material.Workload.Calls[area.Index], .. Zones(material.Plan, area.Index)]))]);
    }

    private static object?[] Zones(Plan plan, int area)
    {
        var beat = plan.BeatOfArea[area];
        return plan.Sectors is { } sectors ? [beat, sectors.OfBeat[beat - 1]] : [beat];
    }

    /// <summary>Beats dissolved, with the same fields as the shapefile.</summary>
    public static byte[] BeatsGeoJson(IReadOnlyList<BeatRow> rows, IReadOnlyList<Geometry> outlines)
    {
        using var stream = new MemoryStream();
        GeoJsonWriter.Write(stream, rows.Zip(outlines, (row, outline) => new GeoJsonFeature(outline, [.. Properties(row)])));
        return stream.ToArray();
    }

    private static IEnumerable<KeyValuePair<string, object?>> Properties(BeatRow row) =>
    [
        new("ZONE_ID", row.Number),
        new("COUNT", row.Calls),
        new("AREA_KM2", row.AreaKm2),
        new("DEV_PCT", row.DeviationPercent),
        new("POLSBY", row.PolsbyPopper),
        .. row.Sector is { } sector ? (KeyValuePair<string, object?>[])[new("SECTOR", sector)] : [],
    ];
}
