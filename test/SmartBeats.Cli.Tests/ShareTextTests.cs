using SmartBeats.Cli.Verbs;

namespace SmartBeats.Cli.Tests;

public class ShareTextTests
{
    [Theory]
    [InlineData("0.05", 0.05)]
    [InlineData("5%", 0.05)]
    [InlineData("5", 0.05)]
    [InlineData("20", 0.2)]
    [InlineData("1%", 0.01)]
    [InlineData("100%", 1)]
    [InlineData("0", 0)]
    public void Shares_are_read_as_people_type_them(string text, double share) =>
        ShareText.Parse("--max-rejected", text).ShouldBe((share, null));

    [Theory]
    [InlineData("1", "--max-rejected 1 can be read in two ways: write 1% for one in a hundred, or 100% for all.")]
    [InlineData("a few", "--max-rejected takes a share such as 0.05, or percent such as 5%, not \"a few\".")]
    [InlineData("120", "--max-rejected 120 is more than all: give at most 100%.")]
    [InlineData("-3", "--max-rejected takes a share such as 0.05, or percent such as 5%, not \"-3\".")]
    public void What_is_no_share_is_refused_with_both_readings(string text, string fault) =>
        ShareText.Parse("--max-rejected", text).Fault.ShouldBe(fault);

    [Theory]
    [InlineData("1%", "0.01")]
    [InlineData("2.5 %", "0.025")]
    [InlineData("0.02", "0.02")]
    [InlineData("5", "0.05")]
    [InlineData("100%", "1")]
    [InlineData("x%", "x%")]
    public void Percent_of_a_request_become_its_fraction(string text, string fraction) => ShareText.ToFraction("--tolerance", text).ShouldBe(fraction);

    [Theory]
    [InlineData("--tolerance")]
    [InlineData("--shift-budget")]
    [InlineData("--change-budget")]
    public async Task Bare_1_is_refused_with_both_readings(string flag)
    {
        var run = await CommandRun.OfAsync(Path.GetTempPath(), "design", "city.zip", "calls.csv", "--beats", "3", flag, "1");
        run.Errors.Trim().ShouldBe($"smartbeats: {flag}: 1 can be read in two ways. Write 1% for one in a hundred, or 100% for all.");
        run.ExitCode.ShouldBe(2);
    }
}
