using System.Text;
using SmartBeats.Calls.Mapping;
using SmartBeats.Calls.Streets;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Intake;

/// <summary>How a city's calls files are read, by their headers: kept once, used for every later file.</summary>
public static class CityMappings
{
    /// <summary>What a file is called that brings mappings.</summary>
    public const string FileName = "mapping.json";

    private static readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The mappings kept; empty where there are none.</summary>
    /// <exception cref="InputException">The kept file is no book of mappings.</exception>
    public static async Task<MappingBook> ReadAsync(IObjectStore store, string city, CancellationToken cancellation = default)
    {
        var key = Keys.Mappings.For(city);
        await using var kept = await store.OpenAsync(key, cancellation);
        if (kept is null)
        {
            return new MappingBook();
        }

        using var json = new MemoryStream();
        await kept.CopyToAsync(json, cancellation);
        return MappingBook.Read(key, json.GetBuffer().AsMemory(0, (int)json.Length));
    }

    /// <summary>Keeps mappings beside those there are, each in the place of one for the same header.</summary>
    /// <param name="mayKeep">Asked with what is kept, within the turn of this process; false to leave it as it is. Null for yes.</param>
    /// <returns>Whether they are kept.</returns>
    public static async Task<bool> KeepAsync(
        IObjectStore store, string city, IReadOnlyCollection<CallMapping> mappings, Func<MappingBook, bool>? mayKeep = null,
        CancellationToken cancellation = default)
    {
        if (mappings.Count == 0)
        {
            return true;
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            var book = await ReadAsync(store, city, cancellation);
            if (mayKeep is not null && !mayKeep(book))
            {
                return false;
            }

            foreach (var mapping in mappings)
            {
                book.Keep(mapping);
            }

            await store.PutAsync(Keys.Mappings.For(city), Encoding.UTF8.GetBytes(book.ToJson()), cancellation);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Checks that a mapping can be applied to the columns of a file that waits for it.</summary>
    /// <exception cref="InputException">It names a column the file has not, a system that is unknown, or lacks what it needs.</exception>
    /// <param name="streets">The city's; null where it has none: then no place can be an address.</param>
    public static void Check(CallMapping mapping, IReadOnlyList<string> header, City city, Lazy<StreetIndex>? streets) =>
        _ = new MappedRowReader(mapping, header, city, "mapping", streets is null ? null : new StreetIndex([]));
}
