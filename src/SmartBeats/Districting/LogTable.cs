namespace SmartBeats.Districting;

/// <summary>-ln(u) for u spread evenly over (0, 1): how far uphill a step at temperature 1 may go, drawn by table.</summary>
/// <remarks>
/// A worsening step of size d is accepted with probability exp(-d / T), that is when d is at most -T ln(u). Built from
/// + - * / alone, because the last bits of a library logarithm differ between machines and would decide plans.
/// </remarks>
internal static class LogTable
{
    public const int Size = 4096;

    private static readonly double[] _values = Build();

    public static double At(int index) => _values[index & (Size - 1)];

    private static double[] Build()
    {
        var values = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            values[i] = -Ln((i + 0.5) / Size);
        }

        return values;
    }

    /// <summary>ln x, for x in (0, 1], by doubling to [0.5, 1] and the series 2 (y + y^3/3 + y^5/5 ...), y = (x - 1) / (x + 1).</summary>
    public static double Ln(double x)
    {
        const double Ln2 = 0.693147180559945309;
        var doublings = 0;
        while (x < 0.5)
        {
            x *= 2;
            doublings++;
        }

        var y = (x - 1) / (x + 1);
        var (power, sum) = (y, 0.0);
        for (var i = 1; i < 60; i += 2)
        {
            sum += power / i;
            power *= y * y;
        }

        return 2 * sum - doublings * Ln2;
    }
}
