using System.Text.Json.Serialization;
using SmartBeats.Response.Measured;

namespace SmartBeats.Response;

/// <summary>What a plan means for those who call and those who patrol: the figures a plan report shows.</summary>
/// <param name="Method">Which model spoke, in words.</param>
/// <param name="Beats">In order of their number.</param>
/// <param name="MeanUtilisation">Mean share of a unit's time on calls.</param>
/// <param name="Imbalance">Highest less lowest utilisation.</param>
/// <param name="CoefficientOfVariation">Standard deviation of utilisation over its mean.</param>
/// <param name="Priorities">Response time by priority, highest first.</param>
/// <param name="MeanResponseMinutes">All calls.</param>
/// <param name="OutOfBeatShare">Share of units sent that come from another beat: a call that asks for two officers counts twice.</param>
/// <param name="DelayProbability">Share of calls that find every unit busy.</param>
/// <param name="Time">How an hour on duty divides.</param>
/// <param name="Assumptions">What the figures rest on, a sentence each.</param>
public sealed record ResponseEvaluation(
    string Method,
    IReadOnlyList<BeatResponse> Beats,
    double MeanUtilisation,
    Estimate Imbalance,
    double CoefficientOfVariation,
    IReadOnlyList<PriorityEvaluation> Priorities,
    Estimate MeanResponseMinutes,
    Estimate OutOfBeatShare,
    double DelayProbability,
    TimeOnDuty Time,
    IReadOnlyList<string> Assumptions)
{
    /// <summary>Share of calls whose first unit comes from another beat. Null in a plan of an older SmartBeats, which did not tell it apart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Estimate? FirstFromElsewhereShare { get; init; }

    /// <summary>Officers sent to a call on average, at least 1; null in a plan of an older SmartBeats.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? OfficersPerCall { get; init; }

    /// <summary>How the share of calls answered first from elsewhere varies with the weeks held out; null where no weeks were played.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeldOutRange? HeldOut { get; init; }

    /// <summary>How calls were answered by their own stamps; null where they have none, or where only the model was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MeasuredResponse? Measured { get; init; }
}

/// <summary>Shares of calls whose first unit comes from another beat, in [0, 1], over several draws of held-out weeks.</summary>
/// <param name="Draws">How many draws, one week from each stretch of the period in every one.</param>
/// <param name="Least">Of all draws.</param>
/// <param name="Most">Of all draws.</param>
/// <param name="ByModel">What the model says of the first draw's other weeks: calls at a steady rate, none in bursts.</param>
public sealed record HeldOutRange(int Draws, double Least, double Most, double ByModel);

/// <summary>One beat's unit.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Utilisation">Share of its time on calls; low and high equal the value where no simulation was run.</param>
/// <param name="TravelMinutes">Mean drive to the calls it takes, TU_n of the model, simulated or not.</param>
public sealed record BeatResponse(int Number, Estimate Utilisation, double TravelMinutes);

/// <summary>Response time of one priority, from call to first arrival.</summary>
/// <param name="NinetiethPercentileMinutes">Null where no simulation was run: the model knows means only.</param>
public sealed record PriorityEvaluation(int Priority, double CallsPerHour, Estimate MeanMinutes, Estimate? NinetiethPercentileMinutes);

/// <summary>The thirds: shares of time on duty.</summary>
/// <param name="OnCalls">Answering calls.</param>
/// <param name="Other">Reports, court, briefing, other duties; null where nobody measured it, and then Free includes it.</param>
/// <param name="Free">What is left for patrol and for whatever comes.</param>
public sealed record TimeOnDuty(double OnCalls, double? Other, double Free);
