namespace SmartBeats.Response;

/// <summary>What a simulation wrote down, batch by batch.</summary>
internal sealed class SimulationTally(SimulationSetup setup)
{
    public double[][] BusyMinutes { get; } = NewBatches(setup.Batches, setup.Units);

    public long[] Calls { get; } = new long[setup.Batches];

    public long[] Delayed { get; } = new long[setup.Batches];

    public long[] Dispatches { get; } = new long[setup.Batches];

    public long[] OutOfBeat { get; } = new long[setup.Batches];

    /// <summary>Calls of the batch that a unit was sent to.</summary>
    public long[] FirstUnits { get; } = new long[setup.Batches];

    /// <summary>Of these, calls whose first unit was another beat's.</summary>
    public long[] FirstFromElsewhere { get; } = new long[setup.Batches];

    public SortedDictionary<int, Responses> ByPriority { get; } = [];

    public void Arrived(SimulatedCall call, bool delayed)
    {
        if (BatchOf(call.Minute) is >= 0 and var batch)
        {
            Calls[batch]++;
            Delayed[batch] += delayed ? 1 : 0;
        }
    }

    public void Answered(SimulatedCall call, double wait, double travel)
    {
        if (BatchOf(call.Minute) is not (>= 0 and var batch))
        {
            return;
        }

        if (!ByPriority.TryGetValue(call.Priority, out var responses))
        {
            ByPriority[call.Priority] = responses = new Responses(setup.Batches);
        }

        responses.Add(batch, wait, travel);
    }

    public void Sent(SimulatedCall call, int unit, double from, double until, bool isFirst)
    {
        if (BatchOf(from) is >= 0 and var batch)
        {
            var isFromElsewhere = setup.BeatOfArea[call.Area] != unit;
            Dispatches[batch]++;
            OutOfBeat[batch] += isFromElsewhere ? 1 : 0;
            FirstUnits[batch] += isFirst ? 1 : 0;
            FirstFromElsewhere[batch] += isFirst && isFromElsewhere ? 1 : 0;
        }

        // A long call is busy time in every batch it reaches into.
        for (var at = Math.Max(0, (int)Math.Floor((from - setup.WarmUpMinutes) / setup.BatchMinutes)); at < setup.Batches; at++)
        {
            var start = setup.WarmUpMinutes + at * setup.BatchMinutes;
            if (start >= until)
            {
                break;
            }

            BusyMinutes[at][unit] += Math.Max(0, Math.Min(until, start + setup.BatchMinutes) - Math.Max(from, start));
        }
    }

    private int BatchOf(double minute)
    {
        var batch = (int)Math.Floor((minute - setup.WarmUpMinutes) / setup.BatchMinutes);
        return batch < setup.Batches ? batch : -1;
    }

    private static double[][] NewBatches(int batches, int units) => [.. Enumerable.Range(0, batches).Select(_ => new double[units])];
}

/// <summary>Responses of one priority: sums per batch, and every value for the percentile.</summary>
internal sealed class Responses(int batches)
{
    /// <summary>The bits of the minutes, then the batch: such numbers are in the order of both, for minutes are never below 0.</summary>
    private readonly List<ulong> _values = [];

    public long[] Count { get; } = new long[batches];

    public double[] WaitMinutes { get; } = new double[batches];

    public double[] ResponseMinutes { get; } = new double[batches];

    public void Add(int batch, double wait, double travel)
    {
        Count[batch]++;
        WaitMinutes[batch] += wait;
        ResponseMinutes[batch] += wait + travel;
        _values.Add(((ulong)BitConverter.SingleToUInt32Bits((float)(wait + travel)) << 32) | (uint)batch);
    }

    public RankGrid Rank()
    {
        _values.Sort();
        return RankGrid.Create(_values, Count.Length);
    }
}

/// <summary>Values on a grid of ranks with what each batch has up to there, so that a percentile of any mix of batches is a search, not a sort.</summary>
internal sealed record RankGrid(float[] Values, long[][] UpTo)
{
    /// <summary>Ranks from 0 to 1 in steps of 1/500; between two, the value is interpolated.</summary>
    private const int Steps = 500;

    /// <param name="responses">Minutes and batch as <see cref="Responses"/> keeps them, ascending.</param>
    public static RankGrid Create(List<ulong> responses, int batches)
    {
        var values = new float[Steps + 1];
        var upTo = new long[Steps + 1][];
        var running = new long[batches];
        var at = 0;
        for (var step = 0; step <= Steps; step++)
        {
            var end = (int)((long)responses.Count * step / Steps);
            for (; at < end; at++)
            {
                running[(uint)responses[at]]++;
            }

            values[step] = responses.Count == 0 ? 0 : BitConverter.UInt32BitsToSingle((uint)(responses[Math.Max(0, end - 1)] >> 32));
            upTo[step] = (long[])running.Clone();
        }

        return new RankGrid(values, upTo);
    }

    /// <param name="times">How often each batch counts.</param>
    public double Percentile(double share, int[] times)
    {
        var wanted = share * Weigh(Steps, times);
        var (low, high) = (0, Steps);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Weigh(middle, times) < wanted ? (middle, high) : (low, middle);
        }

        var (below, above) = (Weigh(low, times), Weigh(high, times));
        var part = above > below ? (wanted - below) / (above - below) : 1;
        return Values[low] + part * (Values[high] - Values[low]);
    }

    private double Weigh(int step, int[] times)
    {
        var sum = 0L;
        for (var batch = 0; batch < times.Length; batch++)
        {
            sum += UpTo[step][batch] * times[batch];
        }

        return sum;
    }
}
