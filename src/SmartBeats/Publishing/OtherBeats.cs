using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>The beats a plan can be judged by: those that hold no area heavier than a fair share and are not left out, about their own mean.</summary>
public sealed class OtherBeats
{
    /// <summary>Figures are published to six decimals: a beat that far beyond the tolerance is within it.</summary>
    private const double Rounding = 1e-6;

    private readonly double _tolerance;

    /// <param name="plan">As published or as read back.</param>
    public OtherBeats(Plan plan)
    {
        _tolerance = plan.Request.Tolerance;
        Heavy = plan.Measures.ForcedAreas.Select(area => plan.BeatOfArea[area]).ToHashSet();
        Beats = [.. plan.Measures.Beats.Where(beat => !beat.Apart && !Heavy.Contains(beat.Number))];
        Mean = Beats.Count == 0 ? 0 : Beats.Average(beat => beat.Workload);
    }

    /// <summary>Numbers of the beats that hold an area heavier than a fair share.</summary>
    public IReadOnlySet<int> Heavy { get; }

    /// <summary>In order of number.</summary>
    public IReadOnlyList<BeatMeasures> Beats { get; }

    /// <summary>Their mean workload; 0 where there are none.</summary>
    public double Mean { get; }

    /// <summary>Those beyond the tolerance, the furthest from the mean first.</summary>
    public IReadOnlyList<BeatMeasures> Beyond =>
        [.. Beats.Where(IsBeyond).OrderByDescending(beat => Math.Abs(DeviationOf(beat))).ThenBy(beat => beat.Number)];

    /// <summary>(workload - mean) / mean; 0 where there is no workload.</summary>
    public double DeviationOf(BeatMeasures beat) => Mean == 0 ? 0 : (beat.Workload - Mean) / Mean;

    /// <summary>Whether one of these beats is further from the mean than the tolerance asked for.</summary>
    public bool IsBeyond(BeatMeasures beat) => !beat.Apart && !Heavy.Contains(beat.Number) && Math.Abs(DeviationOf(beat)) > _tolerance + Rounding;
}
