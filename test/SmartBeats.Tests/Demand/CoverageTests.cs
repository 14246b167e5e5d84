using SmartBeats.Demand;

namespace SmartBeats.Tests.Demand;

public class CoverageTests
{
    [Fact]
    public void Ground_that_is_missing_in_one_of_two_times_is_refused_with_its_share()
    {
        long[] whole = [400, 300, 200, 100];
        Should.Throw<InputException>(() => Coverage.ThrowIfOther(whole, [390, 310, 0, 100], "2015", "2016")).Message.ShouldBe(
            "calls: areas with 20% of the calls of 2015 have none in 2016: the two do not cover the same ground. Load the calls of the whole city for both, or leave that time out (--from, --to).");
        Should.Throw<InputException>(() => Coverage.ThrowIfOther([390, 310, 0, 100], whole, "2015", "2016")).Message.ShouldStartWith(
            "calls: areas with 20% of the calls of 2016 have none in 2015");
    }

    [Theory]
    [InlineData(new long[] { 400, 300, 200, 30 }, new long[] { 400, 300, 200, 0 })] // one address that closed: 3 %
    [InlineData(new long[] { 40, 30, 20, 10 }, new long[] { 40, 30, 0, 10 })] // by chance
    [InlineData(new long[] { 0, 300 }, new long[] { 0, 300 })]
    [InlineData(new long[] { 0, 0 }, new long[] { 3, 1 })]
    public void What_chance_or_one_address_explains_is_not(long[] one, long[] other) => Coverage.ThrowIfOther(one, other, "2015", "2016");
}
