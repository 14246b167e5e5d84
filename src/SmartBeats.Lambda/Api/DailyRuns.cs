using System.Globalization;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Api;

/// <summary>Counts the runs a city starts in a day (UTC), by one small file an execution: counted twice, it is one still.</summary>
internal static class DailyRuns
{
    /// <returns>False where the day's runs are used up.</returns>
    public static async Task<bool> TryCountAsync(Cloud cloud, string city, string execution, CancellationToken cancellation)
    {
        var day = cloud.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var key = Keys.Counter.For(city, day, execution);
        var counted = await cloud.Store.ListAsync(Keys.Counter.Begin(city, day), cancellation);
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
