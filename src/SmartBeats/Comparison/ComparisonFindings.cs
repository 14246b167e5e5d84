using SmartBeats.Publishing;

namespace SmartBeats.Comparison;

/// <summary>What a comparison comes to, a sentence each.</summary>
internal sealed class ComparisonFindings(PlanComparison comparison)
{
    private const int BeatsNamed = 5;

    private readonly ScoredPlan _first = comparison.First;
    private readonly ScoredPlan _second = comparison.Second;
    private readonly LengthWords _lengths = new(comparison.Lengths);

    public IEnumerable<string> Sentences()
    {
        yield return $"Heaviest beat: {Heaviest(_first)}; {Heaviest(_second)}.";
        yield return $"Largest deviation from the mean: {Words.Percent(_first.Measures.MaxDeviation)} in {_first.Plan.Name}, {Words.Percent(_second.Measures.MaxDeviation)} in {_second.Plan.Name}. "
            + $"Spread (standard deviation over mean): {Words.Score(_first.Measures.CoefficientOfVariation)} and {Words.Score(_second.Measures.CoefficientOfVariation)}.";
        if (_first.Measures.ForcedAreas.Count > 0)
        {
            yield return $"{Words.Count(_first.Measures.ForcedAreas.Count, "area is", "areas are")} heavier than a fair share in any plan of {_first.Measures.Beats.Count(beat => !beat.Apart)} beats. "
                + $"Apart from the beats that hold such areas, the largest deviation is {Words.Percent(_first.Measures.MaxDeviationOfRest)} in {_first.Plan.Name}, {Words.Percent(_second.Measures.MaxDeviationOfRest)} in {_second.Plan.Name}.";
        }

        foreach (var plan in new[] { _first, _second })
        {
            if (plan.Plan.Drawn is { } drawn)
            {
                yield return $"As drawn, counting every call where it is: the heaviest beat of {plan.Plan.Name} has {Words.Score(drawn.MaxToMean)} times the mean, spread {Words.Score(drawn.CoefficientOfVariation)}.";
            }
        }

        yield return $"Travel: the work lies {Distance(_first)} from the centre of its beat in {_first.Plan.Name}, {Distance(_second)} in {_second.Plan.Name} (straight lines, the average {(comparison.Workload.Unit == "calls" ? "call" : "workload")}).";
        yield return $"Compactness (a disc is 1): {Words.Score(_first.Measures.PolsbyPopperMean)} and {Words.Score(_second.Measures.PolsbyPopperMean)} on average. "
            + $"Borders between beats: {_lengths.Border(_first.Measures.BoundaryKm)} and {_lengths.Border(_second.Measures.BoundaryKm)}.";
        foreach (var plan in new[] { _first, _second }.Where(plan => !plan.Measures.Contiguous))
        {
            yield return $"Not every beat of {plan.Plan.Name} is in one piece.";
        }

        yield return Moves();
    }

    private string Moves()
    {
        var areas = comparison.Map.Areas.Count;
        if (comparison.Moved.Count == 0)
        {
            return "No area moves: both have the same beats, whatever they are called.";
        }

        var lost = _second.Plan.BeatNames.Where((_, beat) => !comparison.Counterpart.Contains(beat)).ToList();
        var added = _first.Plan.BeatNames.Where((_, beat) => comparison.Counterpart[beat] < 0).ToList();
        return $"{Words.Count(comparison.Moved.Count)} of {Words.Count(areas, "area", "areas")} move to another beat, with {Words.Percent(comparison.MovedShare)} of the workload; beats are matched so that the least moves."
            + (lost.Count == 0 ? "" : $" Without a counterpart in {_first.Plan.Name}: {Words.List(lost, BeatsNamed)}.")
            + (added.Count == 0 ? "" : $" New in {_first.Plan.Name}: {Words.List(added, BeatsNamed)}.");
    }

    private string Heaviest(ScoredPlan scored)
    {
        var heaviest = scored.Measures.Beats.Where(beat => !beat.Apart).MaxBy(beat => beat.Workload)!;
        return $"{scored.Plan.BeatNames[heaviest.Number - 1]} of {scored.Plan.Name} with {Words.Count(Math.Round(heaviest.Workload, 1))} {comparison.Workload.Unit}, {Words.Score(scored.MaxToMean)} times the mean";
    }

    private string Distance(ScoredPlan scored) => _lengths.Way(scored.Measures.MeanDistanceMetres);
}
