using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>A file that comes with a request: a pointer to its content, which lies in the store under its own hash.</summary>
/// <param name="Role"><see cref="SideFiles.Barriers"/> or <see cref="SideFiles.Links"/>.</param>
public sealed record SideFile(string Role, string Hash)
{
    /// <summary>As it enters the plan's id.</summary>
    public override string ToString() => $"{Role}:{Hash}";
}

/// <summary>Keeps side files by content, and reads them back for the map of a run.</summary>
public static class SideFiles
{
    /// <summary>Pairs of areas that are no neighbours, whatever they share.</summary>
    public const string Barriers = "barriers";

    /// <summary>Pairs of areas that are neighbours, even without a shared edge.</summary>
    public const string Links = "links";

    /// <summary>Checks a list of pairs against the city's map and stores it. Storing the same content twice changes nothing.</summary>
    /// <exception cref="InputException">An id that is not in the map; says which, and the near miss.</exception>
    public static async Task<SideFile> PutAsync(IObjectStore store, string city, string role, AreaPairList pairs, CityMap map, CancellationToken cancellation = default)
    {
        if (role is not (Barriers or Links))
        {
            throw new ArgumentException($"\"{role}\" is no side file of pairs.", nameof(role));
        }

        pairs.On(map);
        await store.TryCreateAsync(Keys.Side(city, pairs.Hash), pairs.Canonical, cancellation);
        return new SideFile(role, pairs.Hash);
    }

    /// <summary>The pairs of one role; null where the run has none.</summary>
    /// <exception cref="InvalidOperationException">The file was removed from the store.</exception>
    internal static async Task<AreaPairList?> LoadAsync(IObjectStore store, RunTicket ticket, string role, CancellationToken cancellation)
    {
        if (ticket.Sides.FirstOrDefault(side => side.Role == role) is not { } side)
        {
            return null;
        }

        var key = Keys.Side(ticket.City, side.Hash);
        await using var stream = await store.OpenAsync(key, cancellation)
            ?? throw new InvalidOperationException($"{key} is missing: the {role} were removed while a run was using them.");
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellation);
        return AreaPairList.Read(role, content.ToArray());
    }
}
