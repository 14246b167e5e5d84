using System.Globalization;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Plans;

/// <summary>Counts the runs a city starts in a day (UTC), by one small file a run: counted twice, it is one still.</summary>
internal static class DailyRuns
{
    /// <returns>False where the day's runs are used up.</returns>
    public static async Task<bool> TryCountAsync(ApiHome home, string city, PlanRecord record, CancellationToken cancellation)
    {
        if (home.Limits.RunsPerCityAndDay is not { } most)
        {
            return true;
        }

        var day = home.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var key = Keys.Counter.For(city, day, string.Create(CultureInfo.InvariantCulture, $"{record.PlanId}-a{record.Attempt}"));
        var counted = await home.Files.ListAsync(Keys.Counter.Begin(city, day), cancellation);
        if (counted.Contains(key))
        {
            return true;
        }

        if (counted.Count >= most)
        {
            return false;
        }

        await home.Files.PutAsync(key, "{}\n"u8.ToArray(), cancellation);
        return true;
    }

    public static ApiAnswer Refuse(ApiHome home, string city)
    {
        var seconds = (int)(TimeSpan.FromDays(1) - home.Time.GetUtcNow().TimeOfDay).TotalSeconds + 1;
        return ApiAnswer
            .Problem(429, $"City {city} has started {home.Limits.RunsPerCityAndDay} runs today, which is the limit. It begins anew at midnight UTC.")
            .With("retry-after", seconds.ToString(CultureInfo.InvariantCulture));
    }
}
