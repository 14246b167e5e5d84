using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.Scenarios;

/// <summary>A small town for tests of faults: a square of square areas, and calls spread over them.</summary>
internal static class Town
{
    private const int Side = 6;
    private const double Step = 0.01;
    private const double West = -112;
    private const double South = 33;

    /// <summary>Quick to make, and several starts long.</summary>
    public const string Request = """{"beats": 3, "effort": 3000, "seed": 7}""";

    public static string CityJson(string id) => new JsonObject { ["id"] = id, ["name"] = "Town " + id[^2..], ["timeZone"] = "America/Phoenix", ["idField"] = "AREA_ID" }.ToJsonString();

    /// <param name="side">Areas along an edge.</param>
    public static byte[] Map(int side = Side)
    {
        var features = new JsonArray();
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var (w, s) = (West + column * Step, South + row * Step);
                var ring = new JsonArray(Point(w, s), Point(w + Step, s), Point(w + Step, s + Step), Point(w, s + Step), Point(w, s));
                features.Add(new JsonObject
                {
                    ["type"] = "Feature",
                    ["properties"] = new JsonObject { ["AREA_ID"] = string.Create(CultureInfo.InvariantCulture, $"A{row:00}{column:00}") },
                    ["geometry"] = new JsonObject { ["type"] = "Polygon", ["coordinates"] = new JsonArray(ring) },
                });
            }
        }

        return Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "FeatureCollection", ["features"] = features }.ToJsonString());
    }

    /// <param name="rows">Distinct calls; the same for the same number and generation.</param>
    /// <param name="generation">Another one has other priorities for the same calls.</param>
    public static byte[] Calls(int rows = 400, int generation = 0)
    {
        var random = new Random(11);
        var text = new StringBuilder("event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition\n");
        for (var row = 0; row < rows; row++)
        {
            var (x, y) = (West + Step * Side * random.NextDouble() * random.NextDouble(), South + Step * Side * random.NextDouble());
            text.Append(CultureInfo.InvariantCulture, $"T-{row:000000},{1 + (row + generation) % 9},{row} SECRET ST,t,POINT({x:0.000000} {y:0.000000}),2024-03-{1 + row % 28:00} {row % 24:00}:05:06,6\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static JsonArray Point(double x, double y) => new(Math.Round(x, 6), Math.Round(y, 6));
}
