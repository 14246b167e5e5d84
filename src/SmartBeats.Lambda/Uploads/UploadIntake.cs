using SmartBeats.Api;
using SmartBeats.Files;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Uploads;

/// <summary>Takes one upload from its event to its notice, once, whatever is delivered twice, late, or cut off in between.</summary>
/// <param name="owner">The invocation's request id, which its repetition has too.</param>
/// <param name="readUntil">Ends the reading in time for a merge, or for a note that the load goes on.</param>
internal sealed class UploadIntake(Cloud cloud, string owner, CancellationToken readUntil)
{
    /// <summary>A load that went on this often is not getting anywhere.</summary>
    private const int MostTurns = 15;

    public async Task TakeAsync(Upload upload, int turn = 1)
    {
        var place = upload.Place;
        if (place.Kind == UploadPlaceKind.Folder)
        {
            return;
        }

        if (place.Kind == UploadPlaceKind.Continuation)
        {
            await ContinueAsync(upload);
            return;
        }

        var database = cloud.Data(Patience.OfStages);
        var ledger = new UploadLedger(database, upload, owner);
        var claim = await ledger.ClaimAsync();
        if (claim != Claim.Taken)
        {
            Log.UploadEnded(upload.Id, claim == Claim.Superseded ? "superseded" : "known");
            await (claim == Claim.Superseded ? ledger.EndAsync("superseded") : Task.CompletedTask);
            return;
        }

        try
        {
            await WorkAsync(upload, turn, database, ledger);
        }
        catch (SupersededException)
        {
            Log.UploadEnded(upload.Id, "superseded");
            await ledger.EndAsync("superseded");
        }
    }

    private async Task WorkAsync(Upload upload, int turn, DataApi database, UploadLedger ledger)
    {
        var (store, board, place) = (cloud.Store, new NoticeBoard(cloud), upload.Place);
        var settings = place is { Kind: UploadPlaceKind.File, City: { } id } ? await CityFiles.FindSettingsAsync(store, id) : null;
        if (settings is null)
        {
            Log.UploadRefused(upload.Id, "in no city's folder");
            await board.SendOnceAsync(NoticePlace.ForUpload(Names.OperatorsTopic, upload.Id), Names.OperatorsTopic, () => Task.FromResult(UploadNotices.Misplaced(upload)));
            await ledger.EndAsync("refused");
            return;
        }

        var city = settings.City;
        var notices = NoticePlace.ForUpload(city.Id, upload.Id);
        var file = new UploadedFile(cloud.S3, upload);
        var calls = new CallsIntake(cloud, city, upload);
        try
        {
            var kind = FileKind.Recognise(place.FileName, await file.HeadAsync(readUntil)).OrThrowIfNoData(place.FileName);
            var notice = kind.Use == FileUse.Map
                ? await MapIntake.TakeAsync(store, database, settings, upload, file, ledger, readUntil)
                : await calls.TakeAsync(database, file, ledger, turn < MostTurns ? readUntil : CancellationToken.None);
            await board.SendOnceAsync(notices, city.Id, notice);
            await ledger.EndAsync("loaded");
            Log.UploadEnded(upload.Id, "loaded");
        }
        catch (InputException fault)
        {
            Log.UploadRefused(upload.Id, fault.Message);
            await board.SendOnceAsync(notices, city.Id, () => Task.FromResult(UploadNotices.Refused(city.Name, place.FileName, fault, calls.Report, calls.RejectedKey)));
            await ledger.EndAsync("refused");
        }
        catch (OperationCanceledException) when (readUntil.IsCancellationRequested)
        {
            Log.LoadContinues(upload.Id, turn);
            await ledger.ReleaseAsync();
            await store.PutAsync(UploadPlace.ContinueKey(city.Id, upload.Id, turn + 1), new Continuation(upload, turn + 1), LambdaJson.Default.Continuation);
        }
    }

    /// <summary>Goes on with a load whose invocation ran short of time. The note is only believed about files of its own city.</summary>
    private async Task ContinueAsync(Upload note)
    {
        if (await cloud.Store.FindAsync(note.Key, LambdaJson.Default.Continuation) is { } more
            && more.Upload.Bucket == note.Bucket && more.Upload.Place is { Kind: UploadPlaceKind.File } place && place.City == note.Place.City)
        {
            await TakeAsync(more.Upload, more.Turn);
        }

        await cloud.Store.DeleteAsync(note.Key);
    }
}
