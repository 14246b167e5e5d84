using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>A plan the workspace keeps.</summary>
/// <param name="MapIsCurrent">Whether the city's map is still the one it was made on.</param>
/// <param name="CallsAreCurrent">Whether the city's calls are still those it was made from.</param>
/// <param name="Written">When its file was written, on this machine's clock: to be shown, never to decide anything.</param>
public sealed record KeptPlan(PlanFile File, bool MapIsCurrent, bool CallsAreCurrent, DateTime Written)
{
    public Plan Plan => File.Plan;

    /// <summary>Whether the signals it is weighed from are still those of the city.</summary>
    public bool SignalsAreCurrent { get; init; } = true;

    /// <summary>Whether asking for it again would find it, the engine being the same.</summary>
    public bool IsCurrent => MapIsCurrent && CallsAreCurrent && SignalsAreCurrent;

    /// <summary>What became of its data, in the words of <see cref="DataStanding.Describe"/>.</summary>
    public string Data => DataStanding.Describe(MapIsCurrent, CallsAreCurrent, SignalsAreCurrent);
}

/// <summary>The plans of a city that were made in a workspace.</summary>
public static class PlanHistory
{
    /// <summary>Every plan, the earliest written first.</summary>
    /// <param name="onUnreadable">Told of a plan whose file cannot be read; the others are listed all the same.</param>
    public static async Task<IReadOnlyList<KeptPlan>> ListAsync(Workspace workspace, string city, Action<InputException>? onUnreadable = null, CancellationToken cancellation = default)
    {
        var now = await DataStanding.ReadAsync(workspace.Files, workspace.Calls, city, cancellation);
        var plans = new List<KeptPlan>();
        foreach (var key in await workspace.Files.ListAsync(Keys.PlanJson.Begin(city), cancellation))
        {
            if (!Keys.PlanJson.Matches(key))
            {
                continue;
            }

            try
            {
                var path = workspace.Files.PathOf(key);
                var file = PlanJson.Read(await File.ReadAllBytesAsync(path, cancellation), key);
                plans.Add(new KeptPlan(file, file.Plan.MapVersion == now.Map, file.Plan.CallsVersion == now.Calls, File.GetLastWriteTime(path))
                {
                    SignalsAreCurrent = now.HasSignals(ListSignals(file.Plan)),
                });
            }
            catch (InputException unreadable)
            {
                onUnreadable?.Invoke(unreadable);
            }
        }

        return [.. plans.OrderBy(plan => plan.Written).ThenBy(plan => plan.Plan.PlanId, StringComparer.Ordinal)];
    }

    /// <summary>The signals a plan is weighed from.</summary>
    public static IEnumerable<SideFile> ListSignals(Plan plan) => DataStanding.SelectSignals(plan.Sides.Select(side => new SideFile(side.Role, side.Hash)));

    /// <summary>The plan of that id, where it is published.</summary>
    /// <exception cref="InputException">Its file cannot be read; says how to have the plan made anew.</exception>
    public static async Task<PlanFile?> FindAsync(Workspace workspace, string city, string planId, CancellationToken cancellation = default)
    {
        var key = Keys.PlanJson.For(city, planId);
        var path = workspace.Files.PathOf(key);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return PlanJson.Read(await File.ReadAllBytesAsync(path, cancellation), key);
        }
        catch (InputException fault)
        {
            throw new InputException(fault.Where, fault.What, "Use the SmartBeats that wrote it, or remove its folder from the workspace and ask again: the same plan is made anew.", fault);
        }
    }

    /// <summary>Plans of the same request, with the same side files, on other data; the earliest written first.</summary>
    public static async Task<IReadOnlyList<KeptPlan>> OnOlderDataAsync(
        Workspace workspace, string city, PlanRequest request, IReadOnlyList<SideFile> sides, CancellationToken cancellation = default)
    {
        var asked = PlanRequestJson.Canonical(request with { City = city });
        var beside = sides.Select(side => (side.Role, side.Hash)).ToHashSet();
        var plans = await ListAsync(workspace, city, null, cancellation);
        return
        [
            .. plans.Where(plan => !plan.IsCurrent
                && PlanRequestJson.Canonical(plan.Plan.Request.ForgetFoundTolerance()) == asked
                && beside.SetEquals(plan.Plan.Sides.Where(side => SideFiles.Roles.Contains(side.Role)).Select(side => (side.Role, side.Hash)))),
        ];
    }
}
