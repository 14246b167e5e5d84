using SmartBeats.Cli.Sample;

namespace SmartBeats.Cli.Tests.Sample;

public class WeightedPickTests
{
    [Fact]
    public void Places_are_drawn_by_their_weights_and_weightless_ones_never()
    {
        var pick = new WeightedPick([0, 3, 0, 0, 1, 6, 0]);
        var random = new SeededRandom(5);
        var drawn = new int[7];
        for (var i = 0; i < 10_000; i++)
            drawn[pick.Next(random)]++;

        new[] { 0, 2, 3, 6 }.ShouldAllBe(place => drawn[place] == 0);
        drawn[1].ShouldBeInRange(2_850, 3_150);
        drawn[4].ShouldBeInRange(900, 1_100);
        drawn[5].ShouldBeInRange(5_850, 6_150);
    }
}
