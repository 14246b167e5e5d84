using SmartBeats.Editing;
using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>What a hand did to a plan, a sentence each: who, how much, what became of the figures, which beats fell apart.</summary>
internal static class EditWords
{
    /// <summary>The list's title on a page and in the summary.</summary>
    public const string Title = "Edited by hand";

    private const int PartsNamed = 5;

    /// <summary>Nothing for a plan that nobody edited.</summary>
    /// <param name="file">The plan as published or as read back.</param>
    public static IReadOnlyList<string> Describe(PlanFile file) => file.Plan.Edit is { } edit ? [.. Describe(file, edit)] : [];

    private static IEnumerable<string> Describe(PlanFile file, EditRecord edit)
    {
        var (change, plan) = (edit.Change, file.Plan);
        yield return $"{Words.Count(edit.Moves.Count, "move", "moves")} on plan {edit.Parent}{(edit.Author is { } author ? $" by {author}" : "")}: "
            + $"{Words.Count(change.Areas, "area has", "areas have")} another beat than there, with {Words.Count(Math.Round(change.Workload, 1))} {file.Unit} "
            + $"({Words.Percent(change.WorkloadShare)} of the workload).";
        yield return DescribeFigures(edit.Before, EditFigures.From(plan.Measures.ToPublishedPrecision()), new LengthWords(plan.City.Lengths));
        if (edit.ParentHadOtherCalls)
        {
            yield return "The plan before was made from other calls; both are measured on the same here.";
        }

        foreach (var beat in edit.Pieces.Take(PartsNamed))
        {
            var pieces = beat.Pieces.Select(piece => $"{Words.Count(piece.Areas, "area", "areas")} with {piece.First}").ToArray();
            yield return $"Beat {plan.NameOfBeat(beat.Beat)} is in {beat.Pieces.Count} pieces: {Words.List(pieces, PartsNamed)}.";
        }

        if (edit.Pieces.Count > PartsNamed)
        {
            yield return $"{Words.Count(edit.Pieces.Count - PartsNamed, "more beat is", "more beats are")} in several pieces too (in plan.json).";
        }
    }

    private static string DescribeFigures(EditFigures before, EditFigures now, LengthWords lengths)
    {
        var beats = before.Beats == now.Beats ? "" : $"beats {before.Beats} to {now.Beats}, ";
        var heavy = before.MaxDeviation != before.MaxDeviationOfRest || now.MaxDeviation != now.MaxDeviationOfRest;
        var rest = heavy ? $", without heavy areas' beats {Percent(before.MaxDeviationOfRest, now.MaxDeviationOfRest)}" : "";
        return $"Before and now: {beats}largest deviation {Percent(before.MaxDeviation, now.MaxDeviation)}{rest}, borders {lengths.Border(before.BoundaryKm)} to "
            + $"{lengths.Border(now.BoundaryKm)}, compactness {Words.Score(before.PolsbyPopperMean)} to {Words.Score(now.PolsbyPopperMean)} on average and "
            + $"{Words.Score(before.PolsbyPopperWorst)} to {Words.Score(now.PolsbyPopperWorst)} at worst, distance to the centre "
            + $"{lengths.Way(before.MeanDistanceMetres)} to {lengths.Way(now.MeanDistanceMetres)}.";
    }

    private static string Percent(double before, double now) => $"{Words.Percent(before)} to {Words.Percent(now)}";
}
