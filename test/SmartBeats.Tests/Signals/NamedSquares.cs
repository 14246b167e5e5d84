using System.Text;
using System.Text.Json;
using SmartBeats.Geography;

namespace SmartBeats.Signals;

/// <summary>A map of squares side by side, A, B, C and so on from west to east, each a hundredth of a degree, with columns of text.</summary>
internal static class NamedSquares
{
    public const double West = -112;
    public const double South = 33;
    public const double Side = 0.01;

    public static CityMap Create(params (string Name, string?[] Values)[] columns)
    {
        var features = Enumerable.Range(0, columns[0].Values.Length).Select(area =>
        {
            var (west, east) = (West + (area * Side), West + ((area + 1) * Side));
            var north = South + Side;
            var properties = columns.ToDictionary(column => column.Name, column => column.Values[area]);
            properties["id"] = ((char)('A' + area)).ToString();
            return FormattableString.Invariant($$$"""{"type":"Feature","properties":{{{JsonSerializer.Serialize(properties)}}},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},{{{South}}}],[{{{east}}},{{{South}}}],[{{{east}}},{{{north}}}],[{{{west}}},{{{north}}}],[{{{west}}},{{{South}}}]]]}}""");
        });
        return CityMapReader.Read("squares.geojson", new MemoryStream(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""")));
    }
}
