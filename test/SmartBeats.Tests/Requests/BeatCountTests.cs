using SmartBeats.Calls;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Requests;

public class BeatCountTests
{
    private static AreaWorkload Total(long units, int unitsPerOne = 1, string unit = "calls") =>
        new([0, 0], [units / 2, units - (units / 2)], unitsPerOne, unit, 0);

    [Theory]
    [InlineData(20_000, 750, 27, "20,000 calls at 750 a beat make 26.67 beats, rounded to 27.")]
    [InlineData(20_000, 500, 40, "20,000 calls at 500 a beat make 40 beats.")]
    [InlineData(25, 10, 3, "25 calls at 10 a beat make 2.50 beats, rounded to 3.")]
    [InlineData(24, 10, 2, "24 calls at 10 a beat make 2.40 beats, rounded to 2.")]
    [InlineData(10, 10, 1, "10 calls at 10 a beat make 1 beat.")]
    [InlineData(4, 10, 1, "4 calls at 10 a beat would fill less than half a beat: there is 1.")]
    [InlineData(0, 10, 1, "0 calls at 10 a beat would fill less than half a beat: there is 1.")]
    public void Count_is_the_nearest_whole_number_and_says_how(long total, double target, int beats, string note) =>
        BeatCount.Derive(Total(total), target).ShouldBe(new BeatCount(beats, note));

    [Fact]
    public void Count_reads_the_workloads_own_unit() =>
        BeatCount.Derive(Total(1_234_550, 100, "officer-minutes"), 1000)
            .ShouldBe(new BeatCount(12, "12,345.5 officer-minutes at 1,000 a beat make 12.35 beats, rounded to 12."));

    [Theory]
    [InlineData(0.001)]
    [InlineData(double.Epsilon)]
    public void A_target_too_small_for_any_city_is_refused(double target) =>
        Should.Throw<InputException>(() => BeatCount.Derive(Total(20_000), target)).Message
            .ShouldEndWith("calls a beat would make more than 100,000 beats of 20,000. Ask for more workload per beat.");
}
