using System.Globalization;

namespace SmartBeats.Response;

/// <summary>An evaluation as a chief reads it: a sentence a fact, percent and minutes.</summary>
public static class ResponseWords
{
    /// <param name="nameOf">What a beat of a number is called; null for the number itself.</param>
    public static IReadOnlyList<string> Describe(ResponseEvaluation evaluation, Func<int, string>? nameOf = null)
    {
        nameOf ??= number => number.ToString(CultureInfo.InvariantCulture);
        var busiest = evaluation.Beats.MaxBy(beat => beat.Utilisation.Value)!;
        var idlest = evaluation.Beats.MinBy(beat => beat.Utilisation.Value)!;
        List<string> said =
        [
            $"A patrol unit spends {Percent(evaluation.MeanUtilisation)} of its time on calls; the busiest (beat {nameOf(busiest.Number)}) {Percent(busiest.Utilisation.Value)}, the idlest (beat {nameOf(idlest.Number)}) {Percent(idlest.Utilisation.Value)}.",
        ];
        var points = evaluation.Imbalance;
        said.Add(string.Create(CultureInfo.InvariantCulture, $"Between the two lie {points.Value * 100:0.#} points{(points.High > points.Low ? $" ({points.Low * 100:0.#} to {points.High * 100:0.#})" : "")}; units differ from their mean by {Percent(evaluation.CoefficientOfVariation)} of it (one standard deviation)."));
        said.AddRange(evaluation.Priorities.GroupBy(Answered, priority => priority.Priority, (answered, priorities) => $"{PriorityWords.NameCalls([.. priorities])} {answered}"));
        said.AddRange(evaluation.Measured?.Describe(evaluation.Priorities) ?? []);
        said.AddRange(OutOfBeat.Describe(evaluation));
        said.Add(evaluation.DelayProbability < 0.0005
            ? "Hardly ever is every unit busy when a call comes."
            : $"{Percent(evaluation.DelayProbability)} of calls find every unit busy and wait.");
        said.Add(Thirds(evaluation.Time));
        return said;
    }

    private static string Answered(PriorityEvaluation priority)
    {
        var nine = priority.NinetiethPercentileMinutes is { } ninetieth ? $", nine of ten within {Minutes(ninetieth.Value)}" : "";
        return $"are answered in {Minutes(priority.MeanMinutes.Value)}{Interval(priority.MeanMinutes)} on average{nine}.";
    }

    private static string Thirds(TimeOnDuty time) => time.Other is { } other
        ? $"Of an hour on duty {Whole(time.OnCalls)} minutes go to calls, {Whole(other)} to other duties, and {Whole(time.Free)} are free for patrol."
        : $"Of an hour on duty {Whole(time.OnCalls)} minutes go to calls; the other {Whole(1 - time.OnCalls)} are patrol, reports and all other duties, which nobody measured here.";

    private static string Interval(Estimate estimate) => estimate.High > estimate.Low
        ? string.Create(CultureInfo.InvariantCulture, $" ({estimate.Low:0.0} to {estimate.High:0.0})")
        : "";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}%");

    private static string Minutes(double minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes:0.0} minutes");

    private static string Whole(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 60:0}");
}
