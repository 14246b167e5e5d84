namespace SmartBeats.Districting;

/// <summary>The exponential from + - * / alone, so that its last bits are the same on every machine.</summary>
internal static class Exp
{
    /// <summary>e^-x for x from 0 to 700, to about nine digits: the series on x / 1024, squared ten times.</summary>
    public static double OfMinus(double x)
    {
        var y = x / 1024;
        var power = 1 - y * (1 - y / 2 * (1 - y / 3 * (1 - y / 4)));
        for (var i = 0; i < 10; i++)
        {
            power *= power;
        }

        return power;
    }
}
