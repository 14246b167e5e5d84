using System.Globalization;
using SmartBeats.Demand;

namespace SmartBeats.Publishing;

/// <summary>Says whether a plan still holds.</summary>
public static class MonitorWords
{
    /// <summary>Verdict first, then the beats that have changed.</summary>
    /// <param name="unit">What one unit of workload is, in print.</param>
    /// <param name="plan">The plan that is watched.</param>
    public static IEnumerable<string> Describe(MonitorVerdict verdict, Plan plan, string unit)
    {
        verdict = verdict.ToPublishedPrecision();
        yield return $"{Words.Count(verdict.Weeks, "whole week", "whole weeks")} since {verdict.From}, {Words.Count(verdict.Load)} {unit}: "
            + $"beats are {Percent(verdict.Spread)}% apart (standard deviation over the mean). Chance alone makes {Percent(verdict.Chance)}%, so {Percent(verdict.Left)}% is left.";
        yield return verdict.HasDrifted switch
        {
            null => $"No verdict on the whole plan before week {PlanMonitor.FewestWeeks}.",
            false => "The plan holds: chance alone may make its beats so far apart.",
            _ => "The plan has drifted: chance makes beats so far apart less than once in two years of weekly looks.",
        };
        if (plan.Outlook?.Later is { } foretold)
        {
            yield return $"Foretold for {Words.Count(foretold.Weeks)} weeks was {Percent(foretold.Spread.Value)}% ({Percent(foretold.Spread.Low)} to {Percent(foretold.Spread.High)}).";
        }

        foreach (var beat in verdict.Beats)
        {
            yield return $"Beat {plan.NameOfBeat(beat.Beat)} is some {Percent(Math.Abs(beat.Expected))}% {(beat.Expected > 0 ? "above" : "below")} its share since {beat.Since} "
                + $"({Percent(Math.Abs(beat.Observed))}% seen over {beat.Weeks} weeks, of which so much usually stays).";
        }

        yield return verdict.Beats.Count == 0
            ? $"No single beat's change can be told from chance: by now one of about {Percent(verdict.ShareTold)}% could."
            : $"What is not named is within chance, or smaller than the {Percent(verdict.ShareTold)}% that could be told by now.";
    }

    private static string Percent(double fraction) => (fraction * 100).ToString("0.#", CultureInfo.InvariantCulture);
}
