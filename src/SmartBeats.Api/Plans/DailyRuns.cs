using System.Globalization;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Plans;

/// <summary>Counts the runs a city starts in a day (UTC): a run takes one of as many numbered places as there are, and a mark in its own name.</summary>
/// <remarks>
/// A place is a small file that is written only where none is, so that of many who ask at once no more get in than there are
/// places. The mark lets the same run ask again without another place. Two who ask for the same run at the same moment may take two.
/// </remarks>
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
        var mark = Keys.Counter.For(city, day, string.Create(CultureInfo.InvariantCulture, $"{record.PlanId}-a{record.Attempt}"));
        var written = await home.Files.ListAsync(Keys.Counter.Begin(city, day), cancellation);
        if (written.Contains(mark))
        {
            return true;
        }

        foreach (var place in Enumerable.Range(1, most).Select(number => PlaceOf(city, day, number)).Except(written))
        {
            if (await home.Files.TryCreateAsync(place, "{}\n"u8.ToArray(), cancellation))
            {
                await home.Files.PutAsync(mark, "{}\n"u8.ToArray(), cancellation);
                return true;
            }
        }

        return false;
    }

    /// <param name="number">From 1.</param>
    internal static string PlaceOf(string city, string day, int number) =>
        Keys.Counter.For(city, day, string.Create(CultureInfo.InvariantCulture, $"place-{number}"));

    public static ApiAnswer Refuse(ApiHome home, string city)
    {
        var seconds = (int)(TimeSpan.FromDays(1) - home.Time.GetUtcNow().TimeOfDay).TotalSeconds + 1;
        return ApiAnswer
            .Problem(429, $"City {city} has started {home.Limits.RunsPerCityAndDay} runs today, which is the limit. It begins anew at midnight UTC.")
            .With("retry-after", seconds.ToString(CultureInfo.InvariantCulture));
    }
}
