namespace SmartBeats.Geography;

/// <summary>Sine and cosine of an angle in degrees, the same bits on every platform.</summary>
/// <remarks>
/// <see cref="Math.Sin"/> calls the platform's C library, whose last bit differs between systems; only <c>+ - * /</c> are
/// used here. Folded to 45° at most, where the Taylor series to x^17 leaves less than 1e-19. Error below 3e-16.
/// </remarks>
internal static class DegreeTrigonometry
{
    private const double RadiansPerDegree = Math.PI / 180;

    /// <param name="degrees">-360 to 360.</param>
    public static double Sin(double degrees)
    {
        if (degrees < 0) return -Sin(-degrees);
        if (degrees > 180) return -Sin(degrees - 180);
        if (degrees > 90) degrees = 180 - degrees;
        return degrees <= 45 ? SinSeries(degrees * RadiansPerDegree) : CosSeries((90 - degrees) * RadiansPerDegree);
    }

    /// <param name="degrees">-270 to 270.</param>
    public static double Cos(double degrees) => Sin(90 - Math.Abs(degrees));

    private static double SinSeries(double x)
    {
        var square = x * x;
        var sum = 1.0;
        for (var n = 16; n >= 2; n -= 2)
        {
            sum = 1 - square / (n * (n + 1)) * sum;
        }

        return x * sum;
    }

    private static double CosSeries(double x)
    {
        var square = x * x;
        var sum = 1.0;
        for (var n = 17; n >= 1; n -= 2)
        {
            sum = 1 - square / (n * (n + 1)) * sum;
        }

        return sum;
    }
}
