namespace SmartBeats.Staffing;

/// <summary>A roster being worked on. Every row keeps to the rules at every step; posts may be open.</summary>
internal sealed class RosterState
{
    private readonly long[] _cost;

    public RosterState(RosterTask task)
    {
        Task = task;
        Rules = new DutyRules(task);
        Costs = new DutyCost(task);
        PostOf = [.. task.Officers.Select(_ => Empty(task.Days))];
        OfficerOf = [.. Enumerable.Range(0, task.Days).Select(_ => Empty(task.Posts.Count))];
        _cost = new long[task.Officers.Count];
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

    public long Total => Open * DutyCost.OpenPost + Cost;

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
            Open++;
        }

        PostOf[officer][day] = post;
        if (post >= 0)
        {
            OfficerOf[day][post] = officer;
            Open--;
        }
    }

    /// <summary>Counts an officer's row anew, after changes to it.</summary>
    public void Recost(int officer)
    {
        var cost = Costs.Of(officer, PostOf[officer]);
        Cost += cost - _cost[officer];
        _cost[officer] = cost;
    }

    private static int[] Empty(int length)
    {
        var row = new int[length];
        Array.Fill(row, -1);
        return row;
    }
}
