using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

public class DutyShiftTests
{
    [Fact]
    public void Shifts_are_read_and_know_their_hours()
    {
        var shifts = DutyShift.Parse("Day=6-14, evening=14-22,night=22-6,twelve=18-6,late=16-0", "--shifts");
        shifts.Select(shift => shift.ToString()).ShouldBe(["day 06:00-14:00", "evening 14:00-22:00", "night 22:00-06:00", "twelve 18:00-06:00", "late 16:00-00:00"]);
        shifts.Select(shift => shift.Hours).ShouldBe([8, 8, 8, 12, 8]);
        shifts.Select(shift => shift.IsNight).ShouldBe([false, false, true, true, false]);
        shifts.Select(shift => shift.Slice.Hours).ShouldBe([56, 56, 56, 84, 56]);
    }

    [Theory]
    [InlineData("day", "--shifts: \"day\" is no shift. Write shifts as day=6-14,evening=14-22,night=22-6: whole hours, 22-6 crosses midnight.")]
    [InlineData("day=6-25", "--shifts: \"day=6-25\" is no shift. Write shifts as day=6-14,evening=14-22,night=22-6: whole hours, 22-6 crosses midnight.")]
    [InlineData("day=6-14,DAY=14-22", "--shifts: the shift day stands twice. Write shifts as day=6-14,evening=14-22,night=22-6: whole hours, 22-6 crosses midnight.")]
    [InlineData("day=6-6", "--shifts: the shift day 06:00-06:00 is 24 hours long. Make shifts of at most 16 hours.")]
    public void What_is_no_shift_is_refused(string text, string message) =>
        Should.Throw<InputException>(() => DutyShift.Parse(text, "--shifts")).Message.ShouldBe(message);
}
