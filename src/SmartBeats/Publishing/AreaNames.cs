using SmartBeats.Geography;
using SmartBeats.Requests;

namespace SmartBeats.Publishing;

/// <summary>What people call the areas of a map, beside their ids: a column of it.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Names">By area; null where one has none.</param>
internal sealed record AreaNames(string Column, IReadOnlyList<string?> Names)
{
    /// <summary>In order of preference; a shapefile has ten letters of each.</summary>
    private static readonly string[] _likely = ["NAME", "LABEL", "NEIGHBORHOOD", "NEIGHBOURHOOD", "HOOD", "COMMUNITY", "DISTRICT"];

    /// <summary>The column the request names, else a likely one of text; null where the map has none.</summary>
    /// <param name="map">With its columns.</param>
    public static AreaNames? Find(CityMap map, PlanRequest request)
    {
        var column = request.Label is { } label
            ? map.Columns.Find(label)
            : _likely.Select(map.Columns.Find).FirstOrDefault(likely => likely is { IsText: true } && likely.Name != map.IdField);
        return column is null ? null : new AreaNames(column.Name, column.Values);
    }
}
