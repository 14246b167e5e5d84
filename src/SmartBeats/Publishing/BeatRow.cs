using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>One beat as every file and the page show it: rounded once, here.</summary>
/// <param name="DeviationPercent">Signed, two decimals; null for a beat that is left out of the balance.</param>
/// <param name="Name">What the department calls it; null where that is its number.</param>
internal sealed record BeatRow(
    int Number, int Areas, long Calls, double Workload, double? DeviationPercent, double AreaKm2, double PerimeterKm, double PolsbyPopper, string? Name = null)
{
    /// <summary>The sector it is in, a number or the name it was given; null where beats are in none.</summary>
    public object? Sector { get; init; }

    public static BeatRow Create(BeatMeasures beat, IReadOnlyList<string>? names = null) => new(
        beat.Number, beat.Areas, beat.Calls, beat.Workload, beat.Apart ? null : Percent(beat.Deviation), beat.AreaKm2, beat.PerimeterKm, beat.PolsbyPopper, names?[beat.Number - 1]);

    /// <summary>A fraction as percent with two decimals, never "-0".</summary>
    public static double Percent(double fraction) => (double)Math.Round((decimal)fraction * 100, 2) + 0.0;
}
