using System.Globalization;
using NetTopologySuite.Geometries;
using SmartBeats.Calls;
using SmartBeats.Calls.Mapping;
using SmartBeats.Geography;

namespace SmartBeats.Signals;

/// <summary>
/// Reads a signal from a zipped shapefile, GeoJSON, a table of points as calls come in, or any form a map may have where its shapes are
/// polygons.
/// </summary>
/// <remarks>README.md of this folder says which columns are amounts and times.</remarks>
public static class SignalReader
{
    /// <summary>Shapes of a signal, at most.</summary>
    public const int MostFeatures = 1_000_000;

    private const double MostAmount = 1e12;
    private const int LongestName = 40;

    private static readonly GeometryFactory _factory = new(new PrecisionModel(), 4326);

    /// <summary>Refuses what cannot be a signal's name.</summary>
    /// <param name="where">The flag or folder it stands in.</param>
    /// <param name="name">As given.</param>
    /// <exception cref="InputException">The name is that of calls for service, or has other characters than a key may have.</exception>
    public static void CheckName(string where, string name)
    {
        if (name.Equals("calls", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException(where, "\"calls\" are calls for service and can be no signal's name", "Name it by what it is, such as crashes=crashes.geojson.");
        }

        if (!CityJson.IsId(name))
        {
            throw new InputException(
                where,
                $"{StrictJson.Shown(StrictJson.Text(name))} is no signal's name",
                $"Take 1 to {LongestName} lower-case letters, digits and hyphens, such as crashes=crashes.geojson.");
        }
    }

    /// <summary>Reads a layer whole.</summary>
    /// <param name="name">As requests will name it.</param>
    /// <param name="fileName">As messages name it, without folders.</param>
    /// <param name="content">Read to its end; not closed.</param>
    /// <param name="city">Whose clock times are told by.</param>
    /// <param name="amountColumn">The column that holds what each shape adds up to; null to find one.</param>
    /// <param name="box">Of the city's map: tells the coordinate system of a table, and exchanged axes; null while there is no map.</param>
    /// <exception cref="InputException">No such layer, damaged, in a system that is not admitted, or with amounts that are none; says which.</exception>
    public static SignalLayer Read(string name, string fileName, Stream content, City city, string? amountColumn = null, CityBox? box = null)
    {
        CheckName(fileName, name);
        var options = new CityMapOptions();
        var bytes = CityMapReader.ReadAll(fileName, content, options.MaxBytes);
        var (kind, layer, time) = ReadLayer(fileName, bytes, options, new PointTable(fileName, box, amountColumn));
        List<string> notes = [.. layer.Notes, .. MapCoordinates.ToDegrees(layer)];
        if (layer.Shapes.Count > MostFeatures)
        {
            throw RefuseTooMany(fileName);
        }

        var amounts = FindAmounts(fileName, layer, kind, amountColumn);
        var times = SignalTimes.Find(layer, time, city, notes);
        var (repair, features) = (new ShapeRepair(layer), new List<SignalFeature>(layer.Shapes.Count));
        foreach (var shape in layer.Shapes)
        {
            var parts = CreateShapes(kind, shape, repair);
            var amount = amounts is var (column, values) ? ReadAmount(layer, column, values, shape) : (double?)null;
            features.AddRange(parts.Select(part => new SignalFeature(part, amount, times?[shape.Row])));
        }

        var empty = layer.Shapes.Count(shape => shape.Polygons.Count == 0);
        if (empty > 0)
        {
            notes.Add($"{Wording.Count(empty, layer.Unit)} without a place {(empty == 1 ? "counts" : "count")} nowhere.");
        }

        if (features.Count == 0)
        {
            throw new InputException(fileName, "holds no shape with a place", "Export or download the layer again.");
        }

        notes.Insert(0, Describe(fileName, name, kind, features.Count, amounts?.Column));
        return new SignalLayer(name, kind, FindUnit(name, kind, amounts?.Column), features) { Notes = notes };
    }

    internal static InputException RefuseTooMany(string fileName) => new(
        fileName, string.Create(CultureInfo.InvariantCulture, $"has more than the {MostFeatures:N0} shapes of a signal"), "Give a shorter time, or the numbers by area.");

    /// <summary>Rows of a table are points; else points where every path is one place, polygons where every path closes, lines otherwise.</summary>
    private static (SignalShape Kind, MapLayer Layer, TimeMapping? Time) ReadLayer(string fileName, byte[] bytes, CityMapOptions options, PointTable table)
    {
        if (PointTable.IsTable(fileName, bytes))
        {
            var (points, time) = table.Read(bytes);
            return (SignalShape.Points, points, time);
        }

        MapLayer paths;
        try
        {
            paths = CityMapReader.ReadLayer(fileName, bytes, options, ShapeUse.Paths);
        }
        catch (InputException)
        {
            // The other forms of a map hold polygons only; what is wrong with them is said by their readers.
            return (SignalShape.Polygons, CityMapReader.ReadLayer(fileName, bytes, options), null);
        }

        Coordinate[][] all = [.. paths.Shapes.SelectMany(shape => shape.Polygons).Select(path => path.Shell)];
        if (all.Length > 0 && all.All(path => path.Length > 3 && path[0].Equals2D(path[^1])))
        {
            return (SignalShape.Polygons, CityMapReader.ReadLayer(fileName, bytes, options), null);
        }

        return (all.All(path => path.Length == 1) ? SignalShape.Points : SignalShape.Lines, paths, null);
    }

    private static IEnumerable<Geometry> CreateShapes(SignalShape kind, MapShape shape, ShapeRepair repair)
    {
        switch (kind)
        {
            case SignalShape.Points:
                return shape.Polygons.Select(path => _factory.CreatePoint(path.Shell[0]));
            case SignalShape.Lines:
                LineString[] lines = [.. shape.Polygons.Where(path => path.Shell.Length > 1).Select(path => _factory.CreateLineString(path.Shell))];
                return lines.Length == 0 ? [] : [_factory.CreateMultiLineString(lines)];
            default:
                return shape.Polygons.Count > 0 && repair.Check(shape) is { } valid
                    ? [_factory.CreateMultiPolygon([.. Enumerable.Range(0, valid.NumGeometries).Select(part => (Polygon)valid.GetGeometryN(part))])]
                    : [];
        }
    }

    private static (string Column, string?[] Values)? FindAmounts(string fileName, MapLayer layer, SignalShape kind, string? asked)
    {
        string[] names = [.. layer.Attributes.Fields.Select(field => field.Name)];
        if (asked is not null)
        {
            var at = Array.FindIndex(names, name => name.Equals(asked, StringComparison.OrdinalIgnoreCase));
            return at >= 0 ? (names[at], layer.Attributes.Column(at)) : throw new InputException(
                fileName, $"has no column \"{asked}\"{NearMiss.Hint(asked, names)}", names.Length == 0 ? "It has no columns." : $"Its columns are {Wording.Some(names)}.");
        }

        if (SignalColumns.FindFirst(SignalColumns.Amounts, names) is >= 0 and var found)
        {
            return (names[found], layer.Attributes.Column(found));
        }

        return kind != SignalShape.Polygons ? null : throw new InputException(
            fileName,
            $"holds polygons, and no column of it is called {string.Join(", ", SignalColumns.Amounts)}",
            $"Say which column holds their numbers: NAME={fileName}#COLUMN. Its columns are {Wording.Some(names)}.");
    }

    private static double ReadAmount(MapLayer layer, string column, string?[] values, MapShape shape)
    {
        var text = shape.Row < values.Length ? values[shape.Row] : null;
        if (text is null)
        {
            return 0;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount is >= 0 and <= MostAmount
            ? amount + 0.0
            : throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{layer.Where} {layer.Unit} {shape.Number}"),
                $"its {column} is {StrictJson.Shown(StrictJson.Text(text))}, not a number from 0 to 1,000,000,000,000",
                "Correct it, or name another column (NAME=FILE#COLUMN).");
    }

    private static string FindUnit(string name, SignalShape kind, string? column) => (kind, column) switch
    {
        (SignalShape.Lines, null) => $"km of {name}",
        (_, null) => name,
        _ => $"{column} of {name}",
    };

    private static string Describe(string fileName, string name, SignalShape kind, int features, string? column)
    {
        var shapes = kind switch
        {
            SignalShape.Points => Wording.Count(features, "point"),
            SignalShape.Lines => Wording.Count(features, "line"),
            _ => Wording.Count(features, "polygon"),
        };
        var counted = (kind, column) switch
        {
            (SignalShape.Points, null) => "each counts 1",
            (SignalShape.Lines, null) => "they count by their length",
            (SignalShape.Points, _) => $"each counts its {column}",
            (SignalShape.Lines, _) => $"their {column} counts by length",
            _ => $"their {column} counts by share of ground",
        };
        return $"{fileName}: {shapes} of {name}; {counted}.";
    }
}
