using SmartBeats.Metrics;
using SmartBeats.Signals;

namespace SmartBeats.Publishing;

/// <summary>The plan as tables for a spreadsheet.</summary>
internal static class PlanTables
{
    /// <summary><c>area_id,beat</c>, an area a line in the map's order; then <c>beat_name</c> where the department's beats have names. Ids pass <see cref="SpreadsheetText.Neutralise"/>.</summary>
    public static byte[] Assignment(PlanMaterial material)
    {
        var names = material.Plan.BeatNames;
        var csv = new CsvText(["area_id", "beat", .. names is null ? Array.Empty<string>() : ["beat_name"]]);
        foreach (var area in material.Map.Areas)
        {
            var beat = material.Plan.BeatOfArea[area.Index];
            csv.Row([SpreadsheetText.Neutralise(area.Id), beat, .. names is null ? Array.Empty<object>() : [SpreadsheetText.Neutralise(names[beat - 1])]]);
        }

        return csv.ToBytes();
    }

    /// <summary>The beat of each area on each shift, then its workload there: two columns a shift, so that loads can be added up.</summary>
    public static byte[] Shifts(PlanMaterial material)
    {
        var shifts = material.Plan.Shifts;
        var csv = new CsvText(
            ["area_id", .. shifts.Select(shift => $"beat_{shift.Hours}"), .. shifts.Select(shift => $"workload_{shift.Hours}")]);
        foreach (var area in material.Map.Areas)
        {
            csv.Row(
            [
                SpreadsheetText.Neutralise(area.Id),
                .. shifts.Select(shift => (object)shift.BeatOfArea[area.Index]),
                .. shifts.Select(shift => (object)WorkloadOf(shift, area.Index)),
            ]);
        }

        return csv.ToBytes();
    }

    private static double WorkloadOf(ShiftPlan shift, int area) =>
        shift.Workload is { } counted ? (double)counted.Weights[area] / counted.UnitsPerOne : double.NaN;

    /// <summary>A beat a line. Deviation in percent (empty for a beat left out of the balance), lengths in km; its name last, where the department's beats have names.</summary>
    /// <param name="rows">In order of number.</param>
    /// <param name="shares">What a workload is weighed from: where of several, two columns each, how much and what share of the load in percent.</param>
    public static byte[] Beats(IReadOnlyList<BeatRow> rows, IReadOnlyList<ShareFigures> shares)
    {
        shares = shares.Count > 1 ? shares : [];
        var named = rows.Any(row => row.Name is not null);
        var csv = new CsvText(["beat", "areas", "calls", "workload", "deviation_pct", "area_km2", "perimeter_km", "polsby_popper", .. shares.SelectMany(share => NameColumns(share)), .. named ? ["name"] : Array.Empty<string>()]);
        foreach (var row in rows)
        {
            csv.Row(
            [
                row.Number, row.Areas, row.Calls, row.Workload, row.DeviationPercent ?? (object)"", row.AreaKm2, row.PerimeterKm, row.PolsbyPopper,
                .. shares.SelectMany(share => (object[])[.. share.Kind == SignalKind.Calls ? Array.Empty<object>() : [share.Amounts[row.Number - 1]], BeatRow.Percent(share.LoadShares[row.Number - 1])]),
                .. named ? [SpreadsheetText.Neutralise(row.Name ?? "")] : Array.Empty<object>(),
            ]);
        }

        return csv.ToBytes();
    }

    /// <summary>How much of a signal a beat has, and what share of its load; calls have a column already.</summary>
    private static string[] NameColumns(ShareFigures share)
    {
        var ofLoad = SpreadsheetText.Neutralise($"{share.Name}_load_pct");
        return share.Kind == SignalKind.Calls ? [ofLoad] : [SpreadsheetText.Neutralise(share.Name), ofLoad];
    }
}
