using System.Globalization;
using System.Text.Json.Nodes;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Drafts;

/// <summary>Drafts on plans that people are at, version by version.</summary>
/// <remarks>
/// Each version is a file of its own, and whoever writes a number first has it: so two who save at once, from wherever, are told
/// apart without a lock. The last few versions stay: what was replaced can be looked up.
/// </remarks>
internal static class KeptDrafts
{
    /// <summary>So many versions of a draft are kept.</summary>
    public const int Kept = 20;

    /// <summary>Most drafts of one plan: itself, and those that were saved aside.</summary>
    public const int MostOfPlan = 99;

    /// <summary>The plan a draft's id speaks of; null where it is no such id.</summary>
    /// <param name="id">A plan's id, or that with a full stop and a number from 2.</param>
    public static string? FindPlanId(string id)
    {
        var (plan, number) = id.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? (id[..dot], id[(dot + 1)..]) : (id, "2");
        return PlanRecords.IsPlanId(plan) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var which)
            && which is >= 2 and <= MostOfPlan && number == which.ToString(CultureInfo.InvariantCulture) ? plan : null;
    }

    /// <summary>The latest version of a draft.</summary>
    /// <returns>Its number, from 1, and what was kept; number 0 and null where there is none.</returns>
    public static async Task<(int Number, JsonObject? Document)> FindAsync(
        IObjectStore store, string city, string id, CancellationToken cancellation)
    {
        var keys = await store.ListAsync(Keys.Draft.Begin(city, id), cancellation);
        for (var at = keys.Count - 1; at >= 0; at--)
        {
            // Removed since it was listed: an older one is not what is there now, so it is looked for anew by who asks again.
            if (await store.FindBytesAsync(keys[at], cancellation) is { } bytes)
            {
                return (ReadNumber(keys[at]), JsonNode.Parse(bytes) as JsonObject);
            }
        }

        return (0, null);
    }

    /// <summary>Keeps a draft as the version after one that was seen.</summary>
    /// <returns>False where somebody else kept one meanwhile.</returns>
    public static async Task<bool> TryKeepAsync(
        IObjectStore store, string city, string id, int seen, JsonObject document, CancellationToken cancellation)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());
        if (!await store.TryCreateAsync(Key(city, id, seen + 1), bytes, cancellation))
        {
            return false;
        }

        var versions = await store.ListAsync(Keys.Draft.Begin(city, id), cancellation);
        foreach (var key in versions.Where(key => ReadNumber(key) <= seen + 1 - Kept))
        {
            await store.DeleteAsync(key, cancellation);
        }

        return true;
    }

    /// <summary>Ids of a city's drafts, in order.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(IObjectStore store, string city, CancellationToken cancellation) =>
        [.. (await store.ListAsync(Keys.Draft.Begin(city), cancellation)).Select(key => key.Split('/')[^2]).Distinct()];

    private static string Key(string city, string id, int number) =>
        Keys.Draft.For(city, id, number.ToString("D6", CultureInfo.InvariantCulture));

    private static int ReadNumber(string key) =>
        int.Parse(Path.GetFileNameWithoutExtension(key), NumberStyles.None, CultureInfo.InvariantCulture);
}
