using System.Globalization;
using SmartBeats.Context;
using SmartBeats.Geography;

namespace SmartBeats.Calls.Streets;

/// <summary>Reads a street layer with address ranges: a city's centreline or the Census Bureau's ADDRFEAT, as a zipped shapefile, GeoJSON or a GeoPackage.</summary>
public static class StreetLayer
{
    // Names without marks and in lower case, of both sides, from and to.
    private static readonly string[] _leftFrom = ["lfromhn", "lfromadd", "lfromaddr", "fromaddrl", "lfadd", "lfaddr", "fraddl", "laddfrom", "leftfrom", "fromleft", "leftadd1", "lfrom", "llow", "lloa", "lfromhouse", "addrlfr", "lf"];
    private static readonly string[] _leftTo = ["ltohn", "ltoadd", "ltoaddr", "toaddrl", "ltadd", "ltaddr", "toaddl", "laddto", "leftto", "toleft", "leftadd2", "lto", "lhigh", "lhia", "ltohouse", "addrlto", "lt"];
    private static readonly string[] _rightFrom = ["rfromhn", "rfromadd", "rfromaddr", "fromaddrr", "rfadd", "rfaddr", "fraddr", "raddfrom", "rightfrom", "fromright", "rgtadd1", "rfrom", "rlow", "rloa", "rfromhouse", "addrrfr", "rf"];
    private static readonly string[] _rightTo = ["rtohn", "rtoadd", "rtoaddr", "toaddrr", "rtadd", "rtaddr", "toaddr", "raddto", "rightto", "toright", "rgtadd2", "rto", "rhigh", "rhia", "rtohouse", "addrrto", "rt"];

    private static readonly string[][] _nameParts =
    [
        ["predir", "predirection", "prefix", "prefixdir", "dirpre", "stpredir", "dir"], ["pretype", "stpretype"],
        ["stname", "streetname", "name", "street", "basename", "stname1"], ["type", "sttype", "streettype", "suftype", "suffix", "postype", "stpostype"],
        ["sufdir", "dirsuf", "postdir", "stposdir", "suffixdir"],
    ];

    /// <summary>The segments of a layer.</summary>
    /// <param name="fileName">As messages name it, without folders.</param>
    /// <param name="content">Read to its end; not closed.</param>
    /// <exception cref="InputException">No such layer, or one without names or address ranges; says which.</exception>
    public static IReadOnlyList<StreetSegment> Read(string fileName, Stream content) =>
        FindSegments(fileName, content) ?? throw new InputException(
            fileName,
            "has no address ranges: no columns such as LFROMHN, LTOHN, RFROMHN and RTOHN",
            "Give the city's centreline with address ranges, or the Census Bureau's ADDRFEAT file of the county.");

    /// <summary>The segments of a layer; null where it has no names or no address ranges.</summary>
    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<StreetSegment>? FindSegments(string fileName, Stream content)
    {
        var options = new CityMapOptions { UsualNames = ["streets", "roads"] };
        var layer = CityMapReader.ReadLayer(fileName, CityMapReader.ReadAll(fileName, content, options.MaxBytes), options, ShapeUse.Paths);
        MapCoordinates.ToDegrees(layer);
        var table = layer.Attributes;
        string[][] sides = [_leftFrom, _leftTo, _rightFrom, _rightTo];
        var ranges = sides.Select(names => FindColumn(table, names)).ToList();
        if (ranges.TrueForAll(range => range is null) || FindNames(table) is not { } names)
        {
            return null;
        }

        var segments = new List<StreetSegment>();
        foreach (var shape in layer.Shapes)
        {
            if (shape.Row >= names.Length || names[shape.Row] is not { } name)
            {
                continue;
            }

            var left = new HouseRange(NumberAt(ranges[0], shape.Row), NumberAt(ranges[1], shape.Row));
            var right = new HouseRange(NumberAt(ranges[2], shape.Row), NumberAt(ranges[3], shape.Row));
            segments.AddRange(shape.Polygons.Where(path => path.Shell.Length > 1)
                .Select(path => new StreetSegment(name, left, right, [.. path.Shell.Select(corner => (corner.X, corner.Y))])));
        }

        return segments;
    }

    /// <summary>Names of whole streets, or put together of their parts.</summary>
    private static string?[]? FindNames(IAttributeTable table)
    {
        var bare = FindColumn(table, _nameParts[2]);
        var parts = _nameParts.Select(names => FindColumn(table, names)).ToList();
        if (bare is null || parts.Count(part => part is not null) < 2 || ContextColumns.FindNames(table) is { Field: var field } && Plain(field).StartsWith("full", StringComparison.Ordinal))
        {
            return ContextColumns.FindNames(table)?.Values ?? bare;
        }

        return [.. bare.Select((name, row) => name is null ? null : string.Join(' ', parts.Select(part => part?[row]).Where(part => !string.IsNullOrWhiteSpace(part))))];
    }

    private static string?[]? FindColumn(IAttributeTable table, string[] names)
    {
        foreach (var name in names)
        {
            for (var field = 0; field < table.Fields.Count; field++)
            {
                if (Plain(table.Fields[field].Name) == name)
                {
                    return table.Column(field);
                }
            }
        }

        return null;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>A house number: its digits, 0 where there are none.</summary>
    private static int NumberAt(string?[]? column, int row)
    {
        var text = column is not null && row < column.Length ? column[row] : null;
        var digits = text is null ? 0 : text.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
