using NodaTime;
using NodaTime.Text;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Adoption;

/// <summary>Which beats a city patrols: one small file for each change, so that no two who write lose each other's.</summary>
public static class CityBeats
{
    /// <summary>Every change, the earliest first, each ended by the next.</summary>
    /// <param name="store">Of a workspace or a bucket.</param>
    /// <param name="city">Its id.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<IReadOnlyList<AdoptedBeats>> ListAsync(IObjectStore store, string city, CancellationToken cancellation = default)
    {
        var all = new List<AdoptedBeats>();
        foreach (var key in await store.ListAsync(Keys.Adopted.Begin(city), cancellation))
        {
            if (Keys.Adopted.Matches(key) && await store.FindAsync<AdoptedBeats>(key, cancellation) is { } adopted)
            {
                all.Add(adopted);
            }
        }

        all.Sort((one, other) => string.CompareOrdinal(one.From, other.From));
        return [.. all.Select((adopted, at) => at + 1 < all.Count ? adopted with { To = DayRange.PrintDay(all[at + 1].FirstDay - 1) } : adopted)];
    }

    /// <summary>Those of a day; null where none were adopted by then.</summary>
    /// <param name="day">In days since 1970-01-01; null for the latest.</param>
    public static async Task<AdoptedBeats?> FindAsync(IObjectStore store, string city, int? day = null, CancellationToken cancellation = default) =>
        (await ListAsync(store, city, cancellation)).LastOrDefault(adopted => day is null || adopted.FirstDay <= day);

    /// <summary>Says that a plan is patrolled from a day on; what was said of that day before is replaced.</summary>
    /// <param name="planId">Of a plan of the city.</param>
    /// <param name="from">As yyyy-MM-dd.</param>
    /// <param name="by">Who says so; null where nobody is known by name.</param>
    /// <exception cref="InputException">There is no such plan, or the day is none.</exception>
    public static async Task<AdoptedBeats> AdoptPlanAsync(
        IObjectStore store, string city, string planId, string? from, string? by, TimeProvider time, CancellationToken cancellation = default)
    {
        var day = ReadDay(from);
        await SideFiles.PlanAsync(store, city, planId, cancellation);
        return await SaveAsync(store, city, Begin(day, planId, by, time) with { PlanId = planId }, cancellation);
    }

    /// <summary>Says that beats that are no plan of the city's are patrolled from a day on.</summary>
    /// <param name="beats">Area by area.</param>
    /// <param name="map">The city's current one.</param>
    /// <param name="name">Of their file.</param>
    /// <inheritdoc cref="AdoptPlanAsync"/>
    public static async Task<AdoptedBeats> AdoptBeatsAsync(
        IObjectStore store, string city, BeatList beats, CityMap map, string name, string? from, string? by, TimeProvider time, CancellationToken cancellation = default)
    {
        var day = ReadDay(from);
        if (beats.On(map).Beats.BeatOfArea.All(beat => beat < 0))
        {
            throw new InputException("beats", "none of their areas is in the city's map", "Give the beats by the ids of the map's areas.");
        }

        var side = await SideFiles.PutAsync(store, city, beats, cancellation);
        var adopted = Begin(day, name, by, time) with { BeatsHash = side.Hash, MapVersion = map.Version };
        return await SaveAsync(store, city, adopted, cancellation);
    }

    /// <summary>The adopted beats by area.</summary>
    /// <exception cref="InputException">The plan was removed.</exception>
    public static async Task<BeatList> ReadBeatsAsync(IObjectStore store, string city, AdoptedBeats adopted, CityMap map, CancellationToken cancellation = default)
    {
        if (adopted.PlanId is { } planId)
        {
            return BeatList.NamedAs(await ReadPlanAsync(store, city, planId, cancellation), $"plan {planId}");
        }

        var key = Keys.Side.For(city, adopted.BeatsHash!);
        var content = await store.FindBytesAsync(key, cancellation)
            ?? throw new InvalidOperationException($"{key} is missing: the adopted beats were removed.");
        return BeatList.Read(adopted.Name, content, map);
    }

    /// <summary>The adopted beats that are balanced, as they are compared with others.</summary>
    /// <param name="map">The map of the others.</param>
    /// <inheritdoc cref="ReadBeatsAsync"/>
    public static async Task<BalancedBeats> ReadBalancedAsync(
        IObjectStore store, string city, AdoptedBeats adopted, CityMap map, CancellationToken cancellation = default)
    {
        var given = (await ReadBeatsAsync(store, city, adopted, map, cancellation)).On(map).Beats;
        var apart = new HashSet<string>(StringComparer.Ordinal);
        if (adopted.PlanId is { } planId)
        {
            var plan = (await ReadPlanAsync(store, city, planId, cancellation)).Plan;
            apart.UnionWith(plan.Measures.Beats.Where(beat => beat.Apart).Select(beat => plan.NameOfBeat(beat.Number)));
        }

        return BalancedBeats.FromGiven(given, apart);
    }

    /// <summary>A plan of the city.</summary>
    /// <exception cref="InputException">There is no such plan, or its file cannot be read.</exception>
    public static async Task<PlanFile> ReadPlanAsync(IObjectStore store, string city, string planId, CancellationToken cancellation = default)
    {
        var key = Keys.PlanJson.For(city, planId);
        var json = await store.FindBytesAsync(key, cancellation)
            ?? throw new InputException(city, $"the adopted plan {planId} is not there any more", "Adopt another, or design it again.");
        return PlanJson.Read(json, key);
    }

    /// <summary>Puts the adopted beats beside the other files of a request that asks for a back-test, which judges them too.</summary>
    /// <param name="sides">Of the request.</param>
    /// <returns>The files as they were where no beats are adopted, they are among them, or nothing asks for them.</returns>
    public static async Task<IReadOnlyList<SideFile>> AddTodayAsync(
        IObjectStore store, string city, PlanRequest request, IReadOnlyList<SideFile> sides, CancellationToken cancellation = default)
    {
        if (request.Backtest is null || sides.Any(side => side.Role == SideFiles.Today) || await FindAsync(store, city, null, cancellation) is not { } adopted)
        {
            return sides;
        }

        var map = await CityFiles.ReadMapAsync(store, city, cancellation);
        return [.. sides, await SideFiles.PutTodayAsync(store, city, await ReadBeatsAsync(store, city, adopted, map, cancellation), cancellation)];
    }

    /// <summary>Reads the first day that beats are patrolled.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="where">The field or flag, as messages name it.</param>
    /// <exception cref="InputException">It is no day.</exception>
    public static string ReadDay(string? text, string where = "from") =>
        text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1900 and < 2200 } day }
        ? LocalDatePattern.Iso.Format(day)
        : throw new InputException(where, $"\"{text}\" is no day", "Write the first day the beats are patrolled, such as 2025-01-06.");

    private static AdoptedBeats Begin(string from, string name, string? by, TimeProvider time) =>
        new(from, name, InstantPattern.General.Format(Instant.FromDateTimeOffset(time.GetUtcNow()))) { By = by is { Length: > 0 } ? by : null };

    private static async Task<AdoptedBeats> SaveAsync(IObjectStore store, string city, AdoptedBeats adopted, CancellationToken cancellation)
    {
        await store.PutAsync(Keys.Adopted.For(city, adopted.From), adopted, cancellation);
        return (await ListAsync(store, city, cancellation)).First(one => one.From == adopted.From);
    }
}
