using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class HypercubeApproximationTests
{
    [Fact]
    public void Correction_factors_are_the_published_ones()
    {
        HypercubeTests.ShouldAgree(QueueTerms.Of(3, 1.5, WhenAllBusy.Wait, 3).Corrections, [1, 0.73684, 0.63158], 5e-6);
        HypercubeTests.ShouldAgree(QueueTerms.Of(3, 1.5, WhenAllBusy.Lost, 3).Corrections, [1, .85118, .84279], 5e-6);
    }

    [Fact]
    public void Book_example_has_the_published_third_iteration_and_limit()
    {
        var third = HypercubeApproximation.Solve(BookExample.System, WhenAllBusy.Wait, 3);
        HypercubeTests.ShouldAgree(third.Utilisation, [0.5628, 0.4716, 0.4657], 5e-5);
        var limit = HypercubeApproximation.Solve(BookExample.System, WhenAllBusy.Wait);
        HypercubeTests.ShouldAgree(limit.Utilisation, [0.56263, 0.47170, 0.46566], 5e-6);
    }

    [Fact]
    public void Book_example_with_lost_calls_has_the_extended_limit() =>
        HypercubeTests.ShouldAgree(HypercubeApproximation.Solve(BookExample.System, WhenAllBusy.Lost).Utilisation, [.50151, .40224, .39475], 5e-6);
}
