using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>The handful of figures at the head of the page: a name, the figure, and what it says.</summary>
internal static class PlanFigures
{
    /// <param name="links">Whether pairs without a shared edge were said to be neighbours.</param>
    /// <param name="tolerance">As asked for; null where nobody asked, as of beats that are there already.</param>
    public static IEnumerable<(string Name, string Value, string Note)> Of(PlanMeasures measures, int areas, string unit, bool links, double? tolerance)
    {
        yield return ("Beats", Words.Count(measures.Beats.Count), $"from {Words.Count(areas, "area", "areas")}");
        yield return ("Workload of a beat", Words.Count(Math.Round(measures.MeanWorkload, 1)), $"{unit} on average");
        var asked = tolerance is { } most ? $"; {Words.Percent(most)} asked for{(measures.MaxDeviation <= most ? "" : ", not met")}" : "";
        var rest = measures.ForcedAreas.Count == 0 ? "" : $"; {Words.Percent(measures.MaxDeviationOfRest)} apart from areas heavier than a fair share";
        yield return ("Largest deviation", Words.Percent(measures.MaxDeviation), Words.Evenness(measures.MaxDeviation) + asked + rest);
        yield return (
            "In one piece",
            measures.Contiguous ? "every beat" : "NO",
            (measures.BridgesCounted, links) switch
            {
                (0, false) => "over shared edges",
                (0, true) => "over shared edges and the links given",
                _ => $"counting {Words.Count(measures.BridgesCounted, "bridge", "bridges")}",
            });
        yield return (
            "Compactness",
            Words.Score(measures.PolsbyPopperMean),
            $"on average, {Words.Score(measures.PolsbyPopperWorst)} at worst; a disc is 1");
        yield return ("Distance to the centre", $"{Words.Count(Math.Round(measures.MeanDistanceMetres))} m", $"({Words.Miles(measures.MeanDistanceMetres)}) of its beat, for the average {(unit == "calls" ? "call" : "workload")}");
    }
}
