using System.Globalization;

namespace SmartBeats.Response;

/// <summary>How often units leave their beat, in the same words wherever it is said: of calls by the first unit, of officers by all who are sent.</summary>
public static class OutOfBeat
{
    /// <summary>A sentence, one more where several draws of weeks were played, and one where calls draw more than one officer.</summary>
    public static IReadOnlyList<string> Describe(ResponseEvaluation evaluation)
    {
        var said = Describe(evaluation.FirstFromElsewhereShare?.Value, evaluation.OutOfBeatShare.Value, evaluation.OfficersPerCall);
        return evaluation.HeldOut is { } draws
            ? [said[0], $"Over {draws.Draws} draws of the weeks held out it is {Percent(draws.Least)} to {Percent(draws.Most)}; the model, to which calls come at a steady rate and not in bursts, says {Percent(draws.ByModel)}.", .. said.Skip(1)]
            : said;
    }

    /// <param name="firstShare">Of calls, those whose first unit is another beat's, in [0, 1]; null where unknown.</param>
    /// <param name="sentShare">Of officers sent, those from another beat, in [0, 1].</param>
    /// <param name="officersPerCall">On average, at least 1; null where unknown.</param>
    internal static IReadOnlyList<string> Describe(double? firstShare, double sentShare, double? officersPerCall)
    {
        if (firstShare is not { } first)
        {
            return [$"Of all officers sent, {Percent(sentShare)} come from another beat."];
        }

        var sentence = $"{Percent(first)} of calls are answered first by another beat's unit.";
        return officersPerCall is > 1.005 and var officers
            ? [sentence, string.Create(CultureInfo.InvariantCulture, $"A call draws {officers:0.0#} officers on average: of all officers sent, {Percent(sentShare)} come from another beat.")]
            : [sentence];
    }

    internal static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}%");
}
