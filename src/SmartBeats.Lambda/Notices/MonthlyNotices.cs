using System.Globalization;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Publishing;

namespace SmartBeats.Lambda.Notices;

/// <summary>The monthly e-mail on the beats a city patrols.</summary>
internal static class MonthlyNotices
{
    /// <param name="verdict">Of the last load.</param>
    /// <param name="due">Day of the e-mail, UTC.</param>
    public static async Task<Notice> ComposeAsync(Cloud cloud, City city, CityVerdict verdict, DateTime due)
    {
        var day = due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = verdict.Beats.PlanId is { } id ? $"plan {id[..8]}" : verdict.Beats.Name;
        var link = "";
        if (verdict.Beats.PlanId is { } planId)
        {
            var (url, lastDay) = await NoticeLinks.CreateAsync(cloud, city.Id, Keys.PlanFile.Begin(city.Id, planId), "map.html");
            link = $"\nThe map: {url}\nThe link opens for whoever has it, until {lastDay} (UTC).\n";
        }

        return Notice.Of($"SmartBeats: {DescribeShortly(city.Name, verdict)} ({day})", $"""
            {city.Name}, {day}: {name}, patrolled {verdict.Beats.DescribeTime()}, judged on the calls loaded so far.

            {string.Join("\n\n", verdict.Sentences)}

            What to do: {MonitorWords.DescribeNextStep(verdict.Verdict)}
            {link}
            This comes once a month because the settings of {city.Name} ask for it; they also end it ("Monthly e-mail").

            """.ReplaceLineEndings("\n"));
    }

    private static string DescribeShortly(string city, CityVerdict verdict) => verdict.Verdict switch
    {
        null => $"no verdict on the beats of {city}",
        { Beats: { Count: > 0 } changed } => $"{(changed.Count == 1 ? "1 beat" : $"{changed.Count} beats")} of {city} changed",
        { HasDrifted: null } => $"no verdict yet on the beats of {city}",
        { HasDrifted: true } => $"the beats of {city} have drifted",
        _ => $"the beats of {city} hold",
    };
}
