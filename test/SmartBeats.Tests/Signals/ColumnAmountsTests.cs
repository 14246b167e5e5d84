namespace SmartBeats.Signals;

public class ColumnAmountsTests
{
    [Fact]
    public void Numbers_are_exact_to_their_own_decimals()
    {
        var (amounts, notes) = Read("1.25", "3", "0.5");
        (amounts.UnitsPerOne, amounts.Unit, notes.Count).ShouldBe((100, "N", 0));
        amounts.Units.ShouldBe([125, 300, 50]);
        Read("12.00", "1e3", "7").Amounts.Units.ShouldBe([12, 1000, 7]);
    }

    [Fact]
    public void Areas_without_a_number_are_named_and_weigh_nothing()
    {
        var (amounts, notes) = Read("1", null, "2");
        amounts.Units.ShouldBe([1, 0, 2]);
        notes.ShouldBe(["1 area has no N and weighs nothing of it: B."]);
    }

    [Theory]
    [InlineData("-3", "weigh: column N has -3 for area B, which is below 0: work is not negative. Correct the map, or weigh another column.")]
    [InlineData("many", "weigh: column N has \"many\" for area B, which is no number. Columns of numbers are OTHER.")]
    [InlineData("1,234", "weigh: column N has \"1,234\" for area B, which is no number. Columns of numbers are OTHER.")]
    [InlineData("NaN", "weigh: column N has \"NaN\" for area B, which is not finite. Columns of numbers are OTHER.")]
    [InlineData("Infinity", "weigh: column N has \"Infinity\" for area B, which is not finite. Columns of numbers are OTHER.")]
    [InlineData("2000000000000", "weigh: column N has 2000000000000 for area B, more than 1,000,000,000,000. Give it in a larger unit.")]
    public void A_value_that_cannot_be_shared_out_is_refused_with_its_area(string value, string message) =>
        Should.Throw<InputException>(() => Read("1", value, "2")).Message.ShouldBe(message);

    private static (SignalAmounts Amounts, List<string> Notes) Read(params string?[] values)
    {
        var map = NamedSquares.Create(("N", values), ("OTHER", ["1", "2", "3"]));
        List<string> notes = [];
        return (ColumnAmounts.Read(map, map.Columns.Get("weigh", "N"), notes), notes);
    }
}
