using System.Globalization;

namespace SmartBeats.Lambda.Api;

/// <summary>Counts the runs a city starts in a day (UTC), by one small file an execution: counted twice, it is one still.</summary>
internal static class DailyRuns
{
    /// <returns>False where the day's runs are used up.</returns>
    public static async Task<bool> TryCountAsync(Cloud cloud, string city, string execution, CancellationToken cancellation)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"{Prefixes.Counters}{city}/{cloud.Time.GetUtcNow().UtcDateTime:yyyy-MM-dd}/");
        var key = $"{folder}{execution}.json";
        var counted = await cloud.Store.ListAsync(folder, cancellation);
        if (counted.Contains(key))
        {
            return true;
        }

        if (counted.Count >= Limits.RunsPerCityAndDay)
        {
            return false;
        }

        await cloud.Store.PutAsync(key, "{}\n"u8.ToArray(), cancellation);
        return true;
    }

    public static int SecondsToMidnight(Cloud cloud) => (int)(TimeSpan.FromDays(1) - cloud.Time.GetUtcNow().TimeOfDay).TotalSeconds + 1;
}
