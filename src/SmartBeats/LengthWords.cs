using System.Globalization;

namespace SmartBeats;

/// <summary>Lengths and ground as the reader measures them.</summary>
/// <param name="system">See <see cref="City.Lengths"/>.</param>
public sealed class LengthWords(LengthSystem system)
{
    /// <summary>The international mile.</summary>
    public const double MetresPerMile = 1609.344;

    private const double MetresPerFoot = 0.3048;

    private const double SquareMetresPerHectare = 10_000;

    private const double Km2PerSquareMile = MetresPerMile * MetresPerMile / 1e6;

    /// <summary>The unit of ground: <c>km²</c> or <c>sq mi</c>.</summary>
    public string GroundUnit => system == LengthSystem.Us ? "sq mi" : "km²";

    /// <summary>How far somebody drives: <c>680 m</c> or <c>0.42 mi</c>.</summary>
    public string Way(double metres) => system == LengthSystem.Us ? Miles(metres) : Count(Math.Round(metres)) + " m";

    /// <summary>How long borders are together: <c>134.9 km</c> or <c>83.8 mi</c>.</summary>
    public string Border(double km) =>
        system == LengthSystem.Us ? Count(Math.Round(km * 1000 / MetresPerMile, 1)) + " mi" : Count(Math.Round(km, 1)) + " km";

    /// <summary>Ground with its unit, to one decimal: <c>12.3 km²</c> or <c>4.7 sq mi</c>.</summary>
    public string Ground(double km2) => $"{Count(Math.Round(InGroundUnit(km2), 1))} {GroundUnit}";

    /// <summary>How wide or far apart things on a map are: <c>12 m</c> or <c>39 ft</c>; below ten with a decimal.</summary>
    public string Width(double metres) => system == LengthSystem.Us ? Small(metres / MetresPerFoot) + " ft" : Small(metres) + " m";

    /// <summary>Ground of any size: <c>80 m²</c> or <c>861 sq ft</c> below a hectare, <c>0.25 km²</c> or <c>0.097 sq mi</c> from there.</summary>
    public string Surface(double squareMetres) => squareMetres >= SquareMetresPerHectare
        ? $"{Count(InGroundUnit(squareMetres / 1e6))} {GroundUnit}"
        : system == LengthSystem.Us ? Count(Math.Round(squareMetres / MetresPerFoot / MetresPerFoot)) + " sq ft" : Count(Math.Round(squareMetres)) + " m²";

    /// <summary>A stretch of road or boundary, to three decimals: <c>0.5 km</c> or <c>0.311 mi</c>.</summary>
    public string Stretch(double km) => system == LengthSystem.Us ? Count(km * 1000 / MetresPerMile) + " mi" : Count(km) + " km";

    /// <summary>How fast somebody drives: <c>40 km/h</c> or <c>24.9 mph</c>.</summary>
    public string Speed(double kmh) => system == LengthSystem.Us ? Tenths(kmh * 1000 / MetresPerMile) + " mph" : Tenths(kmh) + " km/h";

    /// <summary>Square kilometres in the reader's unit.</summary>
    public double InGroundUnit(double km2) => system == LengthSystem.Us ? km2 / Km2PerSquareMile : km2;

    private static string Count(double value) => value.ToString("#,##0.###", CultureInfo.InvariantCulture);

    private static string Small(double value) => value < 10 ? Tenths(value) : Count(Math.Round(value));

    private static string Tenths(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    // Two digits below ten, whole from there.
    private static string Miles(double metres)
    {
        var miles = metres / MetresPerMile;
        var form = miles < 1 ? "0.00" : miles < 10 ? "0.0" : "#,##0";
        return miles.ToString(form, CultureInfo.InvariantCulture) + " mi";
    }
}
