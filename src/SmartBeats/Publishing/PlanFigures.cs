using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>The handful of figures at the head of the page: a name, the figure, and what it says.</summary>
internal static class PlanFigures
{
    public static IEnumerable<(string Name, string Value, string Note)> Of(PlanMeasures measures, PlanMaterial material)
    {
        var tolerance = material.Plan.Request.Tolerance;
        yield return ("Beats", Words.Count(measures.Beats.Count), $"from {Words.Count(material.Map.Areas.Count, "area", "areas")}");
        yield return ("Workload of a beat", Words.Count(Math.Round(measures.MeanWorkload, 1)), $"{material.Workload.Unit} on average");
        yield return (
            "Largest deviation",
            Words.Percent(measures.MaxDeviation),
            $"{Words.Evenness(measures.MaxDeviation)}; {Words.Percent(tolerance)} asked for{(measures.MaxDeviation <= tolerance ? "" : ", not met")}");
        yield return (
            "In one piece",
            measures.Contiguous ? "every beat" : "NO",
            measures.BridgesCounted == 0 ? "over shared edges" : $"counting {Words.Count(measures.BridgesCounted, "bridge", "bridges")}");
        yield return (
            "Compactness",
            Words.Score(measures.PolsbyPopperMean),
            $"on average, {Words.Score(measures.PolsbyPopperWorst)} at worst; a disc is 1");
        yield return ("Distance to the centre", $"{Words.Count(Math.Round(measures.MeanDistanceMetres))} m", $"({Words.Miles(measures.MeanDistanceMetres)}) of its beat, for the average {(material.Workload.Unit == "calls" ? "call" : "workload")}");
    }
}
