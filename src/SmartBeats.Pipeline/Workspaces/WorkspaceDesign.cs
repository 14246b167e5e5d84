using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>A request answered from a workspace.</summary>
/// <param name="File">The plan, as its file has it.</param>
/// <param name="WasKnown">Whether it was made before, from the same request and the same data.</param>
/// <param name="OnOlderData">The same request's plans on data that has changed since; not looked for where the plan was known.</param>
public sealed record WorkspaceAnswer(PlanFile File, bool WasKnown, IReadOnlyList<KeptPlan> OnOlderData)
{
    public Plan Plan => File.Plan;
}

/// <summary>Answers requests from a workspace: from its history where the plan is known, else by the pipeline.</summary>
public static class WorkspaceDesign
{
    /// <summary>Loads that may come between, each of which starts the run anew.</summary>
    private const int MostRuns = 3;

    /// <param name="sides">Barriers and links, put into the workspace before.</param>
    /// <param name="map">The current map where it was just read; null to read it.</param>
    /// <exception cref="IOException">The plan is not known and the workspace cannot be written to.</exception>
    /// <exception cref="InputException">The city lacks map or calls, the request cannot be met, or the data does not hold still.</exception>
    public static async Task<WorkspaceAnswer> AnswerAsync(
        Workspace workspace, City city, PlanRequest request, IReadOnlyList<SideFile> sides, int threads,
        IProgress<DesignProgress>? progress = null, CityMap? map = null, CancellationToken cancellation = default)
    {
        // What is weighed from columns and signals alone needs none.
        if (request.Weigh.Count == 0 && await workspace.Calls.VersionAsync(city.Id, cancellation) == new CallSetVersion().ToString())
        {
            throw new InputException(city.Id, "the city has no calls yet", $"Load them first: smartbeats ingest calls.csv --workspace {workspace.Folder} --city {city.Id}");
        }

        sides = await CityBeats.AddTodayAsync(workspace.Files, city.Id, request, sides, cancellation);
        for (var run = 1; ; run++)
        {
            var named = await ValidateRequest.NameAsync(workspace.Files, workspace.Calls, new RunOrder(city.Id, request, RunId: "", sides), cancellation);
            if (await PlanHistory.FindAsync(workspace, city.Id, named.PlanId, cancellation) is { } known)
            {
                return new WorkspaceAnswer(known, WasKnown: true, []);
            }

            if (workspace.IsReadOnly)
            {
                throw new IOException($"{workspace.Folder}: the workspace cannot be written to, and this plan is not in it yet. Copy the workspace to a folder you may write to.");
            }

            try
            {
                using var claim = RunClaim.Take(workspace.Files, named.PlanId);
                var pipeline = new LocalPipeline(workspace.Files, workspace.Calls, city, threads) { Sides = sides, Map = map };
                var (_, published) = await pipeline.RunAsync(request, claim.Id, progress, cancellation);
                return new WorkspaceAnswer(published, WasKnown: false, await PlanHistory.OnOlderDataAsync(workspace, city.Id, request, sides, cancellation));
            }
            catch (DataChangedException) when (run < MostRuns)
            {
                // Started again on what the city has now.
            }
            catch (DataChangedException changed)
            {
                throw new InputException(
                    city.Id,
                    string.Create(CultureInfo.InvariantCulture, $"map or calls changed {MostRuns} times while the plan was being made"),
                    "Wait until loading is done, and ask again.",
                    changed);
            }
        }
    }
}
