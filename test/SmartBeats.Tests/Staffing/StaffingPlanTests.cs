using SmartBeats.Response;
using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

public class StaffingPlanTests
{
    [Fact]
    public void Roster_is_the_sum_of_officers_on_duty_times_relief()
    {
        // 21 a shift on three shifts of eight hours: 63 × 1.7197 = 108.3.
        var plan = StaffingPlan.Of(DutyShift.Standard, shift => Demand(shift, 14), 5, null, new StaffingPolicy());
        plan.Needs.Select(need => need.Officers).ShouldBe([21, 21, 21]);
        plan.RosterSize.ShouldBe(109);
        StaffingWords.Describe(plan).ShouldBe(
        [
            "day 06:00-14:00: 21 officers on duty (share on calls 21, delay 14, an officer a beat 5; share on calls binds). Calls keep 7.00 busy; 33.3% of the time on calls; administration was not measured, so the other 66.7% cannot be divided.",
            "evening 14:00-22:00: 21 officers on duty (share on calls 21, delay 14, an officer a beat 5; share on calls binds). Calls keep 7.00 busy; 33.3% of the time on calls; administration was not measured, so the other 66.7% cannot be divided.",
            "night 22:00-06:00: 21 officers on duty (share on calls 21, delay 14, an officer a beat 5; share on calls binds). Calls keep 7.00 busy; 33.3% of the time on calls; administration was not measured, so the other 66.7% cannot be divided.",
            "To keep them there all year takes 109 officers, leave and absence included: a relief factor of 1.72, 365 days × shift hours over the 1698 hours a year one officer is really on duty.",
        ]);
    }

    [Fact]
    public void A_reader_of_miles_is_told_the_city_in_square_miles_and_the_speed_in_miles_an_hour()
    {
        var policy = new StaffingPolicy(ResponseMinutes: 6);
        var said = StaffingPlan.Of(DutyShift.Standard, shift => Demand(shift, 2), 5, 100, policy, LengthSystem.Us).Assumptions;
        // 100 / 1.609344² and 40 / 1.609344.
        said.ShouldContain("The drive is that of the nearest free officer when officers stand evenly over 38.6 sq mi: the fewest the plan can hope for.");
        said.ShouldContain("Cars drive along a grid of north-south and east-west streets at 24.9 mph.");
        said.ShouldNotContain(line => line.Contains("km", StringComparison.Ordinal));
        StaffingPlan.Of(DutyShift.Standard, shift => Demand(shift, 2), 5, 100, policy).Assumptions
            .ShouldContain("The drive is that of the nearest free officer when officers stand evenly over 100 km²: the fewest the plan can hope for.");
    }

    [Fact]
    public void Response_objective_without_the_size_of_the_city_is_refused() =>
        Should.Throw<InputException>(() => StaffingPlan.Of(DutyShift.Standard, shift => Demand(shift, 1), 5, null, new StaffingPolicy(ResponseMinutes: 5)))
            .Message.ShouldBe("response minutes: the size of the city is unknown. Give the map as well: a drive depends on how far apart officers are.");

    private static DemandSlice Demand(DutyShift shift, double callsPerHour) =>
        new(shift.Slice, 2920, [callsPerHour], [1], [[callsPerHour]], [30], [1], ["Thirty minutes a call."]);
}
