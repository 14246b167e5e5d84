using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Signals;

namespace SmartBeats.Pipeline.Run;

/// <summary>A signal of a city: a layer of its own that can have a share of the workload.</summary>
/// <param name="Name">As requests name it: lower-case letters, digits and hyphens.</param>
/// <param name="FileName">What it was read from.</param>
/// <param name="Hash">Of its content, which lies where side files lie.</param>
/// <param name="Unit">What one of it is, in print.</param>
/// <param name="Features">Points, lines or polygons in it.</param>
/// <param name="Total">What they add up to, in <paramref name="Unit"/>, inside the city and outside.</param>
public sealed record SignalRecord(string Name, string FileName, string Hash, string Unit, int Features, double Total)
{
    /// <summary>The role its content has among the files of a run.</summary>
    public static string RoleOf(string name) => $"signal-{name}";
}

/// <summary>The signals of a city: each with its current content, by name.</summary>
public static class CitySignals
{
    /// <summary>A signal of the city; null where there is none of that name.</summary>
    public static async Task<SignalRecord?> FindAsync(IObjectStore store, string city, string name, CancellationToken cancellation = default) =>
        CityJson.IsId(name) ? await store.FindAsync<SignalRecord>(Keys.Signal.For(city, name), cancellation) : null;

    /// <summary>Keeps a signal of a file, in the place of the one of its name. Plans made before stay with what they were made of.</summary>
    /// <param name="name">As requests will name it.</param>
    /// <param name="amountColumn">The column that holds what each shape adds up to; null to find one.</param>
    /// <param name="isDry">Whether the file is only read.</param>
    /// <exception cref="InputException">The file is no such layer, or nothing of it lies in the city; nothing was changed.</exception>
    public static async Task<SignalLayer> TakeAsync(
        IObjectStore store, City city, string name, string fileName, Func<Stream> open, CityMap? map, string? amountColumn = null, bool isDry = false,
        CancellationToken cancellation = default)
    {
        SignalLayer layer;
        await using (var content = open())
        {
            layer = SignalReader.Read(name, fileName, content, city, amountColumn, map?.Box());
        }

        if (map is not null)
        {
            // Where it is of another city, that is said when it is loaded, not when a plan is asked for.
            List<string> notes = [.. layer.Notes];
            SignalJoin.Join(layer, map, AreaIndex.Build(map), new PlanRequest(), notes);
            layer = layer with { Notes = notes };
        }

        if (!isDry)
        {
            var bytes = layer.Write();
            var record = new SignalRecord(name, fileName, SignalLayer.FindHash(bytes), layer.Unit, layer.Features.Count, layer.Total);
            await store.TryCreateAsync(Keys.Side.For(city.Id, record.Hash), bytes, cancellation);
            await store.PutAsync(Keys.Signal.For(city.Id, name), record, cancellation);
        }

        return layer;
    }

    /// <summary>
    /// Takes a signal out of the city. Its content stays with the plans that were weighed from it; requests that name it are refused from now on.
    /// </summary>
    /// <returns>What was taken out; null where there is none of that name.</returns>
    public static async Task<SignalRecord?> RemoveAsync(IObjectStore store, string city, string name, CancellationToken cancellation = default)
    {
        var signal = await FindAsync(store, city, name, cancellation);
        if (signal is not null)
        {
            await store.DeleteAsync(Keys.Signal.For(city, name), cancellation);
        }

        return signal;
    }

    /// <summary>All signals of the city, in ordinal order of name.</summary>
    public static async Task<IReadOnlyList<SignalRecord>> ListAsync(IObjectStore store, string city, CancellationToken cancellation = default)
    {
        var signals = new List<SignalRecord>();
        foreach (var key in await store.ListAsync(Keys.Signal.Begin(city), cancellation))
        {
            if (await store.FindAsync<SignalRecord>(key, cancellation) is { } signal)
            {
                signals.Add(signal);
            }
        }

        return [.. signals.OrderBy(signal => signal.Name, StringComparer.Ordinal)];
    }
}
