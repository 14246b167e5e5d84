using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Plans;

/// <summary>A plan's files in the store.</summary>
internal static class PlanFiles
{
    /// <summary>A plan is published once its <c>plan.json</c> is there.</summary>
    public static async Task<bool> IsPublishedAsync(IObjectStore store, string city, string planId, CancellationToken cancellation = default)
    {
        var key = Keys.PlanJson.For(city, planId);
        return (await store.ListAsync(key, cancellation)).Contains(key);
    }

    /// <summary>Takes a plan away: first the file that makes it one, so that no reader meets half of it.</summary>
    public static async Task PurgeAsync(IObjectStore store, string city, string planId, CancellationToken cancellation = default)
    {
        await store.DeleteAsync(Keys.PlanJson.For(city, planId), cancellation);
        foreach (var key in await store.ListAsync(Keys.PlanFile.Begin(city, planId), cancellation))
        {
            await store.DeleteAsync(key, cancellation);
        }
    }
}
