namespace SmartBeats.Tests;

public class RowBlocksTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(16_384)]
    [InlineData(50_001)]
    public void Rows_come_out_as_they_went_in(int count)
    {
        var rows = new RowBlocks<int>();
        for (var at = 0; at < count; at++)
        {
            rows.Add(at);
        }

        for (var at = 0; at < count; at += 7)
        {
            rows[at] = -at;
        }

        int[] expected = [.. Enumerable.Range(0, count).Select(at => at % 7 == 0 ? -at : at)];
        rows.Count.ShouldBe(count);
        rows.Read().ShouldBe(expected);
        rows.TakeOut(at => at % 3 != 1).ShouldBe(expected.Where((_, at) => at % 3 != 1));
        rows.Count.ShouldBe(0);
        rows.Read().ShouldBeEmpty();
    }
}
