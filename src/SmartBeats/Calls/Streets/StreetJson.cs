using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Geography;

namespace SmartBeats.Calls.Streets;

/// <summary>A street layer as a city keeps it: <c>{segments: [{name, numbers: [left from, to, right from, to], line: [lon, lat, step, step, ...]}]}</c>, in 1e-6 degrees.</summary>
public static class StreetJson
{
    private const double Parts = 1e6;

    /// <summary>Same segments, same bytes.</summary>
    public static byte[] Write(IEnumerable<StreetSegment> segments) => JsonSerializer.SerializeToUtf8Bytes(
        new StreetDocument([.. segments.Select(segment => new StreetRow(
            segment.FullName, [segment.Left.From, segment.Left.To, segment.Right.From, segment.Right.To], ToSteps(segment.Line)))]),
        StreetJsonContext.Written.StreetDocument);

    /// <exception cref="InputException">Not what <see cref="Write"/> writes.</exception>
    public static IReadOnlyList<StreetSegment> Read(string where, ReadOnlySpan<byte> utf8)
    {
        try
        {
            if (JsonSerializer.Deserialize(utf8, StreetJsonContext.Written.StreetDocument) is { } read
                && read.Segments.All(row => row.Numbers.Length == 4 && row.Line.Length >= 4 && row.Line.Length % 2 == 0))
            {
                return [.. read.Segments.Select(row => new StreetSegment(
                    row.Name, new HouseRange(row.Numbers[0], row.Numbers[1]), new HouseRange(row.Numbers[2], row.Numbers[3]), [.. FromSteps(row.Line)]))];
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new InputException(where, "is no street layer as SmartBeats keeps it", "Load the city's roads again.");
    }

    private static int[] ToSteps(IReadOnlyList<(double Longitude, double Latitude)> line) =>
        PathSteps.FromPath([.. line.SelectMany(point => new[] { (int)Math.Round(point.Longitude * Parts), (int)Math.Round(point.Latitude * Parts) })]);

    private static IEnumerable<(double Longitude, double Latitude)> FromSteps(int[] steps) =>
        PathSteps.ToPath(steps).Chunk(2).Select(point => (point[0] / Parts, point[1] / Parts));
}

internal sealed record StreetRow(string Name, int[] Numbers, int[] Line);

internal sealed record StreetDocument(IReadOnlyList<StreetRow> Segments);

[JsonSerializable(typeof(StreetDocument))]
internal sealed partial class StreetJsonContext : JsonSerializerContext
{
    /// <summary>camelCase.</summary>
    public static StreetJsonContext Written { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase });
}
