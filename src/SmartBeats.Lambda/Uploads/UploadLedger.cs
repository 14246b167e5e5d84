using SmartBeats.Lambda.Database;

namespace SmartBeats.Lambda.Uploads;

/// <summary>A newer version of the same object is loaded already: this one has nothing more to say.</summary>
internal sealed class SupersededException() : Exception("A newer version of the same object is loaded already.");

internal enum Claim
{
    /// <summary>Ours to work on.</summary>
    Taken,

    /// <summary>Done with before, or another invocation is at it.</summary>
    NotOurs,

    /// <summary>A newer version of the same object is loaded.</summary>
    Superseded,
}

/// <summary>Who works on which upload, and what came of it: makes events that come twice, or late, do nothing.</summary>
/// <remarks>
/// S3 delivers at least once and in any order. An upload is claimed by an invocation; a claim ends with the work, or after
/// the longest time a function may run. The service repeats a killed invocation under the same request id, which may
/// therefore take its own claim up again. An upload that is loaded, refused or superseded and told is done with for good.
/// </remarks>
internal sealed class UploadLedger(DataApi database, Upload upload, string owner)
{
    private const string NewerIsLoaded =
        "EXISTS (SELECT 1 FROM uploads AS newer WHERE newer.bucket = :bucket AND newer.object_key = :key AND newer.sequencer > :sequencer AND newer.state = 'loaded')";

    /// <summary>Claims the upload. Asked again after a lost answer, it says the same.</summary>
    public async Task<Claim> ClaimAsync(CancellationToken cancellation = default)
    {
        await database.QueryAsync("claiming an upload", """
            INSERT INTO uploads (upload_id, bucket, object_key, version_id, sequencer, city, state, owner, leased_until)
            VALUES (:upload, :bucket, :key, :version, :sequencer, :city, 'reading', :owner, now() + interval '16 minutes')
            ON CONFLICT (upload_id) DO UPDATE SET owner = excluded.owner, leased_until = excluded.leased_until
            WHERE NOT uploads.told AND (uploads.owner = excluded.owner OR uploads.leased_until < now())
            """, AllValues(), cancellation);
        var rows = await database.QueryAsync(
            "looking at an upload",
            $"SELECT told OR owner <> :owner, state = 'reading' AND {NewerIsLoaded} FROM uploads WHERE upload_id = :upload",
            new() { { "upload", upload.Id }, { "owner", owner }, { "bucket", upload.Bucket }, { "key", upload.Key }, { "sequencer", upload.Sequencer } },
            cancellation);
        return rows[0].Flag(0) ? Claim.NotOurs : rows[0].Flag(1) ? Claim.Superseded : Claim.Taken;
    }

    /// <summary>Marks the upload as loaded, in the transaction that changes the data.</summary>
    /// <exception cref="SupersededException">A newer version came first.</exception>
    public async Task MarkLoadedAsync(DataTransaction transaction)
    {
        var marked = await transaction.QueryAsync(
            $"UPDATE uploads SET state = 'loaded' WHERE upload_id = :upload AND (state = 'loaded' OR NOT {NewerIsLoaded}) RETURNING upload_id",
            new() { { "upload", upload.Id }, { "bucket", upload.Bucket }, { "key", upload.Key }, { "sequencer", upload.Sequencer } });
        if (marked.Count == 0)
        {
            throw new SupersededException();
        }
    }

    /// <summary>Ends the work on the upload: somebody was told, or there is nobody to tell.</summary>
    /// <param name="state"><c>loaded</c>, <c>refused</c> or <c>superseded</c>.</param>
    public Task EndAsync(string state, CancellationToken cancellation = default) => database.QueryAsync(
        "ending an upload",
        "UPDATE uploads SET state = :state, told = true WHERE upload_id = :upload",
        new() { { "upload", upload.Id }, { "state", state } },
        cancellation);

    /// <summary>Lets another invocation go on at once.</summary>
    public Task ReleaseAsync(CancellationToken cancellation = default) => database.QueryAsync(
        "releasing an upload",
        "UPDATE uploads SET leased_until = now() - interval '1 second' WHERE upload_id = :upload AND owner = :owner",
        new() { { "upload", upload.Id }, { "owner", owner } },
        cancellation);

    private DataValues AllValues() => new()
    {
        { "upload", upload.Id },
        { "bucket", upload.Bucket },
        { "key", upload.Key },
        { "version", upload.VersionId },
        { "sequencer", upload.Sequencer },
        { "city", upload.Place.City },
        { "owner", owner },
    };
}
