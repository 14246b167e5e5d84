using System.Globalization;
using SmartBeats.Publishing;

namespace SmartBeats.Staffing;

/// <summary>Absences as tables and sentences.</summary>
public static class AbsenceTables
{
    /// <summary><c>absent_beat,variant,area_id,from_beat,to_beat</c>: every area that changes hands, absorbed and re-split.</summary>
    public static byte[] HandOvers(IEnumerable<BeatAbsence> absences, IReadOnlyList<string> areaIds)
    {
        var csv = new CsvText("absent_beat", "variant", "area_id", "from_beat", "to_beat");
        foreach (var absence in absences)
        {
            foreach (var (variant, map) in Variants(absence))
            {
                foreach (var hand in map.HandOvers)
                {
                    csv.Row(absence.Beat, variant, SpreadsheetText.Neutralise(areaIds[hand.Area]), hand.From, hand.To);
                }
            }
        }

        return csv.ToBytes();
    }

    /// <summary>A line a beat and variant: calls that change hands and the busiest neighbour's.</summary>
    public static byte[] Summary(IEnumerable<BeatAbsence> absences)
    {
        var csv = new CsvText("absent_beat", "variant", "neighbours", "calls_changed", "areas_changed", "busiest_calls");
        foreach (var absence in absences)
        {
            foreach (var (variant, map) in Variants(absence))
            {
                csv.Row(absence.Beat, variant, string.Join(';', absence.Neighbours), map.CallsChanged, map.HandOvers.Count, map.MaxLoad);
            }
        }

        return csv.ToBytes();
    }

    /// <summary>Who takes over, in a sentence.</summary>
    public static string Describe(BeatAbsence absence)
    {
        var takers = absence.Absorbed.HandOvers.GroupBy(hand => hand.To).OrderBy(taker => taker.Key)
            .Select(taker => Text($"beat {taker.Key} takes {Words.Count(taker.Count(), "area", "areas")}"));
        var more = absence.Resplit is { } resplit
            ? Text($" If neighbours hand on areas among themselves too, {Words.Count(resplit.CallsChanged)} calls change hands and the busiest has {Words.Count(resplit.MaxLoad)} (the fewest found).")
            : "";
        var proven = absence.IsExact ? "no division leaves it fewer" : "the fewest found";
        return Text($"Beat {absence.Beat} without its officer: {Words.List([.. takers])}; {Words.Count(absence.CallsOfBeat)} calls change hands, the busiest neighbour then has {Words.Count(absence.Absorbed.MaxLoad)} ({proven}), everybody else keeps their beat.{more}");
    }

    private static IEnumerable<(string, AbsenceMap)> Variants(BeatAbsence absence)
    {
        yield return ("absorbed", absence.Absorbed);
        if (absence.Resplit is { } resplit)
        {
            yield return ("resplit", resplit);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
