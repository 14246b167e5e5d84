using SmartBeats.Metrics;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>The handful of figures at the head of the page: a name, the figure, and what it says.</summary>
internal static class PlanFigures
{
    /// <summary>Those of sectors of whole beats.</summary>
    /// <param name="measures">Of the sectors as if each were one beat.</param>
    /// <param name="beats">How many there are.</param>
    public static IEnumerable<(string Name, string Value, string Note)> ListForSectors(PlanMeasures measures, int beats, string unit)
    {
        yield return ("Sectors", Words.Count(measures.Beats.Count), $"of {Words.Count(beats, "beat", "beats")}");
        yield return ("Workload of a sector", Words.Count(Math.Round(measures.MeanWorkload, 1)), $"{unit} on average");
        yield return ("Largest deviation", Words.Percent(measures.MaxDeviation), $"{Words.Evenness(measures.MaxDeviation)}, of whole beats");
        yield return ("In one piece", measures.Contiguous ? "every sector" : "NO", "over shared edges, links and bridges");
        yield return ("Compactness", Words.Score(measures.PolsbyPopperMean), $"on average, {Words.Score(measures.PolsbyPopperWorst)} at worst; a disc is 1");
    }

    /// <param name="links">Whether pairs without a shared edge were said to be neighbours.</param>
    /// <param name="lengths">In the reader's measures.</param>
    /// <param name="response">Null where nobody asked.</param>
    /// <param name="tolerance">As asked for; null where nobody asked, as of beats that are there already.</param>
    public static IEnumerable<(string Name, string Value, string Note)> Of(
        PlanMeasures measures, int areas, string unit, bool links, double? tolerance, LengthWords lengths, ResponseEvaluation? response = null)
    {
        var apart = measures.Beats.Count(beat => beat.Apart);
        yield return ("Beats", Words.Count(measures.Beats.Count - apart), $"from {Words.Count(areas, "area", "areas")}{(apart == 0 ? "" : $", and {Words.Count(apart)} left out")}");
        yield return ("Workload of a beat", Words.Count(Math.Round(measures.MeanWorkload, 1)), $"{unit} on average");
        var asked = tolerance is { } most ? $"; {Words.Percent(most)} asked for{(measures.MaxDeviation <= most ? "" : ", not met")}" : "";
        if (measures.ForcedAreas.Count == 0)
        {
            yield return ("Largest deviation", Words.Percent(measures.MaxDeviation), Words.Evenness(measures.MaxDeviation) + asked);
        }
        else
        {
            yield return (
                "Largest deviation",
                Words.Percent(measures.MaxDeviationOfRest),
                $"{Words.Evenness(measures.MaxDeviationOfRest)}, apart from areas heavier than a fair share; {Words.Percent(measures.MaxDeviation)} with them{asked}");
        }

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
        yield return ("Distance to the centre", lengths.Way(measures.MeanDistanceMetres), $"of its beat, for the average {(unit == "calls" ? "call" : "workload")}");
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
            yield return ($"{PriorityWords.NameCalls(priority.Priority).Replace(" calls", "", StringComparison.Ordinal)} answered in", $"{Words.Score(priority.MeanMinutes.Value)} min", "from call to arrival, on average");
        }

        if (response.FirstFromElsewhereShare is { } first)
        {
            yield return ("Out of beat", Words.Percent(first.Value), "of calls are answered first by another beat's unit");
        }

        if (response.FirstFromElsewhereShare is null || response.OfficersPerCall > 1.005)
        {
            yield return ("Officers out of beat", Words.Percent(response.OutOfBeatShare.Value), "of all officers sent come from another beat");
        }

        yield return ("Free for patrol", Words.Percent(response.Time.Free), response.Time.Other is { } other ? $"of time on duty; {Words.Percent(other)} goes to other duties" : "of time on duty, with other duties still in it: nobody measured them");
    }
}
