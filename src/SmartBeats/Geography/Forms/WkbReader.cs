using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography.Forms;

/// <summary>Reads a shape of well-known binary (OGC 06-103r4, and PostGIS's flags for heights and numbers of systems).</summary>
/// <remarks>A count is held against the bytes that are left before anything is made for it. Heights and measures are left out.</remarks>
/// <param name="wkb">The whole shape.</param>
/// <param name="where">The feature as messages name it.</param>
/// <param name="use">What the shape is for.</param>
internal ref struct WkbReader(ReadOnlySpan<byte> wkb, string where, ShapeUse use)
{
    private const int DeepestNesting = 8;
    private const int LeastShapeBytes = 5;
    private const uint HeightFlag = 0x8000_0000;
    private const uint MeasureFlag = 0x4000_0000;
    private const uint SystemFlag = 0x2000_0000;

    private static readonly string[] _kinds =
        ["Geometry", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"];

    private readonly List<PolygonRings> _shapes = [];
    private ReadOnlySpan<byte> _rest = wkb;
    private bool _isLittleEndian;

    /// <summary>Rings that did not end where they began, and were closed.</summary>
    public int OpenRings { get; private set; }

    /// <summary>Whether a kind of shape, as its name in OGC's list has it, is an area.</summary>
    public static bool IsArea(string kind) =>
        kind.ToUpperInvariant() is "POLYGON" or "MULTIPOLYGON" or "CURVEPOLYGON" or "MULTISURFACE" or "SURFACE";

    /// <summary>The kind of the outermost shape; null where the bytes tell none.</summary>
    public static string? FindKind(ReadOnlySpan<byte> wkb)
    {
        if (wkb.Length < LeastShapeBytes || wkb[0] > 1)
        {
            return null;
        }

        var code = wkb[0] == 1 ? BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..]) : BinaryPrimitives.ReadUInt32BigEndian(wkb[1..]);
        var kind = (code & ~(HeightFlag | MeasureFlag | SystemFlag)) % 1000;
        return kind < _kinds.Length ? _kinds[kind] : null;
    }

    /// <summary>The shape's polygons or paths; empty for one without points.</summary>
    /// <exception cref="InputException">Cut off, of a kind that is not wanted, or not well-known binary.</exception>
    public IReadOnlyList<PolygonRings> Read()
    {
        ReadShape(0);
        return _shapes;
    }

    private void ReadShape(int depth)
    {
        Expect(depth <= DeepestNesting && _rest.Length >= LeastShapeBytes && _rest[0] <= 1);
        _isLittleEndian = _rest[0] == 1;
        _rest = _rest[1..];
        var code = ReadCount();
        var dimensions = 2 + ((code & HeightFlag) != 0 ? 1 : 0) + ((code & MeasureFlag) != 0 ? 1 : 0);
        if ((code & SystemFlag) != 0)
        {
            ReadCount();
        }

        code &= ~(HeightFlag | MeasureFlag | SystemFlag);
        // ISO writes heights and measures as thousands: 1003 has a height, 2003 a measure, 3003 both.
        Expect(code < 4000);
        dimensions += (int)(code / 1000) switch { 0 => 0, 3 => 2, _ => 1 };
        Expect(dimensions <= 4);
        switch (code % 1000)
        {
            case var kind and (1 or 2) when use == ShapeUse.Paths:
                AddPath(ReadPlaces(kind == 1 ? 1 : ReadCount(), dimensions, kind == 1));
                break;
            case 3:
                ReadPolygon(dimensions);
                break;
            case var kind and (1 or 2 or 4 or 5) when use == ShapeUse.Areas:
                throw new InputException(
                    where,
                    $"is a {_kinds[kind]}; areas are needed",
                    "Give the layer whose shapes are the city's areas (Polygon, MultiPolygon).");
            case >= 4 and <= 7:
                ReadParts(depth);
                break;
            case >= 8 and <= 14:
                throw new InputException(
                    where,
                    "is drawn with curves, which are not read here",
                    "Convert the layer to straight lines: ogr2ogr -nlt CONVERT_TO_LINEAR.");
            default:
                Expect(false);
                break;
        }
    }

    private void ReadParts(int depth)
    {
        var count = ReadCount();
        Expect(count <= (uint)_rest.Length / LeastShapeBytes);
        for (var part = 0; part < count; part++)
        {
            ReadShape(depth + 1);
        }
    }

    private void ReadPolygon(int dimensions)
    {
        var count = ReadCount();
        Expect(count <= (uint)_rest.Length / sizeof(uint));
        Coordinate[]? shell = null;
        var holes = new List<Coordinate[]>();
        for (var at = 0; at < count; at++)
        {
            var points = ReadPlaces(ReadCount(), dimensions, mayBeEmpty: false);
            if (use == ShapeUse.Paths)
            {
                AddPath(points);
                continue;
            }

            OpenRings += points.Length > 2 && !points[0].Equals2D(points[^1]) ? 1 : 0;
            var ring = RingAssembly.Close(points);
            if (at == 0)
            {
                shell = ring;
            }
            else if (ring is not null)
            {
                holes.Add(ring);
            }
        }

        if (shell is not null)
        {
            _shapes.Add(new PolygonRings(shell, holes));
        }
    }

    private readonly void AddPath(Coordinate[] places)
    {
        if (places.Length > 0)
        {
            _shapes.Add(new PolygonRings(places, []));
        }
    }

    /// <summary>Places, without heights; none for a point whose numbers are all no numbers, which is how an empty one is written.</summary>
    private Coordinate[] ReadPlaces(uint count, int dimensions, bool mayBeEmpty)
    {
        var bytes = dimensions * sizeof(double);
        Expect(count <= (uint)(_rest.Length / bytes));
        var places = new Coordinate[count];
        for (var at = 0; at < places.Length; at++)
        {
            var (x, y) = (ReadNumber(_rest), ReadNumber(_rest[sizeof(double)..]));
            if (mayBeEmpty && double.IsNaN(x) && double.IsNaN(y))
            {
                _rest = _rest[bytes..];
                return [];
            }

            Expect(double.IsFinite(x) && double.IsFinite(y));
            places[at] = new Coordinate(x, y);
            _rest = _rest[bytes..];
        }

        return places;
    }

    private readonly double ReadNumber(ReadOnlySpan<byte> from) =>
        _isLittleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(from) : BinaryPrimitives.ReadDoubleBigEndian(from);

    private uint ReadCount()
    {
        Expect(_rest.Length >= sizeof(uint));
        var count = _isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(_rest) : BinaryPrimitives.ReadUInt32BigEndian(_rest);
        _rest = _rest[sizeof(uint)..];
        return count;
    }

    private readonly void Expect(bool isAsTheStandardHasIt)
    {
        if (!isAsTheStandardHasIt)
        {
            throw new InputException(
                where, "has a shape that is damaged or is no well-known binary (WKB)", "Export or download the file again.");
        }
    }
}
