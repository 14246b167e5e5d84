using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Runs;

/// <summary>A plan's files in the bucket.</summary>
internal static class PlanFiles
{
    public static string Folder(string city, string planId) => Keys.PlanFile(city, planId, "");

    /// <summary>A plan is published once its <c>plan.json</c> is there.</summary>
    public static async Task<bool> IsPublishedAsync(IObjectStore store, string city, string planId, CancellationToken cancellation = default)
    {
        var key = Keys.PlanFile(city, planId, PublishPlan.PlanJsonName);
        return (await store.ListAsync(key, cancellation)).Contains(key);
    }

    /// <summary>Takes a plan away: first the file that makes it one, so that no reader meets half of it.</summary>
    public static async Task PurgeAsync(IObjectStore store, string city, string planId, CancellationToken cancellation = default)
    {
        await store.DeleteAsync(Keys.PlanFile(city, planId, PublishPlan.PlanJsonName), cancellation);
        foreach (var key in await store.ListAsync(Folder(city, planId), cancellation))
        {
            await store.DeleteAsync(key, cancellation);
        }
    }
}
