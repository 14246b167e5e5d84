using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>Work that lasts: a folder laid out like the bucket, with a SQLite file in the database's place, for any number of cities.</summary>
/// <remarks>
/// <c>workspace.json</c> (schema version), <c>calls.db</c>, <c>cities/</c>, <c>plans/</c>, <c>reports/</c>, <c>runs/</c>.
/// Several processes may use one folder at once: files are replaced whole, the database has a write-ahead log.
/// One object is for one caller at a time.
/// </remarks>
public sealed class Workspace : IAsyncDisposable
{
    private readonly SqliteCallStore _calls;

    private Workspace(string folder, FolderObjectStore files, SqliteCallStore calls) => (Folder, Files, _calls) = (folder, files, calls);

    /// <summary>The folder as it was given, for commands to name.</summary>
    public string Folder { get; }

    /// <summary>Whether it can only be listed and read.</summary>
    public bool IsReadOnly { get; private init; }

    /// <summary>Maps, settings, plans and reports, by the keys of the bucket.</summary>
    public FolderObjectStore Files { get; }

    /// <summary>The cities' calls.</summary>
    public ICallStore Calls => _calls;

    /// <summary>The same, as the file they lie in.</summary>
    internal SqliteCallStore CallFile => _calls;

    /// <summary>Opens a workspace, brought to this version where it is older.</summary>
    /// <remarks>One that cannot be written to is opened all the same: what it holds can be listed and read.</remarks>
    /// <param name="create">Whether a folder that is missing or empty becomes a workspace.</param>
    /// <exception cref="InputException">The folder is no workspace, is damaged, or a newer SmartBeats wrote it.</exception>
    public static async Task<Workspace> OpenAsync(string folder, bool create, CancellationToken cancellation = default)
    {
        var isReadOnly = !create && Directory.Exists(folder) && !CanWrite(folder);
        await WorkspaceSchema.EnsureAsync(folder, create, isReadOnly, cancellation);
        var files = new FolderObjectStore(folder);
        var database = new FileInfo(files.PathOf("calls.db"));

        // A new workspace's is empty for a moment while another process begins it: then there is no city yet.
        if (database is { Exists: true, Length: 0 } && CitiesIn(files).Count > 0)
        {
            throw new InputException(
                Path.Combine(folder, database.Name),
                "is damaged: it is empty (0 bytes), and calls were loaded into it",
                "Restore it from a backup; or remove it and load the calls again.");
        }

        if (isReadOnly)
        {
            return new Workspace(folder, files, SqliteCallStore.InReadOnlyFile(database.FullName)) { IsReadOnly = true };
        }

        files.SweepAbandoned();
        return new Workspace(folder, files, SqliteCallStore.InFile(database.FullName));
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, FolderObjectStore.NameAside()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException fault) when (!DiskFullException.IsMeantBy(fault))
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Ids of the cities, in ordinal order.</summary>
    public IReadOnlyList<string> Cities() => CitiesIn(Files);

    /// <summary>The settings of one city.</summary>
    /// <param name="id">Null for the only one there is.</param>
    /// <exception cref="InputException">No such city, or none is named and there are several.</exception>
    public async Task<CitySettings> CityAsync(string? id, CancellationToken cancellation = default)
    {
        var cities = Cities();
        if (id is null)
        {
            id = cities.Count == 1 ? cities[0] : throw (cities.Count == 0
                ? new InputException("--workspace", "it holds no city yet", $"Load a map and calls first: smartbeats ingest city.zip calls.csv --workspace {Folder} --time-zone ZONE")
                : new InputException("--city", $"it is not given, and the workspace holds {string.Join(", ", cities)}", $"Name one, e.g. --city {cities[0]}."));
        }

        return await FindCityAsync(id, cancellation)
            ?? throw new InputException(
                "--city",
                $"\"{id}\" is not in the workspace{NearMiss.Hint(id, cities)}",
                cities.Count == 0 ? "It holds no city yet: load a map and calls first (smartbeats ingest)." : $"Its cities are {string.Join(", ", cities)}.");
    }

    /// <summary>The settings of a city; null where there is none of that id.</summary>
    public async Task<CitySettings?> FindCityAsync(string id, CancellationToken cancellation = default)
    {
        return await CityFiles.FindSettingsAsync(Files, id, cancellation);
    }

    /// <summary>Keeps a city's settings.</summary>
    /// <exception cref="InputException">The time zone differs from the one its calls were loaded in.</exception>
    public async Task SaveCityAsync(CitySettings settings, CancellationToken cancellation = default)
    {
        var kept = await FindCityAsync(settings.City.Id, cancellation);
        if (kept == settings)
        {
            return;
        }

        await ThrowIfZoneMovesAsync(settings, cancellation);
        await CityFiles.SaveSettingsAsync(Files, settings, cancellation);
    }

    /// <summary>Local times are fixed when calls are loaded: under another zone the same calls would have other hours.</summary>
    /// <exception cref="InputException">The city has calls, loaded in another time zone.</exception>
    public async Task ThrowIfZoneMovesAsync(CitySettings settings, CancellationToken cancellation = default)
    {
        var city = settings.City;
        if (await FindCityAsync(city.Id, cancellation) is { } kept && kept.City.TimeZone != city.TimeZone
            && await _calls.VersionAsync(city.Id, cancellation) != new Calls.CallSetVersion().ToString())
        {
            throw new InputException(
                "--time-zone",
                $"the calls of {city.Id} were loaded as local times of {kept.City.TimeZone}, not {city.TimeZone}",
                "Leave the flag out, or load map and calls under another --city.");
        }
    }

    /// <summary>Makes a map the city's current one. The versions before stay, for the plans made on them.</summary>
    /// <returns>The map that was current before; null for a city's first.</returns>
    public async Task<CityMap?> LoadMapAsync(City city, string fileName, CityMap map, CancellationToken cancellation = default)
    {
        var before = await CurrentMapAsync(city.Id, cancellation);
        await CityFiles.SaveMapAsync(Files, city.Id, fileName, map, cancellation);
        await CityFiles.RecordMapAsync(Files, city.Id, CurrentMap.Create(fileName, map), cancellation);
        return before;
    }

    /// <summary>The city's current map; null where none is loaded.</summary>
    public Task<CityMap?> CurrentMapAsync(string city, CancellationToken cancellation = default) => CityFiles.FindMapAsync(Files, city, cancellation);

    public ValueTask DisposeAsync() => _calls.DisposeAsync();

    internal static IReadOnlyList<string> CitiesIn(FolderObjectStore files)
    {
        var folder = files.PathOf(Keys.City.Begin().TrimEnd('/'));
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(id => File.Exists(files.PathOf(Keys.City.For(id)))).Order(StringComparer.Ordinal)]
            : [];
    }
}
