namespace SmartBeats.Response;

/// <summary>What a plan designed on response is judged by: one number, the lower the better.</summary>
/// <remarks>
/// Score = ½ CV + ⅛ (max ρ - min ρ)/ρ + <see cref="Rate"/> (¾ P/P₀ + ¼ R/R₀): the two measures of uneven work, then response time of the
/// highest priority P and of all calls R, each against the plan the search began with. A range is some four standard deviations where
/// beats are many, so both measures of unevenness speak with the same voice. The rate between work and time is that of the gains published
/// for Atlanta (Zhu, Wang and Xie 2022: 43 % less imbalance, 5.8 % less high-priority response): on beats as uneven as police beats are,
/// CV 0.38 in Seattle, 43 % is 0.16 of CV, and 0.16 / 0.058 is 2.8. Whoever values time more than evenness gives a larger rate.
/// </remarks>
/// <param name="Rate">What response time is worth, the whole of it, in units of the coefficient of variation, 0 or more.</param>
/// <param name="HighPriorityShare">Of that, what the highest priority has, in [0, 1]: minutes count most where they count most, and all calls keep a voice.</param>
public sealed record ResponseWeights(double Rate = 2.8, double HighPriorityShare = 0.75)
{
    /// <param name="meanUtilisation">ρ, the same for every plan with as many beats.</param>
    public double Score(ResponseMeasures plan, ResponseMeasures start, double meanUtilisation) =>
        plan.CoefficientOfVariation / 2
        + plan.Imbalance / meanUtilisation / 8
        + Rate * (HighPriorityShare * plan.HighPriorityResponseMinutes / start.HighPriorityResponseMinutes + (1 - HighPriorityShare) * plan.MeanResponseMinutes / start.MeanResponseMinutes);
}
