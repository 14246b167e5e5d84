using NodaTime;

namespace SmartBeats.Staffing;

/// <summary>What a row of duties costs its officer and the city: whole numbers, so that every machine compares alike.</summary>
/// <remarks>
/// Nights, weekend duties and all duties count squared against the contract hours: the sum over officers is least where they are shared in
/// proportion. A duty in no known beat, another beat than last time and another shift than last time each cost a little.
/// The weights are a choice: an open post outweighs all else; a night more than the fair share weighs like three changes of beat.
/// </remarks>
internal sealed class DutyCost
{
    /// <summary>One open post: more than any row, or an evener spread of open posts, can gain by leaving it so.</summary>
    public const long OpenPost = 1_000_000;

    private const long Night = 12;
    private const long Weekend = 12;
    private const long Duty = 4;
    private const long UnknownBeat = 30;
    private const long OtherBeat = 8;
    private const long OtherShift = 15;

    private readonly RosterTask _task;
    private readonly bool[] _isNight;
    private readonly bool[] _isWeekend;
    private readonly bool[][] _knows;

    public DutyCost(RosterTask task)
    {
        _task = task;
        _isNight = [.. task.Posts.Select(post => task.Shifts[post.Shift].IsNight)];
        _isWeekend = [.. Enumerable.Range(0, task.Days).Select(day => task.Date(day).DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)];
        _knows = [.. task.Officers.Select(officer => task.Posts.Select(post => officer.Knows(post.Beats)).ToArray())];
    }

    public bool IsWeekend(int day) => _isWeekend[day];

    public bool IsNight(int post) => _isNight[post];

    public bool Knows(int officer, int post) => _knows[officer][post];

    public long Of(int officer, int[] row)
    {
        long nights = 0, weekends = 0, duties = 0, small = 0;
        var last = -1;
        for (var day = 0; day < row.Length; day++)
        {
            var post = row[day];
            if (post < 0)
            {
                continue;
            }

            duties++;
            nights += _isNight[post] ? 1 : 0;
            weekends += _isWeekend[day] ? 1 : 0;
            small += _knows[officer][post] ? 0 : UnknownBeat;
            if (last >= 0)
            {
                small += _task.Posts[last].Shift == _task.Posts[post].Shift ? 0 : OtherShift;
                small += _task.Posts[last].Name == _task.Posts[post].Name ? 0 : OtherBeat;
            }

            last = post;
        }

        var squares = Night * nights * nights + Weekend * weekends * weekends + Duty * duties * duties;
        return small + (long)(squares * 40 / _task.Officers[officer].HoursAWeek);
    }
}
