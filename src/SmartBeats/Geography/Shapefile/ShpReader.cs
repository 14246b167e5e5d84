using System.Buffers.Binary;
using System.Globalization;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography.Shapefile;

/// <summary>Reads the polygons of a .shp file; Z and M are dropped.</summary>
/// <remarks>
/// ESRI Shapefile Technical Description, July 1998. Every count and length is checked against the bytes that are there
/// before anything is allocated, so memory stays within a small multiple of the file.
/// </remarks>
internal static class ShpReader
{
    internal const int HeaderLength = 100;
    internal const int FileCode = 9994;
    private const int RecordHeaderLength = 8;
    private const int PolygonFixedLength = 44;

    /// <summary>Of a closed ring.</summary>
    private const int FewestPoints = 4;
    private const double NoData = -1e38;

    /// <summary>The kind of shape a file announces, from its header; null when it is no .shp file.</summary>
    public static int? ShapeType(ReadOnlySpan<byte> shp) =>
        shp.Length >= HeaderLength && BinaryPrimitives.ReadInt32BigEndian(shp) == FileCode ? BinaryPrimitives.ReadInt32LittleEndian(shp[32..]) : null;

    public static bool IsPolygon(int shapeType) => shapeType is 5 or 15 or 25;

    public static string Describe(int shapeType) => shapeType switch
    {
        0 => "null shapes",
        1 or 11 or 21 => "points",
        3 or 13 or 23 => "lines",
        5 or 15 or 25 => "areas",
        8 or 18 or 28 => "multipoints",
        31 => "multipatches",
        _ => $"shapes of the unknown kind {shapeType.ToString(CultureInfo.InvariantCulture)}",
    };

    /// <param name="shx">The index, where there is one. It is used only if every entry of it fits; otherwise records are read in the order they lie.</param>
    /// <returns>A list of polygons a record; empty for a null shape.</returns>
    /// <exception cref="InputException">No shapefile, not of areas, cut off or damaged.</exception>
    public static List<IReadOnlyList<PolygonRings>> Read(byte[] shp, byte[]? shx, string where, List<string> notes)
    {
        if (ShapeType(shp) is { } type && !IsPolygon(type))
        {
            throw new InputException(where, $"holds {Describe(type)}; areas are needed", "Give the layer whose shapes are the city's areas (polygons).");
        }

        var shapes = new List<IReadOnlyList<PolygonRings>>();
        var (collapsed, strays) = (new List<string>(), new List<string>());
        foreach (var content in ReadRecords(shp, shx, where, notes))
        {
            shapes.Add(ReadShape(content.Span, where, shapes.Count + 1, collapsed, strays));
        }

        if (collapsed.Count > 0)
        {
            notes.Add($"{Wording.Count(collapsed.Count, "ring")} of fewer than three corners {(collapsed.Count == 1 ? "was" : "were")} left out beside the shape's others: record {Wording.Some([.. collapsed.Distinct()])}.");
        }

        if (strays.Count > 0)
        {
            notes.Add($"{Wording.Count(strays.Count, "shape")} {(strays.Count == 1 ? "has" : "have")} points before the first ring, too few to be one, which were left out: record {Wording.Some(strays)}.");
        }

        return shapes;
    }

    /// <summary>The content of every record, its kind of shape first.</summary>
    /// <param name="shx">See <see cref="Read"/>.</param>
    /// <exception cref="InputException">No shapefile, cut off or damaged.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ReadRecords(byte[] shp, byte[]? shx, string where, List<string> notes)
    {
        ReadOnlySpan<byte> bytes = shp;
        CheckHeader(bytes, where);
        List<int>? places = null;
        if (shx is { } index)
        {
            places = ShxReader.Places(index, bytes);
            if (places is null)
            {
                notes.Add($"The index (.shx) of {where} does not fit it: the records were read in the order they lie.");
            }
        }

        places ??= PlacesInOrder(bytes, where);
        return places.ConvertAll(place =>
        {
            var length = 2L * BinaryPrimitives.ReadInt32BigEndian(shp.AsSpan(place + 4));
            return new ReadOnlyMemory<byte>(shp, place + RecordHeaderLength, (int)length);
        });
    }

    private static void CheckHeader(ReadOnlySpan<byte> bytes, string where)
    {
        if (bytes.Length < HeaderLength)
        {
            throw new InputException(where, $"is cut off: {bytes.Length} bytes, and the header alone has {HeaderLength}", "Export or download the shapefile again.");
        }

        if (ShapeType(bytes) is null)
        {
            throw new InputException(where, "is not a shapefile, or its header is damaged", "Export or download the shapefile again; if it was sent by e-mail or FTP, send it zipped.");
        }
    }

    private static List<int> PlacesInOrder(ReadOnlySpan<byte> bytes, string where)
    {
        var announced = 2L * BinaryPrimitives.ReadInt32BigEndian(bytes[24..]);
        var end = announced is >= HeaderLength && announced <= bytes.Length ? (int)announced : bytes.Length;
        var places = new List<int>();
        var place = HeaderLength;
        while (end - place >= RecordHeaderLength)
        {
            var length = 2L * BinaryPrimitives.ReadInt32BigEndian(bytes[(place + 4)..]);
            if (length < 4 || length > bytes.Length - place - RecordHeaderLength)
            {
                throw new InputException(
                    where,
                    string.Create(CultureInfo.InvariantCulture, $"is cut off or damaged: record {places.Count + 1} announces {length:N0} bytes and {bytes.Length - place - RecordHeaderLength:N0} are left"),
                    "Export or download the shapefile again.");
            }

            places.Add(place);
            place += RecordHeaderLength + (int)length;
        }

        if (announced > bytes.Length)
        {
            throw new InputException(
                where,
                string.Create(CultureInfo.InvariantCulture, $"is cut off: its header announces {announced:N0} bytes and {bytes.Length:N0} are there, which end after record {places.Count}"),
                "Export or download the shapefile again.");
        }

        return places;
    }

    private static IReadOnlyList<PolygonRings> ReadShape(ReadOnlySpan<byte> content, string where, int number, List<string> collapsed, List<string> strays)
    {
        var type = BinaryPrimitives.ReadInt32LittleEndian(content);
        if (type == 0)
        {
            return [];
        }

        if (!IsPolygon(type))
        {
            throw Damaged(where, number, $"is not an area but of the kind \"{Describe(type)}\"");
        }

        if (content.Length < PolygonFixedLength)
        {
            throw Damaged(where, number, $"has {content.Length} bytes, too few for an area");
        }

        var partCount = BinaryPrimitives.ReadInt32LittleEndian(content[36..]);
        var pointCount = BinaryPrimitives.ReadInt32LittleEndian(content[40..]);
        if (partCount < 0 || pointCount < 0 || PolygonFixedLength + (4L * partCount) + (16L * pointCount) > content.Length)
        {
            throw Damaged(where, number, string.Create(CultureInfo.InvariantCulture, $"announces {partCount:N0} rings of {pointCount:N0} points in {content.Length:N0} bytes"));
        }

        // Rings follow one another without a gap: only points before the first can belong to none. So many may have been a ring; fewer are none.
        var first = partCount == 0 ? pointCount : BinaryPrimitives.ReadInt32LittleEndian(content[PolygonFixedLength..]);
        if (first is > 0 and < FewestPoints)
        {
            strays.Add(number.ToString(CultureInfo.InvariantCulture));
        }
        else if (first > 0 && first <= pointCount)
        {
            throw Damaged(where, number, string.Create(CultureInfo.InvariantCulture, $"has {Wording.Count(first, "point")} before its first ring, which belong to none"));
        }

        var rings = new List<Coordinate[]>(partCount);
        var lost = 0;
        var points = content.Slice(PolygonFixedLength + (4 * partCount), 16 * pointCount);
        for (var part = 0; part < partCount; part++)
        {
            var start = BinaryPrimitives.ReadInt32LittleEndian(content[(PolygonFixedLength + (4 * part))..]);
            var end = part + 1 < partCount ? BinaryPrimitives.ReadInt32LittleEndian(content[(PolygonFixedLength + (4 * part) + 4)..]) : pointCount;
            if (start < 0 || end < start || end > pointCount)
            {
                throw Damaged(where, number, $"has a ring from point {start} to {end} of {pointCount}");
            }

            if (RingAssembly.Close(ReadRing(points[(16 * start)..(16 * end)], where, number)) is { } ring)
            {
                rings.Add(ring);
            }
            else if (end > start)
            {
                lost++;
            }
        }

        // A shape without any ring that encloses ground is said as such; one that keeps others would lose these unseen.
        collapsed.AddRange(Enumerable.Repeat(number.ToString(CultureInfo.InvariantCulture), rings.Count > 0 ? lost : 0));

        return RingAssembly.ByNesting(rings, $"{where} record {number}");
    }

    private static Coordinate[] ReadRing(ReadOnlySpan<byte> points, string where, int number)
    {
        var ring = new Coordinate[points.Length / 16];
        for (var i = 0; i < ring.Length; i++)
        {
            var x = BinaryPrimitives.ReadDoubleLittleEndian(points[(16 * i)..]);
            var y = BinaryPrimitives.ReadDoubleLittleEndian(points[((16 * i) + 8)..]);
            if (!double.IsFinite(x) || !double.IsFinite(y) || x < NoData || y < NoData)
            {
                throw Damaged(where, number, $"has a point without coordinates (point {i + 1})");
            }

            ring[i] = new Coordinate(x, y);
        }

        return ring;
    }

    private static InputException Damaged(string where, int number, string what) =>
        new($"{where} record {number.ToString(CultureInfo.InvariantCulture)}", what, "The file is damaged, or not a shapefile of areas: export or download it again.");
}
