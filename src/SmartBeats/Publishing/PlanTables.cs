using SmartBeats.Metrics;
using SmartBeats.Signals;

namespace SmartBeats.Publishing;

/// <summary>The plan as tables for a spreadsheet.</summary>
internal static class PlanTables
{
    /// <summary>All tables of a plan: those of its CSV files.</summary>
    public static IEnumerable<SheetTable> CreateAll(PlanMaterial material, IReadOnlyList<BeatRow> rows) =>
    [
        CreateBeats(rows, ResolutionColumns.Create(material), material.Plan.Shares),
        CreateAssignment(material),
        .. material.Plan.Shifts.Count == 0 ? Array.Empty<SheetTable>() : [CreateShifts(material)],
    ];

    /// <summary><c>area_id,beat</c>, an area a line in the map's order; then <c>beat_name</c> where the department's beats have names.</summary>
    public static byte[] Assignment(PlanMaterial material) => CreateAssignment(material).ToCsv();

    /// <summary>The beat of each area on each shift, then its workload there: two columns a shift, so that loads can be added up.</summary>
    public static byte[] Shifts(PlanMaterial material) => CreateShifts(material).ToCsv();

    /// <summary>A beat a line. Deviation in percent (empty for a beat left out of the balance), lengths in km; where the workload is weighed from several signals, how much of each and what share of the load in percent; its name, where the department's beats have names; last, what share of its calls was resolved how, and where some beat has too few calls for that, which.</summary>
    public static byte[] Beats(IReadOnlyList<BeatRow> rows, ResolutionColumns resolution, IReadOnlyList<ShareFigures> signals) =>
        CreateBeats(rows, resolution, signals).ToCsv();

    private static SheetTable CreateAssignment(PlanMaterial material)
    {
        var names = material.Plan.BeatNames;
        return new SheetTable(
            "assignment",
            ["area_id", "beat", .. names is null ? Array.Empty<string>() : ["beat_name"]],
            [.. material.Map.Areas.Select(area => Row(area.Id, material.Plan.BeatOfArea[area.Index]))]);

        object[] Row(string id, int beat) => names is null ? [id, beat] : [id, beat, names[beat - 1]];
    }

    private static SheetTable CreateShifts(PlanMaterial material)
    {
        var shifts = material.Plan.Shifts;
        return new SheetTable(
            "shifts",
            ["area_id", .. shifts.Select(shift => $"beat_{shift.Hours}"), .. shifts.Select(shift => $"workload_{shift.Hours}")],
            [.. material.Map.Areas.Select(area => (object[])
            [
                area.Id,
                .. shifts.Select(shift => (object)shift.BeatOfArea[area.Index]),
                .. shifts.Select(shift => (object)WorkloadOf(shift, area.Index)),
            ])]);
    }

    private static double WorkloadOf(ShiftPlan shift, int area) =>
        shift.Workload is { } counted ? (double)counted.Weights[area] / counted.UnitsPerOne : double.NaN;

    private static SheetTable CreateBeats(IReadOnlyList<BeatRow> rows, ResolutionColumns resolution, IReadOnlyList<ShareFigures> signals)
    {
        // What is from one signal alone is the workload.
        signals = signals.Count > 1 ? signals : [];
        var named = rows.Any(row => row.Name is not null);
        var grouped = rows.Any(row => row.Sector is not null);
        return new SheetTable(
            "beats",
            ["beat", "areas", "calls", "workload", "deviation_pct", "area_km2", "perimeter_km", "polsby_popper", .. signals.SelectMany(NameColumns), .. grouped ? ["sector"] : Array.Empty<string>(), .. named ? ["name"] : Array.Empty<string>(), .. resolution.Names, .. resolution.TellsFew ? ["few_calls"] : Array.Empty<string>()],
            [.. rows.Select((row, index) => (object[])
            [
                row.Number, row.Areas, row.Calls, row.Workload, row.DeviationPercent ?? (object)"", row.AreaKm2, row.PerimeterKm, row.PolsbyPopper,
                .. signals.SelectMany(signal => TellShare(signal, row.Number)),
                .. row.Sector is { } sector ? [sector] : Array.Empty<object>(),
                .. named ? [row.Name ?? ""] : Array.Empty<object>(),
                .. resolution.Percent[index].Select(share => share ?? (object)""),
                .. resolution.TellsFew ? [resolution.TellFew(index)] : Array.Empty<object>(),
            ])]);
    }

    /// <summary>How much of a signal a beat has, and what share of its load; calls have a column already.</summary>
    private static string[] NameColumns(ShareFigures signal)
    {
        // A map's column may be called anything.
        var name = SpreadsheetText.Neutralise(signal.Name);
        return signal.Kind == SignalKind.Calls ? [$"{name}_load_pct"] : [name, $"{name}_load_pct"];
    }

    private static object[] TellShare(ShareFigures signal, int beat)
    {
        var ofLoad = BeatRow.Percent(signal.LoadShares[beat - 1]);
        return signal.Kind == SignalKind.Calls ? [ofLoad] : [signal.Amounts[beat - 1], ofLoad];
    }
}
