using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>One beat as every file and the page show it: rounded once, here.</summary>
/// <param name="DeviationPercent">Signed, two decimals.</param>
internal sealed record BeatRow(
    int Number, int Areas, long Calls, double Workload, double DeviationPercent, double AreaKm2, double PerimeterKm, double PolsbyPopper)
{
    /// <summary>Null where beats are in no sectors.</summary>
    public int? Sector { get; init; }

    public static BeatRow Of(BeatMeasures beat) => new(
        beat.Number, beat.Areas, beat.Calls, beat.Workload, Percent(beat.Deviation), beat.AreaKm2, beat.PerimeterKm, beat.PolsbyPopper);

    /// <summary>A fraction as percent with two decimals, never "-0".</summary>
    public static double Percent(double fraction) => (double)Math.Round((decimal)fraction * 100, 2) + 0.0;
}
