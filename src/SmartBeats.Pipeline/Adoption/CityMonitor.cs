using System.Text.Json.Serialization;
using SmartBeats.Demand;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Adoption;

/// <summary>Whether the beats that are patrolled still hold, as it was judged after a load.</summary>
/// <param name="Beats">What is patrolled.</param>
/// <param name="CallsVersion">Of the calls it was judged on.</param>
/// <param name="Sentences">The verdict in words, or why there is none.</param>
public sealed record CityVerdict(AdoptedBeats Beats, string CallsVersion, IReadOnlyList<string> Sentences)
{
    /// <summary>In figures; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MonitorVerdict? Verdict { get; init; }
}

/// <summary>Watches the beats a city patrols: after every load a verdict is kept beside the city.</summary>
public static class CityMonitor
{
    /// <summary>The verdict of the last load; null where there is none.</summary>
    public static Task<CityVerdict?> FindAsync(IObjectStore store, string city, CancellationToken cancellation = default) =>
        store.FindAsync<CityVerdict>(Keys.Monitor.For(city), cancellation);

    /// <summary>Judges the beats of the last day there are calls of, and keeps the verdict.</summary>
    /// <param name="measuresResponse">Whether stamps are read, call by call; not where an answer must not wait for it.</param>
    /// <returns>Null where no beats are adopted, or there are no calls.</returns>
    public static async Task<CityVerdict?> UpdateAsync(
        IObjectStore store, ICallSource calls, string city, bool measuresResponse = true, CancellationToken cancellation = default)
    {
        if (await JudgeAsync(store, calls, city, measuresResponse, cancellation) is not { } verdict)
        {
            return null;
        }

        await store.PutAsync(Keys.Monitor.For(city), verdict, cancellation);
        return verdict;
    }

    /// <summary>Judges the beats of the last day there are calls of.</summary>
    /// <inheritdoc cref="UpdateAsync"/>
    public static async Task<CityVerdict?> JudgeAsync(
        IObjectStore store, ICallSource calls, string city, bool measuresResponse = true, CancellationToken cancellation = default)
    {
        var all = await CityBeats.ListAsync(store, city, cancellation);
        if (all.Count == 0)
        {
            return null;
        }

        var days = await calls.ReadDaysAsync(city, cancellation);
        if (days.Count == 0)
        {
            return null;
        }

        var version = await calls.VersionAsync(city, cancellation);

        // A mistyped year is no day that beats are patrolled on.
        var last = DayRange.ToDay(CoveredTime.Find(days).Spans[^1].End - 1);
        if (all.LastOrDefault(one => one.FirstDay <= last) is not { } adopted)
        {
            return new CityVerdict(all[0], version, [$"No verdict yet: {all[0].Name} is patrolled from {all[0].From} on, and the calls end before."]);
        }

        try
        {
            var watch = new CityWatch(store, calls, city, all, adopted, days, measuresResponse);
            var (verdict, sentences) = await watch.JudgeAsync(cancellation);
            return new CityVerdict(adopted, version, sentences) { Verdict = verdict.ToPublishedPrecision() };
        }
        catch (InputException fault)
        {
            return new CityVerdict(adopted, version, [$"No verdict: {fault.What}."]);
        }
        catch (InvalidOperationException)
        {
            // A load is no worse for beats whose map or file was purged.
            return new CityVerdict(adopted, version, ["No verdict: the map or the file of these beats is not there any more."]);
        }
    }
}
