using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace SmartBeats.Geography;

/// <summary>Makes shapes valid one after the other, and remembers what it did.</summary>
/// <remarks>A repair keeps the area that the outlines enclose: bow ties become two polygons, overlaps within a shape merge.</remarks>
internal sealed class ShapeRepair(MapLayer layer)
{
    /// <summary>Crossings repaired in one map; a real map has tens.</summary>
    private const int MostCrossings = 50_000;

    private const int MostNamed = 5;

    private readonly HashSet<int> _repaired = [];
    private readonly List<string> _skipped = [];
    private readonly List<string> _vanished = [];
    private int _crossings;

    /// <returns>The canonical, valid shape; null for one to skip.</returns>
    /// <exception cref="InputException">So tangled that neither checking nor repairing it ends in reasonable time.</exception>
    public Geometry? Check(MapShape shape)
    {
        if (shape.Polygons.Count == 0)
        {
            _skipped.Add(Number(shape));
            return null;
        }

        var geometry = CanonicalShape.Of(shape.Polygons);
        var where = $"{layer.Where} {layer.Unit} {Number(shape)}";
        if (ShapeValidity.IsThinnerThanAHair(geometry))
        {
            _vanished.Add(Number(shape));
            return null;
        }

        if (ShapeValidity.IsValid(geometry, where))
        {
            return geometry;
        }

        _crossings += ShapeValidity.CountCrossings(geometry, where);
        if (_crossings > MostCrossings)
        {
            throw ShapeValidity.TooTangled(geometry, where);
        }

        if (Fix(geometry, where) is not { } repaired)
        {
            _vanished.Add(Number(shape));
            return null;
        }

        _repaired.Add(shape.Number);
        return repaired;
    }

    /// <summary>The repaired shape, checked again: a repair is believed no more than the file was.</summary>
    /// <returns>Null where nothing is enclosed.</returns>
    /// <exception cref="InputException">The repair failed, or what it made is not valid either.</exception>
    private static Geometry? Fix(Geometry geometry, string where)
    {
        try
        {
            var repaired = CanonicalShape.Of(GeometryFixer.Fix(geometry));
            return repaired is null || ShapeValidity.IsValid(repaired, where) ? repaired : throw ShapeValidity.Irreparable(where);
        }
        catch (Exception fault) when (fault is ArgumentException or TopologyException)
        {
            // Coordinates so small or so close that lengths between them become NaN.
            throw ShapeValidity.Irreparable(where, fault);
        }
    }

    /// <summary>What was met: entries without a shape, outlines that enclose nothing, repairs.</summary>
    public MapFinding[] Findings(string unit, List<MapShape> shapes, string[] ids)
    {
        string[] sentences =
        [
            .. _skipped.Count == 0 ? (string[])[] : [$"{Wording.Count(_skipped.Count, unit)} without a shape {WereSkipped(_skipped.Count)}: {unit} {Wording.Some(_skipped)}."],
            .. _vanished.Count == 0 ? (string[])[] : [$"{Wording.Count(_vanished.Count, unit)} whose outline encloses nothing {WereSkipped(_vanished.Count)}: {unit} {Wording.Some(_vanished)}."],
        ];
        var skipped = sentences.Length == 0
            ? MapFinding.None(MapFindingKind.Skipped, $"Every {unit} has a shape.")
            : new MapFinding(MapFindingKind.Skipped, _skipped.Count + _vanished.Count, [.. _skipped.Concat(_vanished).Take(MostNamed).Select(number => $"{unit} {number}")], string.Join(' ', sentences));
        if (_repaired.Count == 0)
        {
            return [skipped, MapFinding.None(MapFindingKind.Repaired, "Every outline is valid.")];
        }

        var names = Enumerable.Range(0, ids.Length).Where(i => _repaired.Contains(shapes[i].Number)).Select(i => ids[i]).ToList();
        var repaired = $"{Wording.Count(names.Count, "area")} with an invalid outline (crossing or overlapping itself) {(names.Count == 1 ? "was" : "were")} repaired: {Wording.Some(names.ConvertAll(name => $"\"{name}\""))}.";
        return [skipped, new MapFinding(MapFindingKind.Repaired, names.Count, [.. names.Take(MostNamed)], repaired)];
    }

    private static string WereSkipped(int count) => count == 1 ? "was skipped" : "were skipped";

    private static string Number(MapShape shape) => shape.Number.ToString(CultureInfo.InvariantCulture);
}
