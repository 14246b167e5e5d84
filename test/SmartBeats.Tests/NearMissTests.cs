namespace SmartBeats.Tests;

public class NearMissTests
{
    [Theory]
    [InlineData("America/Phoneix", "America/Phoenix")]
    [InlineData("priorty", "priority")]
    [InlineData("PRIORITY", "priority")]
    [InlineData("time_stamp", "timestamp")]
    [InlineData("prioritise", "priority")]
    [InlineData("addr", "address")]
    [InlineData("ad", null)]
    [InlineData("colour", null)]
    [InlineData("", null)]
    [InlineData("x", null)]
    public void A_slip_is_recognised_and_a_stranger_is_not(string given, string? meant) =>
        NearMiss.Of(given, ["timestamp", "priority", "America/Phoenix", "address"]).ShouldBe(meant);

    [Fact]
    public void A_tie_goes_to_the_first_in_ordinal_order() => NearMiss.Of("bead", ["beat", "bear"]).ShouldBe("bear");

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("ca", "abc", 3)]
    [InlineData("same", "same", 0)]
    public void Distance_counts_inserted_deleted_replaced_and_swapped_characters(string a, string b, int distance)
    {
        NearMiss.Distance(a, b).ShouldBe(distance);
        NearMiss.Distance(b, a).ShouldBe(distance);
    }

    [Fact]
    public void A_text_too_long_to_be_a_name_is_not_compared() => NearMiss.Of(new string('a', 65), [new string('a', 64)]).ShouldBeNull();
}
