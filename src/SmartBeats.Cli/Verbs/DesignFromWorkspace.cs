using SmartBeats.Geography;
using SmartBeats.Pipeline;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary>A plan from what a workspace holds: from its history, where the same was asked before of the same data.</summary>
internal static class DesignFromWorkspace
{
    /// <returns>The plan, and the names of the files written; null where beats were to be drawn anew and that is not worth it.</returns>
    public static async Task<DesignedFiles?> RunAsync(
        DirectoryInfo folder, string? cityId, DesignOrder order, DirectoryInfo output, int threads, Screen screen, CancellationToken cancellation)
    {
        var request = order.Request;
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(cityId ?? request.City, cancellation)).City;
        var map = await workspace.CurrentMapAsync(city.Id, cancellation);
        IReadOnlyList<SideFile> sides = [];
        if (map is not null)
        {
            (request, sides) = await order.AskAsync(workspace.Files, city, map, cancellation);
        }

        if (order.Anew is { } anew && map is not null)
        {
            // Budgets that are not proposed leave no plan in the history.
            var curve = await TryBudgetsAsync(workspace, city, map, request, sides, anew, threads, screen, cancellation);
            screen.Show(curve);
            if (curve.Best is null)
            {
                return null;
            }

            request = request with { ChangeBudget = curve.Best.Budget };
        }

        var answer = await screen.WithProgressAsync(progress => WorkspaceDesign.AnswerAsync(workspace, city, request, sides, threads, progress, map, cancellation));
        if (answer.WasKnown)
        {
            screen.Say($"Known plan {answer.File.Plan.PlanId}, made from the same data: its files are copied.");
        }
        else if (answer.OnOlderData.Count > 0)
        {
            var last = answer.OnOlderData[^1];
            screen.Say($"This request was answered before by plan {last.Plan.PlanId}, from {last.Data.Replace("older", "an older state of", StringComparison.Ordinal)}; plan {answer.File.Plan.PlanId} is new.");
        }

        var written = await PlanCopy.ToAsync(new FolderObjectStore(output.FullName), workspace.Files, city.Id, answer.File.Plan.PlanId, cancellation);
        return new DesignedFiles(answer.File, written);
    }

    private static async Task<RedrawCurve> TryBudgetsAsync(
        Workspace workspace, City city, CityMap map, PlanRequest request, IReadOnlyList<SideFile> sides, AnewPlan anew, int threads, Screen screen,
        CancellationToken cancellation)
    {
        using var scratch = ScratchFolder.Create();
        var store = new FolderObjectStore(scratch.Path);
        await CityFiles.SaveSettingsAsync(store, new CitySettings(city, null), cancellation);
        await CityFiles.SaveMapAsync(store, city.Id, "city", map, cancellation);
        foreach (var side in sides)
        {
            var key = Keys.Side.For(city.Id, side.Hash);
            await store.PutAsync(key, await File.ReadAllBytesAsync(workspace.Files.PathOf(key), cancellation), cancellation);
        }

        var pipeline = new LocalPipeline(store, workspace.Calls, city, threads) { Sides = sides, Map = map };
        return await screen.WithProgressAsync(progress => new Redraw(pipeline, workspace.Calls, city.Id).RunAsync(request, anew.DrawnTo, progress, cancellation));
    }
}
