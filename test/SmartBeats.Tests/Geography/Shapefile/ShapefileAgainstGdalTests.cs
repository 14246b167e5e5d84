using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SmartBeats.Geography;
using SmartBeats.Geography.Shapefile;
using Xunit.Abstractions;

namespace SmartBeats.Tests.Geography.Shapefile;

/// <summary>Every shapefile of the corpora, read by us and by GDAL.</summary>
public class ShapefileAgainstGdalTests(ITestOutputHelper output)
{
    private const string Agreed = "read as GDAL reads it";
    private const string NotAreas = "refused by name: no areas";
    private const string Broken = "refused by name: damaged";

    /// <summary>GDAL opens it only because it is asked to make up the missing index, and then finds 7 records of 120 in what is left.</summary>
    private const string CutOff = "ne_10m_time_zones.shp";
    private const string Disagreed = "disagreeing";

    [SharedFact("corpora/shp")]
    public void Every_layer_of_areas_that_GDAL_opens_is_read_with_its_geometry_and_attributes()
    {
        using var indexed = new ScratchFolder();
        using var bare = new ScratchFolder();
        var files = Directory.EnumerateFiles(SharedData.File("corpora/shp"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".shp", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        var layers = files.GroupBy(file => Convert.ToHexString(SHA256.HashData([.. Siblings(file).SelectMany(File.ReadAllBytes)])))
            .Select((group, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"x{i:000}"), File: group.First(), Count: group.Count())).ToList();
        foreach (var layer in layers)
        {
            foreach (var sibling in Siblings(layer.File))
            {
                File.Copy(sibling, (Sibling(layer.File, ".shx") is null ? bare : indexed).File(layer.Name + Path.GetExtension(sibling).ToLowerInvariant()));
            }
        }

        var theirs = GdalDump.Read(indexed.Path, makeIndices: false).Concat(GdalDump.Read(bare.Path, makeIndices: true)).ToDictionary();
        var verdicts = layers.ConvertAll(layer => (layer.File, layer.Count, Verdict: Compare(layer.File, theirs.GetValueOrDefault(layer.Name))));
        foreach (var (file, _, verdict) in verdicts)
        {
            output.WriteLine($"{verdict}: {Path.GetFileName(file)}");
        }

        output.WriteLine("");
        foreach (var group in verdicts.GroupBy(verdict => verdict.Verdict.Split(" (")[0]).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{group.Sum(verdict => verdict.Count),4} files ({group.Count()} different) {group.Key}");
        }

        verdicts.Where(verdict => verdict.Verdict.StartsWith(Disagreed, StringComparison.Ordinal)).ShouldBeEmpty();
        verdicts.Where(verdict => verdict.Verdict == Agreed).Sum(verdict => verdict.Count).ShouldBeGreaterThan(80);
    }

    private static string Compare(string file, GdalLayer? theirs)
    {
        MapLayer ours;
        try
        {
            ours = ShapefileReader.Read(
                new ShapefileParts(File.ReadAllBytes(file), Sibling(file, ".shx"), Sibling(file, ".dbf"), null, Sibling(file, ".cpg") is { } cpg ? Encoding.ASCII.GetString(cpg) : null),
                Path.GetFileName(file),
                "");
        }
        catch (InputException refusal)
        {
            return refusal.What.Contains("areas are needed", StringComparison.Ordinal) ? NotAreas
                : theirs is null || theirs.Rows.TrueForAll(row => row.Shape is null) || Path.GetFileName(file) == CutOff ? Broken
                : $"{Disagreed}: GDAL reads {theirs.Rows.Count} shapes, we say {refusal.Message}";
        }

        if (theirs is null)
        {
            return "read, though GDAL does not";
        }

        if (theirs.Rows.Count != ours.Shapes.Count)
        {
            return $"{Disagreed}: {theirs.Rows.Count} shapes for GDAL, {ours.Shapes.Count} for us";
        }

        for (var i = 0; i < ours.Shapes.Count; i++)
        {
            var expected = theirs.Rows[i].Shape is { } shape ? Rings(shape) : [];
            var actual = ours.Shapes[i].Polygons.Count == 0 ? [] : Rings(CanonicalShape.Of(ours.Shapes[i].Polygons));
            if (!expected.SequenceEqual(actual) && !IsMended(theirs.Rows[i].Shape, ours.Shapes[i], expected, actual))
            {
                return $"{Disagreed}: shape {i + 1}: {Head(expected.Except(actual))} for GDAL, {Head(actual.Except(expected))} for us";
            }
        }

        return DifferentAttribute(theirs, ours) is { } attribute ? $"{Disagreed}: {attribute}" : Agreed;
    }

    /// <summary>Same rings in the same polygons, in any order, beginning anywhere, in any direction.</summary>
    private static List<string> Rings(Geometry geometry)
    {
        var polygons = new List<string>();
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(i);
            var rings = polygon.Holes.Prepend(polygon.Shell).Select(ring => RingAssembly.Close([.. ring.Coordinates.Select(corner => new Coordinate(corner.X, corner.Y))]))
                .Select(ring => ring is null ? "" : new WKTWriter { OutputOrdinates = Ordinates.XY }.Write(CanonicalShape.Of([new PolygonRings(ring, [])]))).ToList();
            if (rings.Count > 0 && rings[0].Length > 0)
            {
                polygons.Add(string.Join(" / ", rings.Take(1).Concat(rings.Skip(1).Where(ring => ring.Length > 0).Order(StringComparer.Ordinal))));
            }
        }

        polygons.Sort(StringComparer.Ordinal);
        return polygons;
    }

    /// <summary>GDAL takes the direction of rings at its word, and makes a hole of the outline where a file has them the wrong way round.</summary>
    private static bool IsMended(Geometry? theirs, MapShape ours, List<string> expected, List<string> actual) =>
        theirs is { IsValid: false } && ours.Polygons.Count > 0 && CanonicalShape.Of(ours.Polygons).IsValid
        && expected.SelectMany(polygon => polygon.Split(" / ")).Order(StringComparer.Ordinal).SequenceEqual(actual.SelectMany(polygon => polygon.Split(" / ")).Order(StringComparer.Ordinal));

    private static string Head(IEnumerable<string> polygons) => string.Join(" + ", polygons.Select(polygon => polygon[..Math.Min(polygon.Length, 160)]));

    private static string? DifferentAttribute(GdalLayer theirs, MapLayer ours)
    {
        for (var field = 0; field < ours.Attributes.Fields.Count; field++)
        {
            var name = ours.Attributes.Fields[field].Name;
            var place = theirs.Fields.ToList().FindIndex(theirField => theirField.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (place < 0)
            {
                return $"GDAL has no field {name} but {string.Join(", ", theirs.Fields)}";
            }

            var column = ours.Attributes.Column(field);
            for (var i = 0; i < ours.Shapes.Count; i++)
            {
                var row = ours.Shapes[i].Row;
                var (expected, actual) = (theirs.Rows[i].Values[place], row < column.Length ? column[row] : null);
                if (!IsSame(expected, actual))
                {
                    return $"{name} of shape {i + 1} is {expected ?? "none"} for GDAL, {actual ?? "none"} for us";
                }
            }
        }

        return null;
    }

    private static bool IsSame(string? theirs, string? ours) =>
        (theirs ?? "").Trim() == (ours ?? "")
        || (theirs ?? "").Replace('/', '-') == ours
        || (double.TryParse(theirs, CultureInfo.InvariantCulture, out var expected) && double.TryParse(ours, CultureInfo.InvariantCulture, out var actual)
            && Math.Abs(expected - actual) <= (1e-14 * Math.Abs(expected)) + HalfLastDigit(theirs));

    /// <summary>The dump rounds numbers to the decimals their field announces.</summary>
    private static double HalfLastDigit(string number) =>
        0.5000001 * Math.Pow(10, -(number.Contains('.', StringComparison.Ordinal) ? number.Length - number.IndexOf('.', StringComparison.Ordinal) - 1 : 0));

    private static byte[]? Sibling(string file, string extension) =>
        Siblings(file).FirstOrDefault(sibling => sibling.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) is { } found ? File.ReadAllBytes(found) : null;

    private static IEnumerable<string> Siblings(string file) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file) + ".*")
            .Where(sibling => Path.GetFileNameWithoutExtension(sibling) == Path.GetFileNameWithoutExtension(file))
            .Where(sibling => Path.GetExtension(sibling).ToUpperInvariant() is ".SHP" or ".SHX" or ".DBF" or ".CPG").Order(StringComparer.Ordinal);
}
