using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Pipeline.Tests.Stages;

public class CountColumnTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40_000)]
    [InlineData(3_000_000_000)]
    public void Counts_are_kept_whatever_size_they_grow_to(long largest)
    {
        var random = new Random(5);
        var (column, expected) = (new CountColumn(10), new long[25]);
        for (var i = 0; i < 2_000; i++)
        {
            if (i == 1_000)
            {
                column.Grow(expected.Length);
            }

            var row = random.Next(i < 1_000 ? 10 : expected.Length);
            var added = random.NextInt64(-largest, largest + 1);
            column[row] += added;
            expected[row] += added;
        }

        column.ToArray(expected.Length).ShouldBe(expected);
        Enumerable.Range(0, expected.Length).Select(row => column[row]).ShouldBe(expected);
    }

    [Fact]
    public void What_was_never_counted_is_none() => new CountColumn(3).ToArray(3).ShouldBe([0, 0, 0]);
}
