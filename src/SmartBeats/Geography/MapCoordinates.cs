using System.Globalization;
using NetTopologySuite.Geometries;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography;

/// <summary>Brings a layer's coordinates to degrees on WGS 84, in place, or refuses with the command that does it.</summary>
internal static class MapCoordinates
{
    /// <returns>What was done, a sentence each.</returns>
    /// <exception cref="InputException">A coordinate system that is not admitted, or numbers that are no degrees.</exception>
    public static IReadOnlyList<string> ToDegrees(MapLayer layer)
    {
        var reference = layer.Reference;
        if (reference.Kind == ReferenceKind.Refused)
        {
            throw new InputException(layer.Where, $"its coordinate system {Named(reference.Name)} {reference.Fault}", reference.ToBeNamed switch
            {
                null => $"Convert the map and give the result: {layer.Conversion}",
                ReferenceSystem.AskedOfOwner => $"Ask the map's owner for its EPSG code and convert it: {ConversionFrom(layer, ReferenceSystem.AskedOfOwner)}",
                var code => $"Convert the map and give the result: {ConversionFrom(layer, code)}",
            });
        }

        var box = Box(layer);
        if (box.IsNull)
        {
            return [];
        }

        var looksLikeDegrees = IsDegrees(box);
        var shouldLookLikeDegrees = reference.Kind is ReferenceKind.Degrees or ReferenceKind.Unstated;
        if ((looksLikeDegrees || !shouldLookLikeDegrees) && Reprojection.Of(reference) is { } toDegrees)
        {
            if (looksLikeDegrees && !shouldLookLikeDegrees)
            {
                throw new InputException(
                    layer.Where,
                    $"its coordinates look like degrees ({Show(box)}), but its coordinate system is said to be {Named(reference.Name)}",
                    $"One of the two is wrong: ask for the map with its right {layer.ReferencePlace}, or remove the {layer.ReferencePlace} if the coordinates are longitude and latitude.");
            }

            foreach (var shape in layer.Shapes)
            {
                Reprojection.Apply(toDegrees, Coordinates(shape));
            }

            var degrees = Box(layer);
            return IsDegrees(degrees)
                ? [$"Coordinates were converted from {Named(reference.Name)} to longitude and latitude (WGS 84)."]
                : throw new InputException(layer.Where, $"its coordinates ({Show(box)}) do not lie in its coordinate system {Named(reference.Name)}", $"Ask the map's owner for the right {layer.ReferencePlace}.");
        }

        if (looksLikeDegrees)
        {
            return reference.Kind == ReferenceKind.Unstated
                ? [$"It does not say what its coordinates are (no {layer.ReferencePlace}): they were taken for longitude and latitude on WGS 84 (EPSG:4326)."]
                : [];
        }

        throw reference.Kind == ReferenceKind.Unstated
            ? new InputException(
                layer.Where,
                $"its coordinates ({Show(box)}) are not degrees, and it does not say what they are (no {layer.ReferencePlace})",
                $"Ask the map's owner for the {layer.ReferencePlace}, or for its EPSG code and convert it: {ConversionFrom(layer, ReferenceSystem.AskedOfOwner)}")
            : NotDegrees(layer, box);
    }

    private static string ConversionFrom(MapLayer layer, string system) => layer.Conversion.Replace("-t_srs", $"-s_srs {system} -t_srs", StringComparison.Ordinal);

    private static InputException NotDegrees(MapLayer layer, Envelope box) => new(
        layer.Where,
        $"its coordinates ({Show(box)}) are not longitudes from -180 to 180 and latitudes from -90 to 90, as {Named(layer.Reference.Name)} has them",
        IsDegrees(new Envelope(box.MinY, box.MaxY, box.MinX, box.MaxX))
            ? "Longitude and latitude seem to be swapped: export the map with the longitude first."
            : "Ask the map's owner for the right coordinate system.");

    private static Envelope Box(MapLayer layer)
    {
        var box = new Envelope();
        foreach (var shape in layer.Shapes)
        {
            foreach (var polygon in shape.Polygons)
            {
                foreach (var corner in polygon.Shell)
                {
                    // NaN would vanish in an envelope; a place that is none counts as out of range.
                    box.ExpandToInclude(double.IsNaN(corner.X) ? double.PositiveInfinity : corner.X, double.IsNaN(corner.Y) ? double.PositiveInfinity : corner.Y);
                }

                foreach (var hole in polygon.Holes)
                {
                    box.ExpandToInclude(CoordinateArrays.Envelope(hole));
                }
            }
        }

        return box;
    }

    private static IEnumerable<Coordinate> Coordinates(MapShape shape) => shape.Polygons.SelectMany(polygon => polygon.Shell.Concat(polygon.Holes.SelectMany(hole => hole)));

    private static bool IsDegrees(Envelope box) => box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90 && box.MaxY <= 90;

    private static string Named(string? name) => name is null or "" ? "without a name" : $"\"{name}\"";

    private static string Show(Envelope box) =>
        string.Create(CultureInfo.InvariantCulture, $"{box.MinX:0.###} {box.MinY:0.###} to {box.MaxX:0.###} {box.MaxY:0.###}");
}
