using System.Text.Json;

namespace SmartBeats.Publishing;

/// <summary>What a plan is worth in each scenario of growth, as a member of <c>table.json</c>.</summary>
internal static class GrowthTable
{
    /// <summary>Writes <c>growth</c>, the worst scenario first; nothing where no growth was given.</summary>
    public static void Write(Utf8JsonWriter json, Plan plan)
    {
        if (plan.Growth.Count == 0)
        {
            return;
        }

        json.WriteStartArray("growth");
        foreach (var score in plan.Growth)
        {
            json.WriteStartObject();
            json.WriteString("scenario", score.Scenario);
            json.WriteNumber("change", score.Change);
            json.WriteNumber("maxDeviation", score.MaxDeviation);
            json.WriteNumber("spread", score.Spread);
            json.WriteNumber("worstBeat", score.WorstBeat);
            json.WriteString("worstBeatName", plan.NameOfBeat(score.WorstBeat));
            json.WriteNumber("worstDeviation", score.WorstDeviation);
            json.WriteNumber("deviationBefore", score.DeviationBefore);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("growthSentences");
        foreach (var sentence in GrowthWords.Describe(plan.Growth, plan.NameOfBeat))
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
    }
}
