using System.Text;

namespace SmartBeats.Publishing;

/// <summary>Rings of whole numbers as short text; <c>Map/shapes.js</c> reads it.</summary>
internal static class PackedShapes
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Per shape its number of rings; per ring its number of points; per point the step from the point before, zigzagged.</summary>
    public static string Pack(IEnumerable<IReadOnlyList<(int X, int Y)[]>> shapes)
    {
        var text = new StringBuilder();
        var (x, y) = (0, 0);
        foreach (var rings in shapes)
        {
            Append(text, (uint)rings.Count);
            foreach (var ring in rings)
            {
                Append(text, (uint)ring.Length);
                foreach (var point in ring)
                {
                    Append(text, ZigZag(point.X - x));
                    Append(text, ZigZag(point.Y - y));
                    (x, y) = point;
                }
            }
        }

        return text.ToString();
    }

    private static uint ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));

    private static void Append(StringBuilder text, uint value)
    {
        for (; value > 31; value >>= 5)
        {
            text.Append(Digits[(int)(value & 31 | 32)]);
        }

        text.Append(Digits[(int)value]);
    }
}
