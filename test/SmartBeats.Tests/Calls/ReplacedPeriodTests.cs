using NodaTime;
using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

public sealed class ReplacedPeriodTests
{
    [Theory]
    [InlineData("2024-01-01..2024-03-31", "2024-01-01T00:00:00 to 2024-03-31T23:59:59")]
    [InlineData("2024-01-01T06:00..2024-01-01T06:00", "2024-01-01T06:00:00 to 2024-01-01T06:00:59")]
    [InlineData("2024-01-01 06:00:07..2024-01-02", "2024-01-01T06:00:07 to 2024-01-02T23:59:59")]
    public void A_period_is_two_times_with_two_dots_between_and_whole_days(string text, string period) =>
        ReplacedPeriod.Parse("--replaces", text).ToString().ShouldBe(period);

    [Theory]
    [InlineData("2024-01-01", "--replaces: is no period. Write its first and last day, or times, with two dots between them: 2024-01-01..2024-03-31.")]
    [InlineData("2024-01-01..2024-02-30", "--replaces: is no period. Write its first and last day, or times, with two dots between them: 2024-01-01..2024-03-31.")]
    [InlineData("2024-01-01..2024-02-01..2024-03-01", "--replaces: is no period. Write its first and last day, or times, with two dots between them: 2024-01-01..2024-03-31.")]
    [InlineData("2024-02-01..2024-01-01", "--replaces: ends before it begins. Write the earlier day first: 2024-01-01..2024-03-31.")]
    public void A_period_that_is_none_is_refused(string text, string message) =>
        Should.Throw<InputException>(() => ReplacedPeriod.Parse("--replaces", text)).Message.ShouldBe(message);

    [Fact]
    public void Seconds_are_those_of_the_citys_clock()
    {
        var period = new ReplacedPeriod(new LocalDateTime(1970, 1, 2, 0, 0, 0), new LocalDateTime(1970, 1, 2, 23, 59, 59));
        (period.FromSeconds, period.ToSeconds).ShouldBe((86_400, 172_799));
    }

    [Theory]
    [InlineData("2024-03-31T23:59:59", "2024-06-30T00:00:00", true)]
    [InlineData("2024-04-01T00:00:00", "2024-06-30T00:00:00", false)]
    [InlineData("2023-01-01T00:00:00", "2023-12-31T23:59:59", false)]
    [InlineData("2023-01-01T00:00:00", "2024-01-01T00:00:00", true)]
    public void A_file_without_a_call_of_the_period_must_not_replace_it(string first, string last, bool mayReplace)
    {
        var period = ReplacedPeriod.Parse("--replaces", "2024-01-01..2024-03-31");
        var report = new CallReadReport("calls.csv", 2, 2, 0, [], 0, first, last, false, [], [], false, false, null, [], null);
        var check = () => period.ThrowIfMissed(report);
        if (mayReplace)
        {
            check.ShouldNotThrow();
            return;
        }

        check.ShouldThrow<InputException>().Message.ShouldBe(
            $"calls.csv: holds no call of the period it is to replace, 2024-01-01T00:00:00 to 2024-03-31T23:59:59. Nothing was loaded or removed. Its calls are of {first} to {last}: correct the period.");
    }
}
