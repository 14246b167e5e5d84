using SmartBeats.Districting;
using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

public class PostsTests
{
    /// <summary>Four beats in a row.</summary>
    private static readonly AreaGraph Row = new([10, 10, 10, 40], [new(0, 1, 1), new(1, 2, 1), new(2, 3, 1)]);

    [Fact]
    public void As_many_officers_as_beats_get_one_each() =>
        Names(4).ShouldBe(["1", "2", "3", "4"]);

    [Fact]
    public void More_officers_go_where_most_work_is() =>
        Names(6).ShouldBe(["1", "2", "3", "4", "4", "4"]);

    [Fact]
    public void Fewer_officers_share_neighbouring_beats_evenly() =>
        Names(2).ShouldBe(["1+2+3", "4"]);

    [Fact]
    public void Shifts_follow_each_other() =>
        Posts.Of([4, 2], Row).Select(post => (post.Shift, post.Name)).ShouldBe([(0, "1"), (0, "2"), (0, "3"), (0, "4"), (1, "1+2+3"), (1, "4")]);

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    public void Numbers_that_cannot_be_are_refused(int officers) =>
        Should.Throw<InputException>(() => Names(officers)).Message.ShouldBe($"cover: {officers} officers cannot be spread over 4 beats. Ask for 1 to 40 officers on a shift.");

    private static IEnumerable<string> Names(int officers) => Posts.Of([officers], Row).Select(post => post.Name);
}
