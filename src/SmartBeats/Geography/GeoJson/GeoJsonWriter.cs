using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography.GeoJson;

/// <summary>One feature to write.</summary>
/// <param name="Shape">Polygon, MultiPolygon, LineString, MultiLineString or Point in degrees.</param>
/// <param name="Properties">Values: string, bool, int, long, double (finite), or null, in this order.</param>
public sealed record GeoJsonFeature(Geometry Shape, IReadOnlyList<KeyValuePair<string, object?>> Properties);

/// <summary>Writes GeoJSON (RFC 7946: longitude first, outlines counter-clockwise, holes clockwise). Same features, same bytes.</summary>
public static class GeoJsonWriter
{
    /// <summary>Decimals of published coordinates: 1 cm.</summary>
    public const int PublishedDecimals = 7;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="stream">Not closed.</param>
    /// <param name="decimals">Coordinates are rounded to these; null writes every bit.</param>
    public static void Write(Stream stream, IEnumerable<GeoJsonFeature> features, int? decimals = PublishedDecimals)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var feature in features)
        {
            WriteFeature(json, feature, decimals);
            if (json.BytesPending > 1 << 16)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteFeature(Utf8JsonWriter json, GeoJsonFeature feature, int? decimals)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        foreach (var (name, value) in feature.Properties)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        WriteGeometry(json, feature.Shape, decimals);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                throw new ArgumentException($"A property cannot be a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void WriteGeometry(Utf8JsonWriter json, Geometry shape, int? decimals)
    {
        json.WriteStartObject();
        json.WriteString("type", shape.GeometryType);
        json.WritePropertyName("coordinates");
        switch (shape)
        {
            case Polygon polygon:
                WritePolygon(json, polygon, decimals);
                break;
            case MultiPolygon or MultiLineString:
                json.WriteStartArray();
                foreach (var part in ((GeometryCollection)shape).Geometries)
                {
                    if (part is Polygon polygon)
                    {
                        WritePolygon(json, polygon, decimals);
                    }
                    else
                    {
                        WriteLine(json, ((LineString)part).CoordinateSequence, reverse: false, decimals);
                    }
                }

                json.WriteEndArray();
                break;
            case LineString line:
                WriteLine(json, line.CoordinateSequence, reverse: false, decimals);
                break;
            case Point point:
                WritePlace(json, point.X, point.Y, decimals);
                break;
            default:
                throw new ArgumentException($"A {shape.GeometryType} is not written.", nameof(shape));
        }

        json.WriteEndObject();
    }

    private static void WritePolygon(Utf8JsonWriter json, Polygon polygon, int? decimals)
    {
        json.WriteStartArray();
        if (!polygon.IsEmpty)
        {
            WriteLine(json, polygon.Shell.CoordinateSequence, reverse: !Orientation.IsCCW(polygon.Shell.CoordinateSequence), decimals);
            foreach (var hole in polygon.Holes)
            {
                WriteLine(json, hole.CoordinateSequence, reverse: Orientation.IsCCW(hole.CoordinateSequence), decimals);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, CoordinateSequence places, bool reverse, int? decimals)
    {
        json.WriteStartArray();
        for (var i = 0; i < places.Count; i++)
        {
            var at = reverse ? places.Count - 1 - i : i;
            WritePlace(json, places.GetX(at), places.GetY(at), decimals);
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, double x, double y, int? decimals)
    {
        json.WriteStartArray();
        json.WriteNumberValue(decimals is { } d ? Math.Round(x, d) + 0.0 : x);
        json.WriteNumberValue(decimals is { } e ? Math.Round(y, e) + 0.0 : y);
        json.WriteEndArray();
    }
}
