namespace SmartBeats.Response;

/// <summary>What a simulation found, each figure with its interval from batches drawn anew when it is asked for.</summary>
public sealed class SimulationResult
{
    private readonly SimulationSetup _setup;
    private readonly SimulationTally _tally;

    internal SimulationResult(SimulationSetup setup, SimulationTally tally) => (_setup, _tally) = (setup, tally);

    /// <summary>Calls answered in the batches.</summary>
    public long Calls => _tally.Calls.Sum();

    /// <summary>Share of its time each unit is on calls.</summary>
    public IReadOnlyList<Estimate> Utilisation => field ??= [.. Enumerable.Range(0, _setup.Units).Select(unit => Interval(times => UtilisationOf(unit, times)))];

    /// <summary>Highest less lowest utilisation.</summary>
    public Estimate Imbalance => Interval(ImbalanceOf);

    /// <summary>Standard deviation of the utilisations (divided by their number) over their mean.</summary>
    public Estimate CoefficientOfVariation => Interval(CoefficientOf);

    /// <summary>Share of units sent that go to another beat than their own: a call that asks for two units counts twice.</summary>
    public Estimate OutOfBeatShare => Interval(times => Ratio(_tally.OutOfBeat, _tally.Dispatches, times));

    /// <summary>Share of calls whose first unit is another beat's.</summary>
    public Estimate FirstFromElsewhereShare => Interval(times => Ratio(_tally.FirstFromElsewhere, _tally.FirstUnits, times));

    /// <summary>Share of calls that found every unit busy.</summary>
    public Estimate DelayProbability => Interval(times => Ratio(_tally.Delayed, _tally.Calls, times));

    /// <summary>From call to first arrival, all priorities.</summary>
    public Estimate MeanResponseMinutes => Interval(MeanResponseOf);

    /// <summary>Priorities met, ascending.</summary>
    public IReadOnlyList<PriorityResponse> ByPriority => field ??= [.. _tally.ByPriority.Select(entry => Describe(entry.Key, entry.Value))];

    /// <summary>What another plan changes, both having faced the same calls in the same batches.</summary>
    /// <remarks>Both are drawn anew with the same batches, so what a busy week does to both cancels out.</remarks>
    public SimulationChange ChangeTo(SimulationResult after)
    {
        if (after._setup.Batches != _setup.Batches || after._setup.BatchMinutes != _setup.BatchMinutes)
        {
            throw new ArgumentException("Plans are compared over the same batches.", nameof(after));
        }

        var highest = _tally.ByPriority.Keys.First();
        return new SimulationChange(
            Change(ImbalanceOf, after.ImbalanceOf),
            Change(CoefficientOf, after.CoefficientOf),
            Change(MeanResponseOf, after.MeanResponseOf),
            Change(times => MeanResponseOf(_tally.ByPriority[highest], times), times => MeanResponseOf(after._tally.ByPriority[highest], times)));
    }

    private Estimate Change(Func<int[], double> before, Func<int[], double> after) => Interval(times => after(times) / before(times) - 1);

    private Estimate Interval(Func<int[], double> figure) => Bootstrap.Of(figure, _setup.Batches, _setup.Confidence, _setup.Seed);

    private PriorityResponse Describe(int priority, Responses responses)
    {
        var ranks = responses.Rank();
        return new PriorityResponse(
            priority,
            responses.Count.Sum(),
            Interval(times => MeanResponseOf(responses, times)),
            Interval(times => ranks.Percentile(0.9, times)),
            Interval(times => Weigh(responses.WaitMinutes, times) / Weigh(responses.Count, times)));
    }

    private double UtilisationOf(int unit, int[] times)
    {
        var (busy, batches) = (0.0, 0);
        for (var batch = 0; batch < times.Length; batch++)
        {
            busy += times[batch] * _tally.BusyMinutes[batch][unit];
            batches += times[batch];
        }

        return busy / (batches * _setup.BatchMinutes);
    }

    private double ImbalanceOf(int[] times) => Dispersion.Range(Utilisations(times));

    private double CoefficientOf(int[] times) => Dispersion.CoefficientOfVariation(Utilisations(times));

    private double[] Utilisations(int[] times)
    {
        var all = new double[_setup.Units];
        for (var unit = 0; unit < all.Length; unit++)
        {
            all[unit] = UtilisationOf(unit, times);
        }

        return all;
    }

    private double MeanResponseOf(int[] times)
    {
        var (minutes, count) = (0.0, 0.0);
        foreach (var responses in _tally.ByPriority.Values)
        {
            minutes += Weigh(responses.ResponseMinutes, times);
            count += Weigh(responses.Count, times);
        }

        return minutes / count;
    }

    private static double MeanResponseOf(Responses responses, int[] times) => Weigh(responses.ResponseMinutes, times) / Weigh(responses.Count, times);

    private static double Ratio(long[] part, long[] whole, int[] times) => Weigh(whole, times) is > 0 and var all ? Weigh(part, times) / all : 0;

    private static double Weigh(double[] values, int[] times)
    {
        var sum = 0.0;
        for (var batch = 0; batch < times.Length; batch++)
        {
            sum += values[batch] * times[batch];
        }

        return sum;
    }

    private static double Weigh(long[] values, int[] times)
    {
        var sum = 0L;
        for (var batch = 0; batch < times.Length; batch++)
        {
            sum += values[batch] * times[batch];
        }

        return sum;
    }
}

/// <summary>How calls of one priority fared, in minutes.</summary>
/// <param name="Calls">How many were answered.</param>
/// <param name="MeanMinutes">From call to first arrival: wait and travel.</param>
/// <param name="NinetiethPercentileMinutes">Nine of ten calls are answered within this.</param>
/// <param name="MeanWaitMinutes">From call until a unit is sent.</param>
public sealed record PriorityResponse(int Priority, long Calls, Estimate MeanMinutes, Estimate NinetiethPercentileMinutes, Estimate MeanWaitMinutes);

/// <summary>Relative changes from one plan to another, -0.058 for 5.8 % less.</summary>
/// <param name="HighPriorityResponse">Of the highest priority met.</param>
public sealed record SimulationChange(Estimate Imbalance, Estimate CoefficientOfVariation, Estimate MeanResponse, Estimate HighPriorityResponse);
