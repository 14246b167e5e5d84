using System.Globalization;
using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

/// <summary>Coordinates are read to the same bits as by the framework's parser.</summary>
public class DecimalTextTests
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    [Fact]
    public void Whatever_stands_there_the_frameworks_parser_says_the_same()
    {
        const string letters = "0123456789012345678901234567890123456789..-+eE ,x";
        var random = new Random(17);
        var read = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var text = i % 2 == 0
                ? (random.NextDouble() * 360 - 180).ToString("F" + random.Next(0, 17), CultureInfo.InvariantCulture)
                : new string([.. Enumerable.Range(0, random.Next(0, 20)).Select(_ => letters[random.Next(letters.Length)])]);
            var expected = double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
            DecimalText.TryRead(text, Style, out var own).ShouldBe(expected, text);
            if (expected)
            {
                read++;
                BitConverter.DoubleToInt64Bits(own).ShouldBe(BitConverter.DoubleToInt64Bits(number + 0.0), text);
            }
        }

        read.ShouldBeGreaterThan(150_000);
    }

    [Theory]
    [InlineData("-0", 0.0)]
    [InlineData("-0.000", 0.0)]
    [InlineData("5.", 5.0)]
    [InlineData(".5", 0.5)]
    [InlineData("999999999999999", 999999999999999.0)]
    [InlineData("0.00000000000001", 1e-14)]
    [InlineData("-122.354911000000000000001", -122.354911)]
    public void Edges_are_numbers(string text, double expected)
    {
        DecimalText.TryRead(text, Style, out var number).ShouldBeTrue();
        BitConverter.DoubleToInt64Bits(number).ShouldBe(BitConverter.DoubleToInt64Bits(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1.2.3")]
    [InlineData("1e999")]
    [InlineData("NaN")]
    public void What_is_no_number_is_refused(string text) => DecimalText.TryRead(text, Style, out _).ShouldBeFalse();
}
