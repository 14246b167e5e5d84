using System.Globalization;

namespace SmartBeats.Publishing;

/// <summary>Lengths and ground as the reader measures them.</summary>
/// <param name="system">See <see cref="City.Lengths"/>.</param>
public sealed class LengthWords(LengthSystem system)
{
    /// <summary>The international mile.</summary>
    public const double MetresPerMile = 1609.344;

    private const double Km2PerSquareMile = MetresPerMile * MetresPerMile / 1e6;

    /// <summary>The unit of ground: <c>km²</c> or <c>sq mi</c>.</summary>
    public string GroundUnit => system == LengthSystem.Us ? "sq mi" : "km²";

    /// <summary>How far somebody drives: <c>680 m</c> or <c>0.42 mi</c>.</summary>
    public string Way(double metres) => system == LengthSystem.Us ? Miles(metres) : Words.Count(Math.Round(metres)) + " m";

    /// <summary>How long borders are together: <c>134.9 km</c> or <c>83.8 mi</c>.</summary>
    public string Border(double km) =>
        system == LengthSystem.Us ? Words.Count(Math.Round(km * 1000 / MetresPerMile, 1)) + " mi" : Words.Count(Math.Round(km, 1)) + " km";

    /// <summary>Ground with its unit, to one decimal: <c>12.3 km²</c> or <c>4.7 sq mi</c>.</summary>
    public string Ground(double km2) => $"{Words.Count(Math.Round(InGroundUnit(km2), 1))} {GroundUnit}";

    /// <summary>Square kilometres in the reader's unit.</summary>
    public double InGroundUnit(double km2) => system == LengthSystem.Us ? km2 / Km2PerSquareMile : km2;

    // Two digits below ten, whole from there.
    private static string Miles(double metres)
    {
        var miles = metres / MetresPerMile;
        var form = miles < 1 ? "0.00" : miles < 10 ? "0.0" : "#,##0";
        return miles.ToString(form, CultureInfo.InvariantCulture) + " mi";
    }
}
