using SmartBeats.Metrics;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>The handful of figures at the head of the page: a name, the figure, and what it says.</summary>
internal static class PlanFigures
{
    public static IEnumerable<(string Name, string Value, string Note)> Of(PlanMeasures measures, ResponseEvaluation? response, PlanMaterial material)
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
        if (response is null)
        {
            yield break;
        }

        var (busiest, idlest) = (response.Beats.MaxBy(beat => beat.Utilisation.Value)!, response.Beats.MinBy(beat => beat.Utilisation.Value)!);
        yield return (
            "Busiest unit",
            Words.Percent(busiest.Utilisation.Value),
            $"of its time on calls, in beat {busiest.Number}; the idlest, in beat {idlest.Number}, {Words.Percent(idlest.Utilisation.Value)}; on average {Words.Percent(response.MeanUtilisation)}");
        foreach (var priority in response.Priorities.Take(3))
        {
            yield return ($"Priority {priority.Priority} answered in", $"{Words.Score(priority.MeanMinutes.Value)} min", "from call to arrival, on average");
        }

        yield return ("Out of beat", Words.Percent(response.OutOfBeatShare.Value), "of calls are taken by another beat's unit");
        yield return ("Free for patrol", Words.Percent(response.Time.Free), response.Time.Other is { } other ? $"of time on duty; {Words.Percent(other)} goes to other duties" : "of time on duty, with other duties still in it: nobody measured them");
    }
}
