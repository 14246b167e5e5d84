using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>The handful of figures at the head of the page: a name, the figure, and what it says.</summary>
internal static class PlanFigures
{
    /// <param name="tolerance">As asked for; null where nobody asked, as of beats that are there already.</param>
    public static IEnumerable<(string Name, string Value, string Note)> Of(PlanMeasures measures, int areas, string unit, double? tolerance)
    {
        yield return ("Beats", Words.Count(measures.Beats.Count), $"from {Words.Count(areas, "area", "areas")}");
        yield return ("Workload of a beat", Words.Count(Math.Round(measures.MeanWorkload, 1)), $"{unit} on average");
        var asked = tolerance is { } most ? $"; {Words.Percent(most)} asked for{(measures.MaxDeviation <= most ? "" : ", not met")}" : "";
        yield return ("Largest deviation", Words.Percent(measures.MaxDeviation), Words.Evenness(measures.MaxDeviation) + asked);
        yield return (
            "In one piece",
            measures.Contiguous ? "every beat" : "NO",
            measures.BridgesCounted == 0 ? "over shared edges" : $"counting {Words.Count(measures.BridgesCounted, "bridge", "bridges")}");
        yield return (
            "Compactness",
            Words.Score(measures.PolsbyPopperMean),
            $"on average, {Words.Score(measures.PolsbyPopperWorst)} at worst; a disc is 1");
        yield return ("Distance to the centre", $"{Words.Count(Math.Round(measures.MeanDistanceMetres))} m", $"({Words.Miles(measures.MeanDistanceMetres)}) of its beat, for the average {(unit == "calls" ? "call" : "workload")}");
    }
}
