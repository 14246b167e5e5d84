using SmartBeats.Formats;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>Further files (<c>also</c>) of a plan a workspace keeps, without searching for it again: the bytes its run would have written.</summary>
/// <remarks>What areas weigh is counted again, as no plan keeps it; the plan's id proves that it was counted on the same data.</remarks>
public static class PlanExport
{
    private const string Again = "Ask for the plan again, with --also.";

    /// <summary>Writes the files; the plan's own are left as they are.</summary>
    /// <param name="workspace">That keeps the plan and its data.</param>
    /// <param name="city">Of the plan.</param>
    /// <param name="file">Of a published plan.</param>
    /// <param name="also">Which: <c>gpkg</c>, <c>kml</c>, <c>xlsx</c>, <c>sheets</c>.</param>
    /// <param name="threads">At most.</param>
    /// <exception cref="InputException">The plan was made on other data, or one of the files takes what is counted for its shifts; says which.</exception>
    public static async Task<IReadOnlyList<PublishedFile>> WriteAsync(
        Workspace workspace, City city, PlanFile file, IReadOnlyCollection<string> also, int threads, CancellationToken cancellation = default)
    {
        var plan = file.Plan;
        if (plan.Shifts.Count > 0 && also.Contains(PlanExports.WorkbookForm))
        {
            throw new InputException("--also", "a workbook of a plan with shifts holds what each area weighs on each of them, which no plan keeps", Again);
        }

        var sides = plan.Sides.Where(side => SideFiles.Roles.Contains(side.Role)).Select(side => new SideFile(side.Role, side.Hash));
        var pipeline = new LocalPipeline(workspace.Files, workspace.Calls, city, threads) { Sides = [.. sides] };
        var (ticket, files) = await pipeline.WeighAsync(plan.Request, $"export-{plan.PlanId}", cancellation);
        if (ticket.PlanId != plan.PlanId)
        {
            var kept = (await PlanHistory.ListAsync(workspace, city.Id, null, cancellation)).FirstOrDefault(one => one.Plan.PlanId == plan.PlanId);
            var why = kept is null || kept.Data == DataStanding.Current ? "on other data, or by another version" : $"on {kept.Data}";
            throw new InputException(plan.PlanId, $"the plan was made {why}, and what its areas weighed then is not kept", Again);
        }

        var material = new PlanMaterial(
            plan, await files.ReadMapWithColumnsAsync(ticket, cancellation), await files.ReadAdjacencyAsync(ticket, cancellation), await files.ReadWorkloadAsync(ticket, cancellation))
        {
            Context = await files.ReadContextAsync(city.Id, cancellation),
            DispositionLabels = await files.FindDispositionLabelsAsync(city.Id, cancellation),
        };
        var stations = await files.ReadSideAsync(ticket, SideFiles.Stations, cancellation) is { } side ? StationList.Read(SideFiles.Stations, side).Stations : [];
        List<PublishedFile> written = [.. PlanExports.Write(material, stations, also)];
        if (also.Contains(PlanExports.SheetsForm))
        {
            written.Add(new("sheets.html", "text/html", PlanPublisher.WriteSheets(file, material.Map, material.Adjacency, material.Context)));
        }

        return written;
    }
}
