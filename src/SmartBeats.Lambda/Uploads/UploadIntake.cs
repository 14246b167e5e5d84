using SmartBeats.Api;
using SmartBeats.Api.Uploads;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Intake;
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
        var (store, place) = (cloud.Store, upload.Place);
        var settings = place is { Kind: UploadPlaceKind.File, City: { } id } ? await CityFiles.FindSettingsAsync(store, id) : null;
        if (settings is null)
        {
            Log.UploadRefused(upload.Id, "in no city's folder");
            await new NoticeBoard(cloud).SendOnceAsync(
                NoticePlace.ForUpload(Names.OperatorsTopic, upload.Id), Names.OperatorsTopic, () => Task.FromResult(UploadNotices.Misplaced(upload)));
            await ledger.EndAsync("refused");
            return;
        }

        var city = settings.City;
        var file = new UploadedFile(cloud.S3, upload);
        var home = new CloudIntake(database, upload, ledger);
        var log = new UploadLog(store, city.Id);
        UploadRecord? record = null;
        try
        {
            await file.LookAsync(readUntil);
            record = await BeginAsync(log, upload, file);
            var until = turn < MostTurns ? readUntil : CancellationToken.None;
            record = await new FileIntake(store, settings, home, upload.Id).TakeAsync(record, file.ToIntake(until), new Tell(log, record, cloud.Time), until);
            await EndAsync(upload, city, record, ledger);
        }
        catch (OperationCanceledException) when (readUntil.IsCancellationRequested)
        {
            Log.LoadContinues(upload.Id, turn);
            await ledger.ReleaseAsync();
            await store.PutAsync(UploadPlace.ContinueKey(city.Id, upload.Id, turn + 1), new Continuation(upload, turn + 1), LambdaJson.Default.Continuation);
        }
        catch (SupersededException)
        {
            await home.AbandonAsync();
            if (record is not null)
            {
                const string newer = "a newer file of the same name was loaded before this one was read";
                await log.SaveAsync(record with { Status = UploadStatus.Refused, Mapping = null, Message = $"{record.FileName}: {newer}" });
            }

            throw;
        }
    }

    /// <summary>The record the API made when it announced the file, or that of an earlier turn, or a new one.</summary>
    private static async Task<UploadRecord> BeginAsync(UploadLog log, Upload upload, UploadedFile file)
    {
        var announced = file.Said[InviteUpload.Announced] is { } id && UploadLog.IsId(id) ? id : null;
        var known = announced is null ? null : await log.FindAsync(announced);
        // Of a file that was just dropped, the event's time is the same whenever it is delivered.
        var own = UploadLog.CreateId(upload.Happened, upload.Id);
        var isOpen = known is { Status: UploadStatus.WaitingForFile or UploadStatus.Reading or UploadStatus.NeedsMapping };
        var before = isOpen && known!.FileName == upload.Place.FileName
            ? known
            : await log.FindAsync(own) ?? new UploadRecord(own, upload.Place.FileName, UploadLog.Print(upload.Happened));
        return before with
        {
            Replaces = file.Said[InviteUpload.ReplacesPeriod],
            Shows = file.Said[InviteUpload.Shows],
            Signal = upload.Place.Signal ?? file.Said[InviteUpload.Signal],
            DryRun = file.Said[InviteUpload.DryRun] == "true",
        };
    }

    /// <summary>Tells the city's people what came of it. An upload that waits for its mapping is not done with: it is claimed again then.</summary>
    private async Task EndAsync(Upload upload, City city, UploadRecord record, UploadLedger ledger)
    {
        var board = new NoticeBoard(cloud);
        // One that was only checked has loaded nothing: it takes no other upload's place.
        var state = record.Status switch { UploadStatus.Refused => "refused", UploadStatus.Checked => "checked", _ => "loaded" };
        if (record.Mapping is { } question)
        {
            var place = NoticePlace.ForQuestion(city.Id, upload.Id, question.Fingerprint);
            await board.SendOnceAsync(place, city.Id, () => MappingNotices.AskAsync(cloud, city, upload, record));
            await ledger.ReleaseAsync();
            Log.UploadEnded(upload.Id, "waiting for its mapping");
            return;
        }

        var resumed = record.Status == UploadStatus.Loaded && record.Confirms is { } confirmed
            ? await CloudIntake.ResumeAsync(cloud.Store, city.Id, confirmed, upload.Id)
            : 0;
        await board.SendOnceAsync(NoticePlace.ForUpload(city.Id, upload.Id), city.Id, () => UploadNotices.ComposeAsync(cloud, city, upload, record, resumed));
        await ledger.EndAsync(state);
        Note(upload, city, record, state);
    }

    private static void Note(Upload upload, City city, UploadRecord record, string state)
    {
        if (record is { Calls: { } change, Report: { } report })
        {
            Log.CallsLoaded(city.Id, upload.Id, report.Rows, report.Rejected, change.Inserted, change.Updated, change.Unchanged);
        }
        else if (record.Map is { } map)
        {
            Log.MapLoaded(city.Id, upload.Id, map.Areas, map.Version);
        }

        if (record.Status == UploadStatus.Refused)
        {
            Log.UploadRefused(upload.Id, record.Message!);
        }
        else
        {
            Log.UploadEnded(upload.Id, state);
        }
    }

    /// <summary>Goes on with a load whose invocation ran short of time, or whose mapping is confirmed.</summary>
    /// <remarks>The note is only believed about files of its own city.</remarks>
    private async Task ContinueAsync(Upload note)
    {
        if (await cloud.Store.FindAsync(note.Key, LambdaJson.Default.Continuation) is { } more
            && more.Upload.Bucket == note.Bucket && more.Upload.Place is { Kind: UploadPlaceKind.File } place && place.City == note.Place.City)
        {
            await TakeAsync(more.Upload, more.Turn);
        }

        await cloud.Store.DeleteAsync(note.Key);
    }

    /// <summary>Puts the progress of a reading on record, every few seconds.</summary>
    private sealed class Tell(UploadLog log, UploadRecord record, TimeProvider time) : IProgress<double>
    {
        private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);
        private long _told = time.GetTimestamp();

        public void Report(double value)
        {
            if (time.GetElapsedTime(_told) >= _pause)
            {
                _told = time.GetTimestamp();
                log.SaveAsync(record with { Status = UploadStatus.Reading, Kind = UploadKind.Calls, Progress = value }).GetAwaiter().GetResult();
            }
        }
    }
}
