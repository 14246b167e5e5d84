using System.Globalization;
using SmartBeats.Demand;

namespace SmartBeats.Publishing;

/// <summary>Says whether a plan still holds.</summary>
public static class MonitorWords
{
    /// <summary>Verdict first, then the beats that have changed, then what became of balance and response.</summary>
    /// <param name="verdict">On the weeks since the beats were drawn.</param>
    /// <param name="nameOfBeat">What a beat is called, by its number from 1.</param>
    /// <param name="foretold">Of the beats when they were drawn; null where nobody foretold anything.</param>
    /// <param name="unit">What one unit of workload is, in print.</param>
    public static IEnumerable<string> Describe(MonitorVerdict verdict, Func<int, string> nameOfBeat, LaterSpread? foretold, string unit)
    {
        verdict = verdict.ToPublishedPrecision();
        yield return $"{Words.Count(verdict.Weeks, "whole week", "whole weeks")} since {verdict.From}, {Words.Count(verdict.Load)} {unit}: "
            + $"beats are {Percent(verdict.Spread)}% apart (standard deviation over the mean). Chance alone makes {Percent(verdict.Chance)}%, so {Percent(verdict.Left)}% is left.";
        yield return verdict.HasDrifted switch
        {
            null => $"No verdict on the whole plan before week {PlanMonitor.FewestWeeks} "
                + $"and {PlanMonitor.FewestCallsPerBeat} calls a beat.",
            false => "The plan holds: chance alone may make its beats so far apart.",
            _ => "The plan has drifted: chance makes beats so far apart less than once in two years of weekly looks.",
        };
        if (foretold is not null)
        {
            yield return $"Foretold for {Words.Count(foretold.Weeks)} weeks was {Percent(foretold.Spread.Value)}% ({Percent(foretold.Spread.Low)} to {Percent(foretold.Spread.High)}).";
        }

        foreach (var beat in verdict.Beats)
        {
            yield return $"Beat {nameOfBeat(beat.Beat)} is some {Percent(Math.Abs(beat.Expected))}% {(beat.Expected > 0 ? "above" : "below")} its share since {beat.Since} "
                + $"({Percent(Math.Abs(beat.Observed))}% seen over {beat.Weeks} weeks, of which so much usually stays).";
        }

        yield return verdict.Beats.Count == 0
            ? $"No single beat's change can be told from chance: by now one of about {Percent(verdict.ShareTold)}% could."
            : $"What is not named is within chance, or smaller than the {Percent(verdict.ShareTold)}% that could be told by now.";
        foreach (var sentence in verdict.Change is { } change ? ChangeWords.Describe(change, unit) : [])
        {
            yield return sentence;
        }
    }

    /// <summary>What a verdict asks for, a sentence.</summary>
    /// <param name="verdict">Null where there is none.</param>
    public static string DescribeNextStep(MonitorVerdict? verdict) => verdict switch
    {
        null => "load calls of whole weeks since the beats were drawn; each load judges them anew.",
        _ when IsWorn(verdict) => "smartbeats design AREAS CALLS --anew PLAN says whether drawing anew is worth it "
            + "(--workspace DIR --anew today for adopted beats).",
        { HasDrifted: null } => "nothing yet; go on loading calls.",
        _ => "nothing; go on loading calls.",
    };

    /// <summary>Whether the plan has drifted, or a beat is named.</summary>
    /// <param name="verdict">On the weeks since the beats were drawn.</param>
    public static bool IsWorn(MonitorVerdict verdict) => verdict.HasDrifted == true || verdict.Beats.Count > 0;

    private static string Percent(double fraction) => (fraction * 100).ToString("0.#", CultureInfo.InvariantCulture);
}
