namespace SmartBeats.Comparison;

/// <summary>What groups of areas that somebody drew are called.</summary>
/// <param name="One">One of them; also the column of a table.</param>
/// <param name="Given">One of them, told from those a plan makes.</param>
/// <param name="Official">One of them, read from a layer.</param>
/// <param name="Fields">Attributes that may name them, the likeliest first.</param>
/// <param name="Form">What they may be given as.</param>
internal sealed record GroupWords(string One, string Given, string Official, string[] Fields, string Form)
{
    public static GroupWords Beats { get; } = new(
        "beat",
        "current beat",
        "official beat",
        ["BEAT_NUM", "BEAT_ID", "BEAT_NO", "BEAT_NAME", "BEAT", "ZONE_ID", "DISTRICT_NUM", "DIST_NUM", "DISTRICT"],
        "Give a plan.json, an assignment.csv (area_id,beat), or the beats as polygons (GeoJSON, a zipped shapefile or a GeoPackage).");

    public static GroupWords Sectors { get; } = new(
        "sector",
        "given sector",
        "given sector",
        ["SECTOR", "SECTOR_ID", "SECTOR_NO", "SECTOR_NUM", "SECTOR_NAME", "PRECINCT", "DISTRICT", "DISTRICT_NUM", "DIST_NUM", "DIVISION", "NAME"],
        "Give a column of the map, a table (area_id,sector), or the sectors as polygons (GeoJSON, a zipped shapefile or a GeoPackage).");
}
