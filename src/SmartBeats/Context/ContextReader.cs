using System.Globalization;
using NetTopologySuite.Geometries;
using SmartBeats.Geography;

namespace SmartBeats.Context;

/// <summary>Reads a layer of roads, water or places: a zipped shapefile, GeoJSON or a GeoPackage, in any system a map may have.</summary>
public static class ContextReader
{
    /// <summary>The layer's text is at most so many characters.</summary>
    internal const int MostCharacters = 1_000_000;

    private const double MarginShare = 0.05;
    private const int LongestName = 80;

    /// <summary>Simplified to some 2, 5, 11, 22 and 55 m: the first with which the layer is small enough.</summary>
    private static readonly double[] _tolerances = [2e-5, 5e-5, 1e-4, 2e-4, 5e-4];

    /// <param name="fileName">As messages name it, without folders.</param>
    /// <param name="content">Read to its end; not closed.</param>
    /// <param name="kind">What it shows: roads are lines, places points, water lines or areas.</param>
    /// <param name="city">What lies further out of its box than a twentieth of it is left out. Null keeps all.</param>
    /// <param name="maxBytes">A larger file is refused.</param>
    /// <exception cref="InputException">No such layer, damaged, in a system that is not admitted, or nothing of it near the city; says which.</exception>
    public static ContextLayer Read(string fileName, Stream content, ContextKind kind, CityMap? city = null, long? maxBytes = null)
    {
        var options = new CityMapOptions { UsualNames = [ContextLayer.KindWords[(int)kind], .. kind == ContextKind.Roads ? ["streets"] : Array.Empty<string>()] };
        var bytes = CityMapReader.ReadAll(fileName, content, maxBytes ?? options.MaxBytes);
        var layer = CityMapReader.ReadLayer(fileName, bytes, options, ShapeUse.Paths);
        List<string> notes = [.. layer.Notes, .. MapCoordinates.ToDegrees(layer)];
        var shapes = layer.Shapes.Where(shape => shape.Polygons.Count > 0).ToList();
        ThrowUnlessOfKind(layer.Where, kind, shapes);

        var names = ContextColumns.FindNames(layer.Attributes);
        if (names is null)
        {
            notes.Add($"{fileName} has no column of names: its {ContextLayer.KindWords[(int)kind]} are drawn without.");
        }

        var pieces = CutToCity(shapes, names?.Values, kind, BoxOf(city), out var isNear);
        if (pieces.Count == 0)
        {
            throw new InputException(
                fileName,
                isNear ? "holds nothing that can be drawn" : "nothing of it lies in or near the city",
                "Give the layer of this city, in the coordinate system its .prj or \"crs\" says.");
        }

        var ranked = Rank(pieces, layer.Attributes, kind, notes);
        var (features, how) = Shrink(ranked, kind);
        notes.AddRange(how);
        var named = features.Count(feature => feature.Name is not null);
        notes.Insert(0, string.Create(
            CultureInfo.InvariantCulture,
            $"{fileName}: {features.Count:N0} {ContextLayer.KindWords[(int)kind]} of {shapes.Count:N0} shapes{(names is { } found ? $", {named:N0} with a name from {found.Field}" : "")}."));
        return new ContextLayer(kind, fileName, features, notes);
    }

    private static void ThrowUnlessOfKind(string where, ContextKind kind, List<MapShape> shapes)
    {
        if (shapes.Count == 0)
        {
            throw new InputException(where, "holds no shapes", "Export or download the layer again.");
        }

        var points = shapes.Count(shape => shape.Polygons.All(path => path.Shell.Length == 1));
        if (kind == ContextKind.Places ? points == 0 : points == shapes.Count)
        {
            var (has, wanted) = points == 0 ? ("lines or areas", "points") : ("points", kind == ContextKind.Roads ? "lines" : "areas or lines");
            throw new InputException(where, $"holds {has}; {ContextLayer.KindWords[(int)kind]} are {wanted}", $"Give a layer of {wanted}.");
        }
    }

    private static Envelope BoxOf(CityMap? city)
    {
        if (city is null)
        {
            return new Envelope(-180, 180, -90, 90);
        }

        var box = new Envelope();
        foreach (var area in city.Areas)
        {
            box.ExpandToInclude(area.Shape.EnvelopeInternal);
        }

        box.ExpandBy(MarginShare * Math.Max(box.Width, box.Height));
        return box;
    }

    private static List<Piece> CutToCity(List<MapShape> shapes, string?[]? names, ContextKind kind, Envelope box, out bool isNear)
    {
        var pieces = new List<Piece>();
        isNear = false;
        foreach (var shape in shapes)
        {
            foreach (var path in shape.Polygons.Select(polygon => polygon.Shell).Where(path => (path.Length == 1) == (kind == ContextKind.Places)))
            {
                if (!box.Intersects(CoordinateArrays.Envelope(path)))
                {
                    continue;
                }

                isNear = true;
                var isRing = kind == ContextKind.Water && path.Length > 3 && path[0].Equals2D(path[^1]);
                IEnumerable<Coordinate[]> parts = kind == ContextKind.Places ? [path] : isRing ? [ContextPaths.CutRing(path, box)] : ContextPaths.CutLine(path, box);
                pieces.AddRange(parts.Where(part => part.Length > 0).Select(part => new Piece(shape.Row, Clean(names, shape.Row), part)));
            }
        }

        return pieces;
    }

    private static string? Clean(string?[]? names, int row)
    {
        var name = names is not null && row < names.Length ? names[row]?.Trim() : null;
        return string.IsNullOrEmpty(name) ? null : name.Length <= LongestName ? name : name[..LongestName];
    }

    /// <summary>What has one name and one rank is one feature; what has no name is joined, too, rank by rank.</summary>
    private static List<(string? Name, int Rank, List<Coordinate[]> Paths)> Rank(List<Piece> pieces, IAttributeTable table, ContextKind kind, List<string> notes)
    {
        Func<Piece, int> rankOf = _ => 1;
        if (kind == ContextKind.Roads && ContextColumns.FindRanks(table) is { } told)
        {
            rankOf = piece => piece.Row < told.Ranks.Length ? told.Ranks[piece.Row] : ContextColumns.LastRank - 1;
            notes.Add($"Highways and main roads are told by {told.Field}.");
        }
        else if (kind == ContextKind.Roads)
        {
            var lengths = pieces.Where(piece => piece.Name is not null).GroupBy(piece => piece.Name!, StringComparer.Ordinal)
                .ToDictionary(street => street.Key, street => street.Sum(piece => piece.Length), StringComparer.Ordinal);
            var byName = ContextColumns.RankByLength(lengths);
            rankOf = piece => piece.Name is { } name ? byName[name] : ContextColumns.LastRank - 1;
            notes.Add("No column tells highways and main roads: they are told by names and lengths.");
        }

        return [.. pieces
            .GroupBy(piece => (piece.Name, Rank: rankOf(piece)))
            .OrderBy(feature => feature.Key.Rank).ThenBy(feature => feature.Key.Name is null).ThenBy(feature => feature.Key.Name, StringComparer.Ordinal)
            .SelectMany(feature => kind == ContextKind.Places
                ? feature.Select(piece => (feature.Key.Name, feature.Key.Rank, new List<Coordinate[]> { piece.Path }))
                : [(feature.Key.Name, feature.Key.Rank, [.. kind == ContextKind.Roads ? ContextPaths.Join(feature.Select(piece => piece.Path)) : feature.Select(piece => piece.Path)])])];
    }

    /// <summary>Simplifies until the layer is small enough, then leaves out what ranks last.</summary>
    private static (List<ContextFeature> Features, List<string> Notes) Shrink(List<(string? Name, int Rank, List<Coordinate[]> Paths)> ranked, ContextKind kind)
    {
        List<ContextFeature> features = [];
        List<string> notes = [];
        foreach (var tolerance in _tolerances)
        {
            features = [.. ranked
                .Select(feature => new ContextFeature(feature.Name, feature.Rank, [.. feature.Paths.Select(path => ContextPaths.Simplify(path, tolerance)).OfType<int[]>()]))
                .Where(feature => feature.Paths.Count > 0)];
            notes = tolerance == _tolerances[0] ? [] : [string.Create(CultureInfo.InvariantCulture, $"Its lines are simplified to {tolerance * 111_000:0} m: it has many.")];
            if (ContextJson.CountCharacters(features) <= MostCharacters)
            {
                return (features, notes);
            }
        }

        var most = features.Count;
        while (ContextJson.CountCharacters(features) > MostCharacters)
        {
            // The last rank goes whole; of one rank that is left, the features behind.
            var last = features[^1].Rank;
            var kept = features.FindIndex(feature => feature.Rank == last);
            features = features[..(kept > 0 ? kept : features.Count / 2)];
        }

        notes.Add(string.Create(CultureInfo.InvariantCulture, $"{most - features.Count:N0} of its {most:N0} {ContextLayer.KindWords[(int)kind]} are left out, the least first: more are not drawn."));
        return (features, notes);
    }

    /// <summary>A part of a shape in or near the city.</summary>
    private sealed record Piece(int Row, string? Name, Coordinate[] Path)
    {
        public double Length => Enumerable.Range(1, Math.Max(0, Path.Length - 1)).Sum(i => Path[i].Distance(Path[i - 1]));
    }
}
