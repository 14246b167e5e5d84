using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class ErlangTests
{
    [Fact]
    public void Ten_servers_at_seven_erlangs_make_a_call_wait_as_often_as_published() => Erlang.Delay(10, 7).ShouldBe(0.22173, 5e-6);

    [Fact]
    public void Twenty_one_units_for_seven_erlangs_leave_almost_nobody_waiting() => Erlang.Delay(21, 7).ShouldBe(1.5e-5, 5e-7);

    [Fact]
    public void Loss_of_two_servers_at_one_erlang_is_a_fifth() => Erlang.Loss(2, 1).ShouldBe(0.2, 1e-15);

    [Fact]
    public void Waits_by_priority_are_Cobhams() =>
        HypercubeTests.ShouldAgree(Erlang.PriorityWaits(10, [2, 4, 8], 30), [.7391, 1.0559, 3.1676], 5e-5);

    [Fact]
    public void Waits_by_priority_average_to_the_wait_without_priorities()
    {
        var waits = Erlang.PriorityWaits(10, [2, 4, 8], 30);
        ((2 * waits[0] + 4 * waits[1] + 8 * waits[2]) / 14).ShouldBe(Erlang.MeanWait(10, 7, 30), 1e-12);
    }

    [Fact]
    public void Priority_that_overloads_the_units_waits_for_ever_and_those_above_it_do_not()
    {
        var waits = Erlang.PriorityWaits(2, [1, 2, 4], 30);
        waits[0].ShouldBeLessThan(60);
        waits[1].ShouldBeLessThan(120);
        waits[2].ShouldBe(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(3, 1.5)]
    [InlineData(300, 1e-4)]
    [InlineData(300, 299)]
    [InlineData(500, 250)]
    public void Levels_agree_with_loss_and_delay_for_few_and_many_servers(int servers, double load)
    {
        var waiting = Erlang.Levels(servers, load, WhenAllBusy.Wait);
        (waiting[servers] * servers / (servers - load)).ShouldBe(Erlang.Delay(servers, load), 1e-12);
        var losing = Erlang.Levels(servers, load, WhenAllBusy.Lost);
        losing[servers].ShouldBe(Erlang.Loss(servers, load), 1e-12);
        losing.Sum().ShouldBe(1, 1e-12);
    }
}
