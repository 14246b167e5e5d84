using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

public sealed class ExactOrientationTests
{
    [Fact]
    public void Left_is_positive_and_right_is_negative()
    {
        ExactOrientation.Sign(0, 0, 0, 1, -1, 0.5).ShouldBe(1);
        ExactOrientation.Sign(0, 0, 0, 1, 1, 0.5).ShouldBe(-1);
        ExactOrientation.Sign(0, 0, 3, 3, 2, 2).ShouldBe(0);
    }

    [Fact]
    public void Neighbouring_doubles_round_a_diagonal_fall_on_their_own_sides()
    {
        // The classic grid of Kettner et al. (2008): plain doubles get many of these wrong.
        for (var i = 0; i < 64; i++)
        {
            for (var j = 0; j < 64; j++)
            {
                var (x, y) = (0.5 + i * 1.1102230246251565e-16, 0.5 + j * 1.1102230246251565e-16);
                ExactOrientation.Sign(12, 12, 24, 24, x, y).ShouldBe(Math.Sign(y.CompareTo(x)));
            }
        }
    }

    [Fact]
    public void Turning_the_triangle_round_never_changes_the_sign()
    {
        var random = new SeededRandom(7);
        for (var i = 0; i < 2000; i++)
        {
            var (ax, ay) = (random.NextDouble(), random.NextDouble() * 1e-9);
            var (bx, by) = (-122 - random.NextDouble(), 47 + random.NextDouble());
            var share = random.NextDouble();
            var (x, y) = (ax + share * (bx - ax), ay + share * (by - ay));
            var sign = ExactOrientation.Sign(ax, ay, bx, by, x, y);
            ExactOrientation.Sign(bx, by, x, y, ax, ay).ShouldBe(sign);
            ExactOrientation.Sign(x, y, ax, ay, bx, by).ShouldBe(sign);
            ExactOrientation.Sign(bx, by, ax, ay, x, y).ShouldBe(-sign);
        }
    }
}
