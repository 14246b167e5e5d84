using System.Globalization;
using System.Text.Json;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography.GeoJson;

/// <summary>Reads polygons and attributes from GeoJSON (RFC 7946, and the <c>crs</c> member of its 2008 predecessor) in one pass.</summary>
/// <remarks>Takes a FeatureCollection, one Feature, features one after the other (a line each, or a text sequence as RFC 8142 has it), or a bare geometry; members in any order. A feature's own <c>id</c> is a field named <c>id</c> unless its properties have one.</remarks>
internal sealed class GeoJsonReader
{
    private const byte RecordSeparator = 0x1E;

    private readonly string _where;
    private readonly string _conversion;
    private readonly List<MapShape> _shapes = [];
    private readonly JsonAttributes _attributes = new();
    private readonly List<string> _notes = [];
    private ReferenceSystem? _reference;
    private int _openRings;
    private bool _isSequence;

    private readonly ShapeUse _use;

    private GeoJsonReader(string where, string conversion, ShapeUse use) => (_where, _conversion, _use) = (where, conversion, use);

    /// <exception cref="InputException">No GeoJSON, broken off, or of something else than areas where these are needed.</exception>
    public static MapLayer Read(ReadOnlySpan<byte> utf8, string where, string conversion, ShapeUse use = ShapeUse.Areas) =>
        new GeoJsonReader(where, conversion, use).Read(utf8);

    private MapLayer Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        // A record separator before each feature is white space to this reader.
        if (utf8.Contains(RecordSeparator))
        {
            var spaced = utf8.ToArray();
            spaced.AsSpan().Replace(RecordSeparator, (byte)' ');
            utf8 = spaced;
        }

        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            json.Read();
            ReadRoot(ref json);
            // To the end, so that a file cut off or with something behind it is noticed.
            while (json.Read())
            {
                if (!_isSequence || json.TokenType != JsonTokenType.StartObject)
                {
                    throw Fault("has something behind its end", remedy: "Export or download the file again.");
                }

                ReadFeature(ref json);
            }
        }
        catch (JsonException exception)
        {
            var line = (exception.LineNumber ?? 0) + 1;
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{_where}:{line}"),
                string.Create(CultureInfo.InvariantCulture, $"is broken JSON at byte {(exception.BytePositionInLine ?? 0) + 1} of the line{(json.BytesConsumed > utf8.Length - 64 ? ", at the end of the file: it may be cut off" : "")}"),
                "Export or download the file again.",
                exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            throw Fault("is not GeoJSON as the standard has it (a text, number or list is not where it should be)", exception);
        }

        if (_openRings > 0)
        {
            _notes.Add(RingAssembly.DescribeOpenRings(_openRings));
        }

        return new MapLayer(_where, "feature", _conversion, _shapes, _attributes, _reference ?? ReferenceSystem.Degrees("WGS 84"), _notes);
    }

    private void ReadRoot(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw Fault("is JSON, but not GeoJSON (which is an object)");
        }

        string? type = null;
        var start = json;
        var hasFeatures = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type"u8))
            {
                json.Read();
                type = json.GetString();
            }
            else if (json.ValueTextEquals("crs"u8))
            {
                json.Read();
                _reference = JsonReference.Read(ref json);
            }
            else if (json.ValueTextEquals("features"u8))
            {
                json.Read();
                ReadFeatures(ref json);
                hasFeatures = true;
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        if (hasFeatures && type == "FeatureCollection")
        {
            return;
        }

        switch (type)
        {
            case "Feature":
                ReadFeature(ref start);
                _isSequence = true;
                break;
            case "Polygon" or "MultiPolygon" or "GeometryCollection" or "Point" or "MultiPoint" or "LineString" or "MultiLineString":
                _shapes.Add(new MapShape(1, 0, new JsonGeometry(FeatureName(1), _use).Read(ref start, ref _openRings)));
                _attributes.RowCount = 1;
                break;
            case "FeatureCollection":
                throw Fault("is a FeatureCollection without \"features\"");
            case null when hasFeatures:
                throw Fault("has features but does not say \"type\": \"FeatureCollection\"", remedy: $"Convert it: {_conversion}");
            default:
                throw Fault(type is null ? "is JSON, but not GeoJSON: it has no \"type\"" : $"is JSON of the type \"{Short(type)}\", not GeoJSON");
        }
    }

    private void ReadFeatures(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw Fault("has \"features\" that are no list");
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            ReadFeature(ref json);
        }
    }

    private void ReadFeature(ref Utf8JsonReader json)
    {
        var row = _shapes.Count;
        var name = FeatureName(row + 1);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new InputException(name, "is no object", "Export or download the file again.");
        }

        IReadOnlyList<PolygonRings> polygons = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("geometry"u8))
            {
                json.Read();
                polygons = new JsonGeometry(name, _use).Read(ref json, ref _openRings);
            }
            else if (json.ValueTextEquals("properties"u8))
            {
                json.Read();
                _attributes.ReadProperties(ref json, row);
            }
            else if (json.ValueTextEquals("id"u8))
            {
                json.Read();
                _attributes.ReadFeatureId(ref json, row);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        _shapes.Add(new MapShape(row + 1, row, polygons));
        _attributes.RowCount = row + 1;
    }

    private string FeatureName(int number) => $"{_where} feature {number.ToString(CultureInfo.InvariantCulture)}";

    private InputException Fault(string what, Exception? inner = null, string remedy = "Give GeoJSON of polygons, or a zip with a shapefile.") => new(_where, what, remedy, inner);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
