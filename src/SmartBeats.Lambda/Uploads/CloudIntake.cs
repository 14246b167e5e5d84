using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Uploads;

/// <summary>Files go into Aurora and the bucket: a version that comes late replaces no newer one, and a load cut off is taken up again.</summary>
internal sealed class CloudIntake(DataApi database, Upload upload, UploadLedger ledger) : IIntakeHome
{
    private string? _loadId;

    public ICallStore Calls { get; } = new AuroraCallStore(database) { Guard = ledger.MarkLoadedAsync };

    public int Threads => Environment.ProcessorCount;

    /// <summary>The same for the same rows: what the reader makes of a file depends on the city's zone, extent and mappings, too.</summary>
    public string NameLoad(string reading) =>
        _loadId = $"{upload.Id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reading)).AsSpan(0, 4))}";

    public Task SaveMapAsync(Func<CancellationToken, Task> save, CancellationToken cancellation) => database.InTransactionAsync(
        "loading a map",
        async transaction =>
        {
            await AuroraCallStore.LockAsync(transaction, upload.Place.City!);
            await ledger.MarkLoadedAsync(transaction);
            await save(cancellation);
            return true;
        },
        cancellation);

    public byte[] WriteNote() => JsonSerializer.SerializeToUtf8Bytes(new Continuation(upload, 1), LambdaJson.Default.Continuation);

    /// <summary>Drops what was staged of a load that will not be taken up.</summary>
    public Task AbandonAsync() => _loadId is null ? Task.CompletedTask : Calls.AbandonLoadAsync(_loadId, CancellationToken.None);

    /// <summary>Goes on with what waits for a mapping that was confirmed.</summary>
    /// <returns>How many uploads go on.</returns>
    public static async Task<int> ResumeAsync(IObjectStore store, string city, IEnumerable<string> fingerprints, string occasion)
    {
        var resumed = 0;
        foreach (var fingerprint in fingerprints)
        {
            foreach (var (waiting, note) in await new UploadLog(store, city).ListWaitingAsync(fingerprint))
            {
                await store.PutAsync(Keys.Continuation.For(city, $"{waiting}-{occasion}"), note);
                resumed++;
            }
        }

        return resumed;
    }
}
