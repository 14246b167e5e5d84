using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary>A plan from what a workspace holds: from its history, where the same was asked before of the same data.</summary>
internal static class DesignFromWorkspace
{
    /// <returns>The plan, and the names of the files written.</returns>
    public static async Task<(PlanFile Plan, IReadOnlyList<string> Written)> RunAsync(
        DirectoryInfo folder, string? cityId, PlanRequest request, SidesOf sidesOf, DirectoryInfo output, int threads, Screen screen, CancellationToken cancellation)
    {
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(cityId ?? request.City, cancellation)).City;
        var map = await workspace.CurrentMapAsync(city.Id, cancellation);
        var sides = map is null ? [] : await sidesOf(workspace.Files, city, map, cancellation);
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
        return (answer.File, written);
    }
}
