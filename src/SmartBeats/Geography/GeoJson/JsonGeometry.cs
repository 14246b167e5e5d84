using System.Text.Json;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography.GeoJson;

/// <summary>Reads the geometry of one feature.</summary>
internal readonly struct JsonGeometry(string where, ShapeUse use = ShapeUse.Areas)
{
    /// <returns>Empty for null and for a geometry without points.</returns>
    public IReadOnlyList<PolygonRings> Read(ref Utf8JsonReader json, ref int openRings)
    {
        var polygons = new List<PolygonRings>();
        Read(ref json, polygons, ref openRings);
        return polygons;
    }

    private void Read(ref Utf8JsonReader json, List<PolygonRings> polygons, ref int openRings)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Expect(json.TokenType == JsonTokenType.StartObject);
        string? type = null;
        Utf8JsonReader coordinates = default;
        var hasCoordinates = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type"u8))
            {
                json.Read();
                type = json.GetString();
            }
            else if (json.ValueTextEquals("coordinates"u8))
            {
                json.Read();
                if (use == ShapeUse.Areas && type is "Polygon" or "MultiPolygon" && !hasCoordinates)
                {
                    ReadPolygons(ref json, type, polygons, ref openRings);
                }
                else
                {
                    // The type may come behind: come back to a copy of the reader then.
                    coordinates = json;
                    json.Skip();
                }

                hasCoordinates = true;
            }
            else if (json.ValueTextEquals("geometries"u8))
            {
                json.Read();
                Expect(json.TokenType == JsonTokenType.StartArray);
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    Read(ref json, polygons, ref openRings);
                }
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        if (use == ShapeUse.Paths && type is "Point" or "MultiPoint" or "LineString" or "MultiLineString" or "Polygon" or "MultiPolygon")
        {
            Expect(hasCoordinates);
            ReadPaths(ref coordinates, polygons, depth: 0, areSingle: type == "MultiPoint");
        }
        else if (type is "Polygon" or "MultiPolygon")
        {
            Expect(hasCoordinates);
            if (coordinates.TokenType != JsonTokenType.None)
            {
                ReadPolygons(ref coordinates, type, polygons, ref openRings);
            }
        }
        else if (type != "GeometryCollection")
        {
            throw new InputException(
                where,
                type is "Point" or "MultiPoint" or "LineString" or "MultiLineString" ? $"is a {type}; areas are needed" : "has a geometry that is none of GeoJSON's kinds",
                "Give the layer whose shapes are the city's areas (Polygon, MultiPolygon).");
        }
    }

    /// <summary>Lists in lists, of any depth: the innermost that holds places is a path.</summary>
    /// <param name="areSingle">Whether each place is a path of its own.</param>
    private void ReadPaths(ref Utf8JsonReader json, List<PolygonRings> paths, int depth, bool areSingle)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Expect(json.TokenType == JsonTokenType.StartArray && depth < 4);
        var path = new List<Coordinate>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.Number)
            {
                // A bare place: x was read, y follows, and what more there is does not matter.
                var x = ReadNow(ref json);
                path.Add(new Coordinate(x, ReadNumber(ref json)));
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    Expect(json.TokenType is JsonTokenType.Number or JsonTokenType.Null);
                }

                break;
            }

            var inner = new List<PolygonRings>();
            ReadPaths(ref json, inner, depth + 1, areSingle);
            if (inner is [{ Shell: [var place] }] && !areSingle)
            {
                path.Add(place);
            }
            else
            {
                paths.AddRange(inner);
            }
        }

        if (path.Count > 0)
        {
            paths.Add(new PolygonRings([.. path], []));
        }
    }

    private double ReadNow(ref Utf8JsonReader json)
    {
        Expect(json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number) && double.IsFinite(number));
        return json.GetDouble();
    }

    private void ReadPolygons(ref Utf8JsonReader json, string type, List<PolygonRings> polygons, ref int openRings)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Expect(json.TokenType == JsonTokenType.StartArray);
        if (type == "Polygon")
        {
            ReadPolygon(ref json, polygons, ref openRings);
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(json.TokenType == JsonTokenType.StartArray);
            ReadPolygon(ref json, polygons, ref openRings);
        }
    }

    private void ReadPolygon(ref Utf8JsonReader json, List<PolygonRings> polygons, ref int openRings)
    {
        Coordinate[]? shell = null;
        var holes = new List<Coordinate[]>();
        var isFirst = true;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(json.TokenType == JsonTokenType.StartArray);
            var points = ReadRing(ref json);
            openRings += points.Length > 2 && !points[0].Equals2D(points[^1]) ? 1 : 0;
            var ring = RingAssembly.Close(points);
            if (isFirst)
            {
                shell = ring;
            }
            else if (ring is not null)
            {
                holes.Add(ring);
            }

            isFirst = false;
        }

        if (shell is not null)
        {
            polygons.Add(new PolygonRings(shell, holes));
        }
    }

    private Coordinate[] ReadRing(ref Utf8JsonReader json)
    {
        var points = new List<Coordinate>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(json.TokenType == JsonTokenType.StartArray);
            var x = ReadNumber(ref json);
            var y = ReadNumber(ref json);
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                Expect(json.TokenType is JsonTokenType.Number or JsonTokenType.Null);
            }

            points.Add(new Coordinate(x, y));
        }

        return [.. points];
    }

    private double ReadNumber(ref Utf8JsonReader json)
    {
        json.Read();
        return ReadNow(ref json);
    }

    private void Expect(bool isAsTheStandardHasIt)
    {
        if (!isAsTheStandardHasIt)
        {
            throw new InputException(where, "has a geometry that is not written as GeoJSON has it", "Export or download the file again.");
        }
    }
}
