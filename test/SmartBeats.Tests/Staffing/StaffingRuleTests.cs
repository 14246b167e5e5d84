using SmartBeats.Response;
using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

public class StaffingRuleTests
{
    private static readonly DutyShift Day = new("day", 6, 14);

    [Fact]
    public void Seven_erlangs_at_a_third_take_twenty_one_officers_and_hardly_a_call_waits()
    {
        // METHODS 3.4: 14 calls an hour of half an hour each.
        var need = StaffingPlan.Need(Day, 14, 30, 1, null, new StaffingPolicy());
        need.LoadErlangs.ShouldBe(7, 1e-12);
        need.Officers.ShouldBe(21);
        need.Binding.ShouldBe(StaffingObjective.CommittedShare);
        need.DelayProbability.ShouldBe(1.5e-5, 0.05e-5);
        need.Time.OnCalls.ShouldBe(1.0 / 3, 1e-12);
    }

    [Fact]
    public void At_sixty_percent_twelve_officers_would_do_and_the_queue_binds()
    {
        StaffingRule.ForCommittedShare(7, 0.6).ShouldBe(12);
        var need = StaffingPlan.Need(Day, 14, 30, 1, null, new StaffingPolicy(CommittedShare: 0.6));
        need.Objectives.ShouldBe([new(StaffingObjective.CommittedShare, 12), new(StaffingObjective.Delay, 14), new(StaffingObjective.Beats, 1)]);
        need.Binding.ShouldBe(StaffingObjective.Delay);
        Erlang.Delay(13, 7).ShouldBeGreaterThan(0.02);
        need.DelayProbability.ShouldBeLessThanOrEqualTo(0.02);
    }

    [Theory]
    [InlineData(8, 2080, 1.72)]
    [InlineData(10, 2080, 2.15)]
    [InlineData(12, 2184, 2.43)]
    public void Relief_factor_is_the_published_one(double shiftHours, double scheduled, double factor) =>
        ReliefFactor.Of(shiftHours, scheduled, 382).Value.ShouldBe(factor, 0.005);

    [Fact]
    public void Absences_that_take_the_whole_year_are_refused() =>
        Should.Throw<InputException>(() => ReliefFactor.Of(8, 2080, 2080)).Message.ShouldBe(
            "hours a year: 2080 scheduled hours less 2080 of absence leave no officer on duty. Give hours a year of one officer, such as 2080 scheduled and 382 absent.");

    [Fact]
    public void Response_objective_turns_density_round()
    {
        // On a grid without a short-trip correction T = 0.627/√γ / v: 5 minutes at 30 km/h are 2.5 km, γ = (0.627/2.5)² = 0.0629 a km²; 100 km² want 6.29 free.
        var travel = new TravelLawOptions(SpeedKmh: 30, ShortTripKm: 0);
        StaffingRule.DriveMinutes(10, 3.71, 100, travel).ShouldBe(5, 0.001);
        StaffingRule.ForResponse(3.7, 100, 5, travel).ShouldBe(10);
        StaffingRule.ForResponse(3.72, 100, 5, travel).ShouldBe(11);
        StaffingRule.DriveMinutes(7, 7, 100, travel).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Each_number_of_officers_is_the_smallest_that_meets_its_objective()
    {
        var random = new SeededRandom(3);
        var travel = new TravelLawOptions();
        for (var i = 0; i < 200; i++)
        {
            var load = random.NextDouble() * 60;
            var share = 0.2 + random.NextDouble() * 0.6;
            var n = StaffingRule.ForCommittedShare(load, share);
            (load / n).ShouldBeLessThanOrEqualTo(share + 1e-9);
            (n == 1 || load / (n - 1) > share).ShouldBeTrue();
            var delay = 0.001 + random.NextDouble() * 0.2;
            n = StaffingRule.ForDelay(load, delay);
            Erlang.Delay(n, load).ShouldBeLessThanOrEqualTo(delay);
            (n == 1 || Erlang.Delay(n - 1, load) > delay).ShouldBeTrue();
            n = StaffingRule.ForResponse(load, 150, 4, travel);
            StaffingRule.DriveMinutes(n, load, 150, travel).ShouldBeLessThanOrEqualTo(4);
            (n == 1 || StaffingRule.DriveMinutes(n - 1, load, 150, travel) > 4).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_response_nobody_can_give_is_refused() =>
        Should.Throw<InputException>(() => StaffingRule.ForResponse(2, 1e6, 0.1, new TravelLawOptions())).Message.ShouldBe(
            "response minutes: not even 20,000 officers are that near on average. Allow more minutes.");

    [Fact]
    public void Measured_administration_shows_whether_a_third_is_left()
    {
        var policy = new StaffingPolicy(AdministrativeHours: 4);
        var tight = StaffingPlan.Need(Day, 14, 30, 1, null, policy);
        tight.Time.Other.ShouldBe(0.5);
        tight.Time.Free.ShouldBe(1.0 / 6, 1e-9);
        tight.LeavesAThird.ShouldBe(false);
        StaffingPlan.Need(Day, 14, 30, 1, null, policy with { AdministrativeHours = 2 }).LeavesAThird.ShouldBe(true);
        StaffingPlan.Need(Day, 14, 30, 1, null, new StaffingPolicy()).LeavesAThird.ShouldBeNull();
    }

    [Fact]
    public void Beats_bind_where_calls_are_few()
    {
        var need = StaffingPlan.Need(Day, 2, 30, 12, 80, new StaffingPolicy(ResponseMinutes: 20));
        need.Officers.ShouldBe(12);
        need.Binding.ShouldBe(StaffingObjective.Beats);
        need.DriveMinutes!.Value.ShouldBeInRange(1, 20);
    }

    [Theory]
    [InlineData(1.2, null, "committed share: 1.2 is no share of time between 0 and 1. Give a fraction such as 0.333.")]
    [InlineData(0.3, 2.0, "delay: 2 is no share of calls between 0 and 1. Give a fraction such as 0.02, or leave it out.")]
    public void Policies_that_cannot_be_are_refused(double share, double? delay, string message) =>
        Should.Throw<InputException>(() => new StaffingPolicy(share, delay).Check()).Message.ShouldBe(message);
}
