using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Run;
using SmartBeats.Response;

namespace SmartBeats.Api.Cities;

/// <summary>How many calls a city has, and of which days: counted once for each version of them, and kept.</summary>
/// <param name="Version">Of the calls; that of no calls where there are none.</param>
/// <param name="FirstDay"><c>yyyy-MM-dd</c>, local to the city, strays left aside; null without calls.</param>
internal sealed record CallSpan(string Version, long Calls, string? FirstDay, string? LastDay)
{
    private const long SecondsPerDay = 86_400;

    public static async Task<CallSpan> FindAsync(ApiHome home, string city, CancellationToken cancellation)
    {
        await using var calls = home.OpenCalls();
        var version = await calls.VersionAsync(city, cancellation);
        var key = Keys.CallSpan.For(city);
        if (await home.Files.FindAsync(key, ApiJson.Default.CallSpan, cancellation) is { } kept && kept.Version == version)
        {
            return kept;
        }

        var span = Count(version, version == new CallSetVersion().ToString() ? [] : await calls.ReadDaysAsync(city, cancellation));
        await home.Files.PutAsync(key, span, ApiJson.Default.CallSpan, cancellation);
        return span;
    }

    private static CallSpan Count(string version, IReadOnlyList<DayTally> days)
    {
        if (days.Count == 0)
        {
            return new CallSpan(version, 0, null, null);
        }

        var covered = CoveredTime.Find(days).Spans;
        return new CallSpan(version, days.Sum(day => day.Calls), Print(covered[0].From), Print(covered[^1].End - 1));
    }

    private static string Print(long localSeconds) =>
        NodaTime.Text.LocalDatePattern.Iso.Format(new LocalDate(1970, 1, 1).PlusDays((int)Math.Floor((double)localSeconds / SecondsPerDay)));
}
