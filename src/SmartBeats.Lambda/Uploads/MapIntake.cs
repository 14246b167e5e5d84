using SmartBeats.Geography;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Uploads;

/// <summary>A map becomes the city's current one, while the city is locked: a version that comes late replaces no newer one.</summary>
internal static class MapIntake
{
    /// <exception cref="InputException">No usable map; the one before stays.</exception>
    /// <exception cref="SupersededException">A newer version of the object is loaded.</exception>
    public static async Task<Func<Task<Notice>>> TakeAsync(
        IObjectStore store, DataApi database, CitySettings settings, Upload upload, UploadedFile file, UploadLedger ledger, CancellationToken cancellation)
    {
        var (city, fileName) = (settings.City, upload.Place.FileName);
        var options = new CityMapOptions { IdField = settings.IdField };
        if (upload.Bytes > options.MaxBytes)
        {
            throw new InputException(fileName, $"has {upload.Bytes >> 20:N0} MB, more than the {options.MaxBytes >> 20:N0} MB a map may have", "Simplify its shapes, or leave out what is not the city's.");
        }

        using var content = new MemoryStream();
        await using (var stream = await file.OpenAsync(cancellation))
        {
            await stream.CopyToAsync(content, cancellation);
        }

        // Read once before the lock: a bad map is refused without anybody waiting for it.
        content.Position = 0;
        var map = CityMapReader.Read(fileName, content, options);
        if (map.Areas.Count > Limits.MostAreas)
        {
            throw new InputException(fileName, $"has {map.Areas.Count:N0} areas, more than the {Limits.MostAreas:N0} that are designed with", "Use larger areas, such as block groups or reporting districts.");
        }

        await database.InTransactionAsync(
            "loading a map",
            async transaction =>
            {
                await AuroraCallStore.LockAsync(transaction, city.Id);
                await ledger.MarkLoadedAsync(transaction);
                await CityFiles.SaveMapAsync(store, city.Id, fileName, map, cancellation);
                return true;
            },
            cancellation);
        Log.MapLoaded(city.Id, upload.Id, map.Areas.Count, map.Version);
        return () => Task.FromResult(UploadNotices.Loaded(city, fileName, map));
    }
}
