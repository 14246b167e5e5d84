using System.Numerics;

namespace SmartBeats.Geography;

/// <summary>On which side of a line a point lies, without rounding error.</summary>
internal static class ExactOrientation
{
    // Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997: (3 + 16 eps) eps bounds the relative error of the determinant.
    private const double ErrorBound = 3.3306690738754716e-16;

    /// <summary>1 when (x, y) is left of the line from a to b, -1 right of it, 0 exactly on it.</summary>
    /// <remarks>The sign in doubles where it is certain (all but about one in 10^12 points), else in whole numbers. Finite input.</remarks>
    public static int Sign(double ax, double ay, double bx, double by, double x, double y)
    {
        var left = (ax - x) * (by - y);
        var right = (ay - y) * (bx - x);
        var determinant = left - right;
        var bound = ErrorBound * (Math.Abs(left) + Math.Abs(right));
        if (determinant > bound) return 1;
        if (-determinant > bound) return -1;
        return SignOfWhole(ax, ay, bx, by, x, y);
    }

    private static int SignOfWhole(double ax, double ay, double bx, double by, double x, double y)
    {
        Span<double> values = [ax, ay, bx, by, x, y];
        var lowest = int.MaxValue;
        foreach (var value in values)
        {
            if (value != 0) lowest = Math.Min(lowest, Exponent(value));
        }

        if (lowest == int.MaxValue) return 0;
        var whole = new BigInteger[6];
        for (var i = 0; i < 6; i++)
        {
            whole[i] = values[i] == 0 ? BigInteger.Zero : Mantissa(values[i]) << (Exponent(values[i]) - lowest);
        }

        return ((whole[0] - whole[4]) * (whole[3] - whole[5]) - (whole[1] - whole[5]) * (whole[2] - whole[4])).Sign;
    }

    private static int Exponent(double value) => Math.Max((int)(BitConverter.DoubleToInt64Bits(value) >> 52) & 0x7FF, 1);

    private static BigInteger Mantissa(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        if (((bits >> 52) & 0x7FF) != 0) fraction |= 1L << 52;
        return bits < 0 ? -fraction : fraction;
    }
}
