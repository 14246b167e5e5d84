using SmartBeats.Comparison;

namespace SmartBeats.Tests.Comparison;

public sealed class BeatMatchingTests
{
    [Fact]
    public void The_greedy_pairing_is_not_taken_where_another_moves_less() =>
        // Greedy takes 10 + 0; the best keeps 9 + 9.
        BeatMatching.Match(new long[,] { { 10, 9 }, { 9, 0 } }).ShouldBe([1, 0]);

    [Fact]
    public void Beats_with_nothing_in_common_have_no_counterpart() =>
        BeatMatching.Match(new long[,] { { 5, 0 }, { 0, 0 } }).ShouldBe([0, -1]);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 6)]
    [InlineData(6, 4)]
    [InlineData(2, 7)]
    public void No_other_pairing_keeps_more_in_common(int rows, int columns)
    {
        var random = new SeededRandom((ulong)(rows * 10 + columns));
        for (var trial = 0; trial < 50; trial++)
        {
            var common = new long[rows, columns];
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    common[i, j] = random.Next(12);
                }
            }

            var match = BeatMatching.Match(common);
            match.Where(j => j >= 0).Distinct().Count().ShouldBe(match.Count(j => j >= 0));
            match.Select((j, i) => j < 0 ? 0 : common[i, j]).Sum().ShouldBe(Best(common, 0, new bool[columns]));
        }
    }

    private static long Best(long[,] common, int row, bool[] taken)
    {
        if (row == common.GetLength(0))
        {
            return 0;
        }

        var best = Best(common, row + 1, taken);
        for (var j = 0; j < taken.Length; j++)
        {
            if (!taken[j])
            {
                taken[j] = true;
                best = Math.Max(best, common[row, j] + Best(common, row + 1, taken));
                taken[j] = false;
            }
        }

        return best;
    }
}
