using System.Text.Json.Serialization;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

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
    /// <summary>Days before beats were adopted that say what each carried, where they are no plan that says so itself.</summary>
    private const int BaseDays = 364;

    /// <summary>The verdict of the last load; null where there is none.</summary>
    public static Task<CityVerdict?> FindAsync(IObjectStore store, string city, CancellationToken cancellation = default) =>
        store.FindAsync<CityVerdict>(Keys.Monitor.For(city), cancellation);

    /// <summary>Judges the beats of the last day there are calls of, and keeps the verdict.</summary>
    /// <returns>Null where no beats are adopted, or there are no calls.</returns>
    public static async Task<CityVerdict?> UpdateAsync(IObjectStore store, ICallSource calls, string city, CancellationToken cancellation = default)
    {
        if (await JudgeAsync(store, calls, city, cancellation) is not { } verdict)
        {
            return null;
        }

        await store.PutAsync(Keys.Monitor.For(city), verdict, cancellation);
        return verdict;
    }

    /// <summary>Judges the beats of the last day there are calls of.</summary>
    /// <inheritdoc cref="UpdateAsync"/>
    public static async Task<CityVerdict?> JudgeAsync(IObjectStore store, ICallSource calls, string city, CancellationToken cancellation = default)
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
        var last = days[^1].Day;
        if (all.LastOrDefault(one => one.FirstDay <= last) is not { } adopted)
        {
            return new CityVerdict(all[0], version, [$"No verdict yet: {all[0].Name} is patrolled from {all[0].From} on, and the calls end before."]);
        }

        try
        {
            var (verdict, sentences) = adopted.PlanId is { } planId
                ? await JudgePlanAsync(store, calls, city, await CityBeats.ReadPlanAsync(store, city, planId, cancellation), cancellation)
                : await JudgeBeatsAsync(store, calls, city, adopted, cancellation);
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

    private static async Task<(MonitorVerdict, IReadOnlyList<string>)> JudgePlanAsync(
        IObjectStore store, ICallSource calls, string city, PlanFile file, CancellationToken cancellation)
    {
        var map = await CityFiles.LoadMapAsync(store, city, file.Plan.MapVersion, cancellation);
        var since = PlanWatch.FindStart(file.Plan);
        var newer = await ReadSinceAsync(calls, city, PlanWatch.CountAnyTime(file.Plan), map, since, cancellation);
        var verdict = PlanWatch.Judge(file, newer);
        return (verdict, [.. MonitorWords.Describe(verdict, file.Plan.NameOfBeat, file.Plan.Outlook?.Later, file.Unit)]);
    }

    /// <summary>Beats that nobody counted calls for: what they carried in the year before they were adopted is their share.</summary>
    private static async Task<(MonitorVerdict, IReadOnlyList<string>)> JudgeBeatsAsync(
        IObjectStore store, ICallSource calls, string city, AdoptedBeats adopted, CancellationToken cancellation)
    {
        var map = await CityFiles.ReadMapAsync(store, city, cancellation);
        var (given, _) = (await CityBeats.ReadBeatsAsync(store, city, adopted, map, cancellation)).On(map);
        var since = BeatWeeks.ToMonday(BeatWeeks.ToWeek(adopted.FirstDay + 6));
        var request = new PlanRequest { Beats = given.Names.Count };
        var before = await ReadAsync(calls, city, request with { From = ToTime(since - BaseDays), To = ToTime(since).PlusSeconds(-1) }, map, cancellation);
        var beats = new BalancedBeats([.. Enumerable.Range(1, given.Names.Count)], given.BeatOfArea);
        var drawnOn = new double[given.Names.Count];
        for (var row = 0; row < before.Areas.Length; row++)
        {
            if (given.BeatOfArea[before.Areas[row]] is >= 0 and var beat)
            {
                drawnOn[beat] += before.Loads[row];
            }
        }

        var newer = await ReadSinceAsync(calls, city, request, map, since, cancellation);
        var verdict = PlanWatch.Judge(beats, drawnOn, newer, dispersion: 1, units: 1);
        return (verdict, [.. MonitorWords.Describe(verdict, beat => given.Names[beat - 1], null, new CallFilter(request).Unit)]);
    }

    private static async Task<DatedLoads> ReadSinceAsync(ICallSource calls, string city, PlanRequest request, CityMap map, int since, CancellationToken cancellation)
    {
        var counted = await ReadAsync(calls, city, request with { From = ToTime(since) }, map, cancellation);
        return PlanWatch.CutToWholeWeeks(await calls.ReadDaysAsync(city, cancellation), counted, since, city);
    }

    private static async Task<DatedLoads> ReadAsync(ICallSource calls, string city, PlanRequest request, CityMap map, CancellationToken cancellation)
    {
        var sums = await DatedSums.ReadAsync(calls, city, request, [request.Workload], CallPart.Everything, AreaIndex.Build(map), map.Areas.Count, cancellation);
        return sums.ToLoads(request.Workload);
    }

    private static NodaTime.LocalDateTime ToTime(int day) => DayRange.ToDate(day).AtMidnight();
}
