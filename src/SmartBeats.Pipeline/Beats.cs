using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Districting;
using SmartBeats.Formats;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline;

/// <summary>A city's files, as <see cref="Beats"/> reads them.</summary>
/// <param name="City">Its id, its name as printed, and the time zone of its calls.</param>
/// <param name="Map">Path of the map: a zip with one polygon shapefile, GeoJSON or a GeoPackage.</param>
/// <param name="Calls">Paths of the calls, one load together, as the department's system exports them; empty for a request that weighs columns of the map.</param>
public sealed record CityInput(City City, string Map, params IReadOnlyList<string> Calls)
{
    /// <summary>The files of a city that a <c>city.json</c> describes: its id, name, time zone, and the map's attribute with the ids.</summary>
    /// <exception cref="InputException">It is no such file.</exception>
    public static CityInput Read(string cityJson, string map, params IReadOnlyList<string> calls)
    {
        var settings = CityJson.Read(Path.GetFileName(cityJson), File.ReadAllBytes(cityJson));
        return new CityInput(settings.City, map, calls) { MapOptions = new CityMapOptions { IdField = settings.IdField } };
    }

    /// <summary>How the map is read; by default ids come from the first column that is different for every area.</summary>
    public CityMapOptions MapOptions { get; init; } = new();

    /// <summary>Threads, 1 or more; the plan is the same for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>A plan and its files, as <c>smartbeats design</c> writes them.</summary>
/// <param name="File">The plan with its request, measures and alternatives.</param>
/// <param name="Files">Content by name: <c>plan.json</c>, <c>map.html</c>, <c>beats.zip</c>, <c>assignment.csv</c> and the rest.</param>
public sealed record DesignedBeats(PlanFile File, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>What is found of the plan, in words.</summary>
    public PlanFindings Findings => new(File);

    /// <summary>Writes the files into a folder, made where it is missing; each is written aside and renamed.</summary>
    public async Task SaveAsync(string folder, CancellationToken cancellation = default)
    {
        var store = new FolderObjectStore(folder);
        foreach (var (name, content) in Files)
        {
            await store.PutAsync(name, content, cancellation);
        }
    }
}

/// <summary>The door of the library: a city's files and a request in, a plan out. Nothing is kept, nobody else is asked, no network is used.</summary>
/// <remarks>The same as <c>smartbeats design MAP CALLS</c>: the same input, request and seed give the same bytes there and here, at any number of threads.</remarks>
public static class Beats
{
    /// <summary>Designs beats.</summary>
    /// <param name="input">The city's files.</param>
    /// <param name="request">What is asked, with at least <see cref="PlanRequest.Beats"/> or a workload a beat; <see cref="PlanRequestJson.Parse(string, string)"/> reads one from JSON.</param>
    /// <param name="progress">Told how far the search is; null for nobody.</param>
    /// <param name="cancellation">Ends the search; nothing is left behind.</param>
    /// <exception cref="InputException">A file or the request cannot be used: says where, what is wrong and what to do.</exception>
    public static async Task<DesignedBeats> DesignAsync(
        CityInput input, PlanRequest request, IProgress<DesignProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        FormatReaders.Register();
        var scratch = Directory.CreateTempSubdirectory("smartbeats-");
        try
        {
            var store = new FolderObjectStore(scratch.FullName);
            await using var content = File.OpenRead(input.Map);
            var map = await IngestMap.RunAsync(store, input.City, Path.GetFileName(input.Map), content, input.MapOptions, cancellation);
            var table = new CallTable();
            if (input.Calls.Count > 0)
            {
                Load(table, input, map, cancellation);
            }

            var pipeline = new LocalPipeline(store, table, input.City, input.Threads) { Map = map };
            var (ticket, plan) = await pipeline.RunAsync(request, "local", progress, cancellation);
            var folder = Keys.PlanFile.Begin(ticket.City, ticket.PlanId);
            var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var key in await store.ListAsync(folder, cancellation))
            {
                files[key[folder.Length..]] = await File.ReadAllBytesAsync(store.PathOf(key), cancellation);
            }

            return new DesignedBeats(plan, files);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static void Load(CallTable table, CityInput input, CityMap map, CancellationToken cancellation)
    {
        var names = input.Calls.Select(path => Path.GetFileName(path)).ToList();
        var options = new CallReadOptions { Mapping = new MappingSources() }.Beside(map);
        var reader = new CallReader(names.Count == 1 ? names[0] : $"{names[0]} and {names.Count - 1} more", input.City, options);
        table.Load(reader, [.. input.Calls.Select(path => new CallSource(Path.GetFileName(path), () => File.OpenRead(path)))], cancellation: cancellation);
    }
}
