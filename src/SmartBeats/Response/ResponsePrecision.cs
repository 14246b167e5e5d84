namespace SmartBeats.Response;

/// <summary>The one place where an evaluation is rounded for print: what the approximation iterates to is finer than what it knows.</summary>
public static class ResponsePrecision
{
    /// <summary>Shares to four decimals (a hundredth of a percent), minutes and calls an hour to three. Rounding twice changes nothing.</summary>
    public static ResponseEvaluation ToPublishedPrecision(this ResponseEvaluation evaluation) => evaluation with
    {
        Beats = [.. evaluation.Beats.Select(beat => beat with { Utilisation = Share(beat.Utilisation), TravelMinutes = Minutes(beat.TravelMinutes) })],
        MeanUtilisation = Share(evaluation.MeanUtilisation),
        Imbalance = Share(evaluation.Imbalance),
        CoefficientOfVariation = Share(evaluation.CoefficientOfVariation),
        Priorities = [.. evaluation.Priorities.Select(priority => priority with
        {
            CallsPerHour = Math.Round(priority.CallsPerHour, 3),
            MeanMinutes = Minutes(priority.MeanMinutes),
            NinetiethPercentileMinutes = priority.NinetiethPercentileMinutes is { } ninetieth ? Minutes(ninetieth) : null,
        })],
        MeanResponseMinutes = Minutes(evaluation.MeanResponseMinutes),
        OutOfBeatShare = Share(evaluation.OutOfBeatShare),
        FirstFromElsewhereShare = evaluation.FirstFromElsewhereShare is { } first ? Share(first) : null,
        OfficersPerCall = evaluation.OfficersPerCall is { } officers ? Math.Round(officers, 3) : null,
        HeldOut = evaluation.HeldOut is { } draws
            ? draws with { Least = Share(draws.Least), Most = Share(draws.Most), ByModel = Share(draws.ByModel) }
            : null,
        Measured = evaluation.Measured?.ToPublishedPrecision(),
        DelayProbability = Share(evaluation.DelayProbability),
        Time = new TimeOnDuty(Share(evaluation.Time.OnCalls), evaluation.Time.Other is { } other ? Share(other) : null, Share(evaluation.Time.Free)),
    };

    private static double Share(double value) => Math.Round(value, 4);

    private static Estimate Share(Estimate value) => new(Share(value.Value), Share(value.Low), Share(value.High));

    private static double Minutes(double value) => Math.Round(value, 3);

    private static Estimate Minutes(Estimate value) => new(Minutes(value.Value), Minutes(value.Low), Minutes(value.High));
}
