using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>What became of the wishes, a sentence each: said alike by the screen, the summary and the page.</summary>
public static class WishWords
{
    /// <summary>Empty for a plan without wishes.</summary>
    public static IReadOnlyList<string> Describe(Plan plan)
    {
        if (plan.Wishes is not { } wishes)
        {
            return [];
        }

        var lengths = new LengthWords(plan.City.Lengths);
        var without = plan.Alternatives.FirstOrDefault(other => other.WithoutPreferences);
        List<string> sentences = [.. (IEnumerable<string>)[.. Criteria(plan, wishes), .. Changes(wishes.Change, lengths), .. DescribeCurve(wishes.Change, plan.Request.Tolerance), .. Locks(plan, wishes.Locks), .. Ground(wishes.EqualArea, without?.Wishes?.EqualArea, lengths), .. KeptWhole(wishes.KeepWhole, without?.Wishes?.KeepWhole), .. Stations(wishes.Stations, without?.Wishes?.Stations, lengths)]];
        if (without is not null)
        {
            List<string> left = [.. wishes.EqualArea is null ? Array.Empty<string>() : ["equal area"], .. wishes.KeepWhole is null ? Array.Empty<string>() : ["keeping areas together"], .. wishes.Stations is null ? Array.Empty<string>() : ["the stations"]];
            sentences.Add($"Without {Words.List(left)} the plan would be within {Words.Percent(without.Measures.MaxDeviation)} and have {lengths.Border(without.Measures.BoundaryKm)} of borders; "
                + $"this one is within {Words.Percent(plan.Measures.MaxDeviation)} and has {lengths.Border(plan.Measures.BoundaryKm)}.");
        }

        return sentences;
    }

    private static IEnumerable<string> Criteria(Plan plan, WishFigures wishes)
    {
        if (wishes.Balance is not { } criteria)
        {
            yield break;
        }

        foreach (var criterion in criteria)
        {
            var rest = criterion.MaxDeviationOfRest == criterion.MaxDeviation ? "" : $" ({Words.Percent(criterion.MaxDeviationOfRest)} apart from beats that are locked or hold an area heavier than a fair share)";
            yield return $"Balance of {criterion.Unit}, weight {Words.Count(criterion.Weight)}: every beat is within {Words.Percent(criterion.MaxDeviation)} of the mean{rest}; no plan can be closer than {Words.Percent(criterion.LowerBound)}.";
        }

        yield return $"The worst of these, each times its weight, is {Words.Percent(wishes.WeightedDeviation!.Value)}; the tolerance of {Words.Percent(plan.Request.Tolerance)} is {(wishes.WeightedDeviation <= plan.Request.Tolerance ? "met" : "not met")} by all together.";
    }

    private static IEnumerable<string> Changes(ChangeFigures? change, LengthWords lengths)
    {
        if (change is null)
        {
            yield break;
        }

        yield return $"{Words.Count(change.Areas, "area has", "areas have")} another beat than today: {Words.Percent(change.WorkloadShare)} of the workload"
            + (change.Budget is { } budget ? $" ({Words.Percent(budget)} might change)" : "")
            + $" and {Words.Percent(change.Km2Share)} of the ground ({lengths.Ground(change.Km2)}). Today's beats are within {Words.Percent(change.CurrentMaxDeviation)} of the mean"
            + (change.CurrentMaxDeviationOfRest == change.CurrentMaxDeviation ? "." : $" ({Words.Percent(change.CurrentMaxDeviationOfRest)} of their own, apart from beats that are locked or hold an area heavier than a fair share).");
        var renamed = change.Beats.Select((name, i) => (Name: name, Number: Words.Count(i + 1))).Where(beat => beat.Name != beat.Number).ToList();
        yield return renamed.Count == 0
            ? "Beats keep their numbers."
            : $"Beats are numbered in the order of today's names: {Words.List([.. renamed.Select(beat => $"{beat.Number} is {beat.Name}")], 8)}.";
    }

    /// <summary>Shares of change too small to speak of.</summary>
    private const double LeastChange = 0.005;

    /// <summary>What a chief chooses a change budget by.</summary>
    private static IEnumerable<string> DescribeCurve(ChangeFigures? change, double tolerance)
    {
        var points = (change?.Curve ?? []).Where(point => point.WorkloadShare >= LeastChange).ToList();
        if (points.Count == 0)
        {
            yield break;
        }

        var within = points.Find(point => point.MaxDeviationOfRest <= tolerance);
        var shown = points.Where(point => within is null || point.WorkloadShare <= within.WorkloadShare)
            .Select(point => $"{Words.Percent(point.WorkloadShare)} changed, {Words.Percent(point.MaxDeviationOfRest)} off");
        var apart = points.Exists(point => point.MaxDeviationOfRest != point.MaxDeviation) ? ", beats with an area heavier than a fair share left out" : "";
        var reached = within is null
            ? $"No plan met is within {Words.Percent(tolerance)}."
            : $"Within {Words.Percent(tolerance)} takes {Words.Percent(within.WorkloadShare)}.";
        yield return $"What a change budget buys, in share of the workload and largest deviation from the mean{apart}: {string.Join("; ", shown)}. {reached}";
    }

    private static IEnumerable<string> Locks(Plan plan, LockFigures? locks)
    {
        if (locks is null)
        {
            yield break;
        }

        var parts = new List<string>();
        if (locks.Beats.Count > 0)
        {
            parts.Add($"{(locks.Beats.Count == 1 ? "beat" : "beats")} {Words.List([.. locks.Beats.Select(plan.NameOfBeat)], 10)}");
        }

        if (locks.Areas.Count > 0)
        {
            parts.Add($"{(locks.Areas.Count == 1 ? "area" : "areas")} {Words.List([.. locks.Areas], 10)}");
        }

        yield return $"Locked and unchanged: {string.Join("; ", parts)}." + (locks.Beats.Count > 0 ? $" The other beats are within {Words.Percent(locks.MaxDeviationOfOthers)} of their own mean." : "");
    }

    private static IEnumerable<string> Ground(GroundFigures? ground, GroundFigures? without, LengthWords lengths)
    {
        if (ground is not null)
        {
            yield return $"Equal area, strength {Words.Count(ground.Strength)}: beats have {lengths.Ground(ground.SmallestKm2)} to {lengths.Ground(ground.LargestKm2)}, a spread of {Words.Percent(ground.CoefficientOfVariation)} of the mean of {lengths.Ground(ground.MeanKm2)}"
                + (without is null ? "." : $"; without the wish {lengths.Ground(without.SmallestKm2)} to {lengths.Ground(without.LargestKm2)} and {Words.Percent(without.CoefficientOfVariation)}.");
        }
    }

    private static IEnumerable<string> KeptWhole(IReadOnlyList<WholeFigures>? columns, IReadOnlyList<WholeFigures>? without)
    {
        foreach (var (at, column) in (columns ?? []).Index())
        {
            var before = without?[at] is { } plain ? $"; without the wish {Words.Count(plain.Whole)}, cut {Words.Count(plain.Splits, "time", "times")}" : "";
            var today = column.TodaySplits is { } cuts ? $"; in today's beats they are cut {Words.Count(cuts, "time", "times")}" : "";
            yield return $"{column.Column} kept whole, weight {Words.Count(column.Weight)}: {Words.Count(column.Whole)} of {Words.Count(column.Groups)} lie in one beat, "
                + $"and the others are cut {Words.Count(column.Splits, "time", "times")} in all{before}{today}.";
            if (column.Split.Count > 0)
            {
                yield return Words.List([.. column.Split.Select(group =>
                    $"{group.Name} lies in {Words.Count(group.Beats)} beats{(group.Today is { } now ? $" (today in {Words.Count(now)})" : "")}")], 10) + ".";
            }
        }
    }

    private static IEnumerable<string> Stations(StationFigures? stations, StationFigures? without, LengthWords lengths)
    {
        if (stations is not null)
        {
            yield return $"The work lies {lengths.Way(stations.MeanMetres)} from the station of its beat on average, in a straight line"
                + (without is null ? "" : $"; without the wish {lengths.Way(without.MeanMetres)}")
                + $". No plan can be nearer than {lengths.Way(stations.NearestMetres)}.";
            var serving = stations.Beats.GroupBy(beat => beat.Station, StringComparer.Ordinal).OrderBy(station => station.Key, StringComparer.Ordinal);
            yield return $"Beats by station: {Words.List([.. serving.Select(station => $"{station.Key} {Words.Count(station.Count())}")], 12)}.";
        }
    }
}
