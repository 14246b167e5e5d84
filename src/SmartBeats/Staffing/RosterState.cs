namespace SmartBeats.Staffing;

/// <summary>A roster being worked on. Every row keeps to the rules at every step; posts may be open.</summary>
internal sealed class RosterState
{
    /// <summary>Open posts of one shift on one day count squared: a shift short of one officer on four days beats a day with four missing.</summary>
    private const long Crowding = 100;

    private readonly long[] _cost;
    private readonly int[][] _openOn;
    private long _crowding;

    public RosterState(RosterTask task)
    {
        Task = task;
        Rules = new DutyRules(task);
        Costs = new DutyCost(task);
        PostOf = [.. task.Officers.Select(_ => Empty(task.Days))];
        OfficerOf = [.. Enumerable.Range(0, task.Days).Select(_ => Empty(task.Posts.Count))];
        _cost = new long[task.Officers.Count];
        int[] wanted = [.. task.Shifts.Select((_, shift) => task.Posts.Count(post => post.Shift == shift))];
        _openOn = [.. Enumerable.Range(0, task.Days).Select(_ => (int[])wanted.Clone())];
        _crowding = Crowding * task.Days * wanted.Sum(count => (long)count * count);
        Open = task.Days * task.Posts.Count;
    }

    public RosterTask Task { get; }

    public DutyRules Rules { get; }

    public DutyCost Costs { get; }

    /// <summary>As [officer][day]: the post, or -1.</summary>
    public int[][] PostOf { get; }

    /// <summary>As [day][post]: the officer, or -1.</summary>
    public int[][] OfficerOf { get; }

    /// <summary>Posts without an officer, over all days.</summary>
    public int Open { get; private set; }

    public long Cost { get; private set; }

    public long Total => Open * DutyCost.OpenPost + _crowding + Cost;

    /// <summary>Puts an officer without a duty that day on an open post, or takes one off (<paramref name="post"/> -1). No rule is looked at.</summary>
    public void Set(int officer, int day, int post)
    {
        var before = PostOf[officer][day];
        if (before == post)
        {
            return;
        }

        if (before >= 0)
        {
            OfficerOf[day][before] = -1;
            Count(day, before, 1);
        }

        PostOf[officer][day] = post;
        if (post >= 0)
        {
            OfficerOf[day][post] = officer;
            Count(day, post, -1);
        }
    }

    /// <summary>Counts an officer's row anew, after changes to it.</summary>
    public void Recost(int officer)
    {
        var cost = Costs.Of(officer, PostOf[officer]);
        Cost += cost - _cost[officer];
        _cost[officer] = cost;
    }

    private void Count(int day, int post, int change)
    {
        ref var open = ref _openOn[day][Task.Posts[post].Shift];
        _crowding += Crowding * (2L * open * change + 1);
        open += change;
        Open += change;
    }

    private static int[] Empty(int length)
    {
        var row = new int[length];
        Array.Fill(row, -1);
        return row;
    }
}
