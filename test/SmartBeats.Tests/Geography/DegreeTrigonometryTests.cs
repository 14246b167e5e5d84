using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

public sealed class DegreeTrigonometryTests
{
    [Fact]
    public void Sine_and_cosine_agree_with_the_library_to_1e_15()
    {
        for (var i = -90_000; i <= 90_000; i++)
        {
            var degrees = i / 1000.0;
            DegreeTrigonometry.Sin(degrees).ShouldBe(Math.Sin(degrees * Math.PI / 180), 1e-15);
            DegreeTrigonometry.Cos(degrees).ShouldBe(Math.Cos(degrees * Math.PI / 180), 1e-15);
        }
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(90, 1, 0)]
    [InlineData(-90, -1, 0)]
    [InlineData(180, 0, -1)]
    [InlineData(270, -1, 0)]
    public void Whole_quarters_are_exact(double degrees, double sine, double cosine)
    {
        DegreeTrigonometry.Sin(degrees).ShouldBe(sine);
        DegreeTrigonometry.Cos(degrees).ShouldBe(cosine);
    }
}
