using System.Text.Json;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Editing;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>A file that comes with a request: a pointer to its content, which lies in the store under its own hash.</summary>
/// <param name="Role">One of <see cref="SideFiles.Roles"/>.</param>
public sealed record SideFile(string Role, string Hash)
{
    /// <summary>As it enters the plan's id.</summary>
    public override string ToString() => $"{Role}:{Hash}";

    /// <summary>What <see cref="ToString"/> wrote; null for anything else.</summary>
    public static SideFile? Parse(string text) =>
        text.Split(':') is [var role, { Length: 32 } hash] && SideFiles.Roles.Contains(role, StringComparer.Ordinal) && hash.All(char.IsAsciiHexDigitLower) ? new SideFile(role, hash) : null;
}

/// <summary>Keeps side files by content, and reads them back for the map of a run.</summary>
public static class SideFiles
{
    /// <summary>Pairs of areas that are no neighbours, whatever they share.</summary>
    public const string Barriers = "barriers";

    /// <summary>Pairs of areas that are neighbours, even without a shared edge.</summary>
    public const string Links = "links";

    /// <summary>Today's beats, to begin with.</summary>
    public const string Current = "current";

    /// <summary>Moves made by hand on a plan.</summary>
    public const string Edit = "edit";

    /// <summary>How demand is expected to grow and change.</summary>
    public const string Growth = "growth";

    /// <summary>Areas that stay in their beat.</summary>
    public const string LockedAreas = "locked-areas";

    /// <summary>Places officers set out from.</summary>
    public const string Stations = "stations";

    /// <summary>The beats adopted today, for a back-test to judge beside: they change no beat.</summary>
    public const string Today = "today";

    /// <summary>Sectors that beats are nested in.</summary>
    public const string Within = "within";

    /// <summary>Every role, in ordinal order.</summary>
    public static IReadOnlyList<string> Roles { get; } = [Barriers, Current, Edit, Growth, Links, LockedAreas, Stations, Today, Within];

    /// <summary>Checks a list of pairs against the city's map and stores it. Storing the same content twice changes nothing.</summary>
    /// <exception cref="InputException">An id that is not in the map; says which, and the near miss.</exception>
    public static async Task<SideFile> PutAsync(IObjectStore store, string city, string role, AreaPairList pairs, CityMap map, CancellationToken cancellation = default)
    {
        if (role is not (Barriers or Links))
        {
            throw new ArgumentException($"\"{role}\" is no side file of pairs.", nameof(role));
        }

        pairs.On(map);
        return await PutAsync(store, city, role, pairs.Canonical, pairs.Hash, cancellation);
    }

    /// <summary>Checks a list of stations against the city's map and stores it.</summary>
    /// <exception cref="InputException">A station far outside the city.</exception>
    public static Task<SideFile> PutAsync(IObjectStore store, string city, StationList stations, CityMap map, CancellationToken cancellation = default)
    {
        stations.MetresOn(map);
        return PutAsync(store, city, Stations, stations.Canonical, stations.Hash, cancellation);
    }

    /// <summary>Checks a list of areas to lock against the city's map and stores it.</summary>
    /// <exception cref="InputException">An id that is not in the map; says which, and the near miss.</exception>
    public static Task<SideFile> PutAsync(IObjectStore store, string city, AreaIdList locked, CityMap map, CancellationToken cancellation = default)
    {
        locked.On(map);
        return PutAsync(store, city, LockedAreas, locked.Canonical, locked.Hash, cancellation);
    }

    /// <summary>Stores how demand is expected to change.</summary>
    public static Task<SideFile> PutAsync(IObjectStore store, string city, GrowthList growth, CancellationToken cancellation = default) =>
        PutAsync(store, city, Growth, growth.Canonical, growth.Hash, cancellation);

    /// <summary>Stores moves on a plan.</summary>
    public static Task<SideFile> PutAsync(IObjectStore store, string city, PlanEdit edit, CancellationToken cancellation = default) =>
        PutAsync(store, city, Edit, edit.Canonical, edit.Hash, cancellation);

    /// <summary>Stores today's beats.</summary>
    public static Task<SideFile> PutAsync(IObjectStore store, string city, BeatList current, CancellationToken cancellation = default) =>
        PutAsync(store, city, Current, current.Canonical, current.Hash, cancellation);

    /// <summary>Stores beats that a back-test judges beside.</summary>
    public static Task<SideFile> PutTodayAsync(IObjectStore store, string city, BeatList today, CancellationToken cancellation = default) =>
        PutAsync(store, city, Today, today.Canonical, today.Hash, cancellation);

    /// <summary>Checks that every area has a sector, and stores them.</summary>
    /// <exception cref="InputException">An area is in none.</exception>
    public static Task<SideFile> PutWithinAsync(IObjectStore store, string city, BeatList sectors, CityMap map, CancellationToken cancellation = default)
    {
        SectorList.On(sectors, map);
        return PutAsync(store, city, Within, sectors.Canonical, sectors.Hash, cancellation);
    }

    /// <summary>Stores what a request holds in the place of files.</summary>
    /// <param name="map">With its columns.</param>
    /// <exception cref="InputException">What does not fit the map, or a plan that is not there.</exception>
    public static async Task<IReadOnlyList<SideFile>> PutAsync(IObjectStore store, string city, IReadOnlyList<InlineSide> inline, CityMap map, CancellationToken cancellation = default)
    {
        var sides = new List<SideFile>();
        foreach (var side in inline)
        {
            var json = System.Text.Encoding.UTF8.GetBytes(side.Json);
            sides.Add(side.Field switch
            {
                InlineSide.Barriers or InlineSide.Links => await PutAsync(store, city, side.Field, AreaPairList.Read(side.Field, json), map, cancellation),
                InlineSide.Stations => await PutAsync(store, city, StationList.Read(side.Field, json), map, cancellation),
                InlineSide.Growth => await PutAsync(store, city, GrowthList.Read(side.Field, json, map), cancellation),
                InlineSide.LockAreas => await PutAsync(store, city, AreaIdList.Read(side.Field, json), map, cancellation),
                InlineSide.Within => await PutWithinAsync(
                    store, city, json[0] == '"' ? SectorList.FromColumn(map, JsonElement.Parse(side.Json).GetString()!) : SectorList.Read(side.Field, json, map), map, cancellation),
                _ when json[0] == '"' => await PutAsync(store, city, await PlanAsync(store, city, JsonElement.Parse(side.Json).GetString()!, cancellation), cancellation),
                _ => await PutAsync(store, city, BeatList.Read(side.Field, json, map), cancellation),
            });
        }

        return sides;
    }

    /// <summary>Whether a text can be a plan's id: nothing else becomes part of a key.</summary>
    public static bool IsPlanId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The beats of a plan of the city.</summary>
    /// <exception cref="InputException">There is no such plan.</exception>
    public static async Task<BeatList> PlanAsync(IObjectStore store, string city, string planId, CancellationToken cancellation = default)
    {
        await using var stream = IsPlanId(planId) ? await store.OpenAsync(Keys.PlanJson.For(city, planId), cancellation) : null;
        if (stream is null)
        {
            throw new InputException("current", $"there is no plan \"{planId}\" of {city}", "Give the id of a plan that was made for this city: 32 digits from 0 to f.");
        }

        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellation);
        return BeatList.OfPlan(PlanJson.Read(content.GetBuffer().AsSpan(0, (int)content.Length), $"plan {planId}"), $"plan {planId}");
    }

    /// <summary>Entries in a side file: each is kept as one JSON array, whose first entry is a head in signals and edits.</summary>
    internal static int Count(string role, byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var heads = role == Edit || role.StartsWith(SignalRecord.RoleOf(""), StringComparison.Ordinal) ? 1 : 0;
        return document.RootElement.GetArrayLength() - heads;
    }

    private static async Task<SideFile> PutAsync(IObjectStore store, string city, string role, ReadOnlyMemory<byte> canonical, string hash, CancellationToken cancellation)
    {
        await store.TryCreateAsync(Keys.Side.For(city, hash), canonical, cancellation);
        return new SideFile(role, hash);
    }
}
