using System.Globalization;
using SmartBeats.Calls;

namespace SmartBeats.Requests;

/// <summary>How many beats a workload per beat makes.</summary>
/// <param name="Beats">At least 1.</param>
/// <param name="Note">How it came about, a sentence for the plan's notes.</param>
public sealed record BeatCount(int Beats, string Note)
{
    /// <summary>Total workload over the target, rounded to the nearest whole number, halves up, and at least 1.</summary>
    /// <param name="target">Workload wanted per beat, above 0, in the workload's own unit (calls, officer-minutes, weighted calls).</param>
    /// <exception cref="InputException">The target is so small that it asks for more than 100,000 beats.</exception>
    public static BeatCount Derive(AreaWorkload workload, double target)
    {
        var total = (double)workload.Weights.Sum() / workload.UnitsPerOne;
        var exact = total / target;
        var rounded = Math.Round(exact, MidpointRounding.AwayFromZero);
        if (!(rounded <= RequestFields.MostBeats))
        {
            throw new InputException(
                "workloadPerBeat",
                Text($"{target:#,0.##########} {workload.Unit} a beat would make more than {RequestFields.MostBeats:#,0} beats of {total:#,0.##}"),
                "Ask for more workload per beat.");
        }

        var beats = (int)Math.Max(1, rounded);
        var sum = Text($"{total:#,0.##} {workload.Unit} at {target:#,0.##} a beat");
        var noun = beats == 1 ? "beat" : "beats";
        return new BeatCount(beats, rounded < 1 ? $"{sum} would fill less than half a beat: there is 1." : rounded == exact
            ? Text($"{sum} make {beats:#,0} {noun}.")
            : Text($"{sum} make {exact:#,0.00} beats, rounded to {beats:#,0}."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
