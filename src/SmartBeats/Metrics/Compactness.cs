namespace SmartBeats.Metrics;

/// <summary>How far a shape is from a ribbon.</summary>
public static class Compactness
{
    /// <summary>Scores a beat from just above 0 (a ribbon) to 1 (a disc) as 4πA / P².</summary>
    /// <param name="squareMetres">Area of the shape on the ground, holes taken out; above 0.</param>
    /// <param name="perimeterMetres">Length of its whole outline; a hole's edge counts.</param>
    /// <returns>Score in (0, 1], no unit; scaling the shape leaves it unchanged. 0 for a shape without outline.</returns>
    /// <remarks>
    /// Polsby and Popper, Yale Law &amp; Policy Review 9(2), 1991. A square scores π/4. No shape scores above 1, so a
    /// disc's rounding is cut off there.
    /// </remarks>
    public static double PolsbyPopper(double squareMetres, double perimeterMetres) =>
        perimeterMetres > 0 ? Math.Min(1, 4 * Math.PI * squareMetres / (perimeterMetres * perimeterMetres)) : 0;
}
