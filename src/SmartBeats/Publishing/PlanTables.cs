namespace SmartBeats.Publishing;

/// <summary>The plan as tables for a spreadsheet.</summary>
internal static class PlanTables
{
    /// <summary><c>area_id,beat</c>, an area a line in the map's order. Ids pass <see cref="SpreadsheetText.Neutralise"/>.</summary>
    public static byte[] Assignment(PlanMaterial material)
    {
        var csv = new CsvText("area_id", "beat");
        foreach (var area in material.Map.Areas)
        {
            csv.Row(SpreadsheetText.Neutralise(area.Id), material.Plan.BeatOfArea[area.Index]);
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

    /// <summary>A beat a line. Deviation in percent, lengths in km.</summary>
    public static byte[] Beats(IEnumerable<BeatRow> beats)
    {
        BeatRow[] rows = [.. beats];
        string[] sector = rows.Any(row => row.Sector is not null) ? ["sector"] : [];
        var csv = new CsvText(["beat", "areas", "calls", "workload", "deviation_pct", "area_km2", "perimeter_km", "polsby_popper", .. sector]);
        foreach (var row in rows)
        {
            csv.Row([
                row.Number, row.Areas, row.Calls, row.Workload, row.DeviationPercent, row.AreaKm2, row.PerimeterKm, row.PolsbyPopper,
                .. row.Sector is { } number ? (object[])[number] : [],
            ]);
        }

        return csv.ToBytes();
    }
}
