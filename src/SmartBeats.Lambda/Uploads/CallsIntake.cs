using System.Security.Cryptography;
using System.Text;
using SmartBeats.Api.Uploads;
using SmartBeats.Calls;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Uploads;

/// <summary>A calls file goes into the city's calls, and its report beside the upload's record.</summary>
internal sealed class CallsIntake(Cloud cloud, City city, Upload upload)
{
    /// <summary>Of the file, where it was read; of a refused one too.</summary>
    public CallReadReport? Report { get; private set; }

    public string RejectedKey => Keys.Report.For(city.Id, upload.Id, "rejected.csv");

    /// <summary>Loads the file; what was read of it is reported, refused or not.</summary>
    /// <returns>Makes the notice when it is asked for.</returns>
    /// <exception cref="InputException">The file is refused whole, or says that it replaces what is no period or none of its own; nothing was loaded or removed.</exception>
    /// <exception cref="SupersededException">A newer version of the object was loaded meanwhile.</exception>
    public async Task<Func<Task<Notice>>> TakeAsync(DataApi database, UploadedFile file, UploadLedger ledger, CancellationToken readUntil)
    {
        var replaces = file.Replaces is { Length: > 0 } period ? ReplacedPeriod.Parse(InviteUpload.ReplacesPeriod, period) : null;
        var box = await FindBoxAsync(readUntil);
        var calls = new AuroraCallStore(database) { Guard = ledger.MarkLoadedAsync };
        var loadId = LoadId(box, replaces);
        var reader = new CallReader(upload.Place.FileName, city, new CallReadOptions { CityBox = box, Threads = Environment.ProcessorCount });
        await using var rejected = await RejectedFile.BeginAsync(cloud.Store, RejectedKey, readUntil);
        try
        {
            await using var content = await file.OpenAsync(readUntil);
            var counts = await IngestCalls.RunAsync(calls, city.Id, reader, content, rejected.Writer, replaces, loadId, readUntil);
            await ReportAsync(reader, rejected);
            Log.CallsLoaded(city.Id, upload.Id, Report!.Rows, Report.Rejected, counts.Inserted, counts.Updated, counts.Unchanged);
            return () => ComposeAsync(counts, replaces);
        }
        catch (InputException)
        {
            await ReportAsync(reader, rejected);
            throw;
        }
        catch (SupersededException)
        {
            await calls.AbandonLoadAsync(loadId, CancellationToken.None);
            throw;
        }
    }

    /// <summary><c>report.json</c> and <c>rejected.csv</c>, where the file could be read at all.</summary>
    private async Task ReportAsync(CallReader reader, RejectedFile rejected)
    {
        Report = reader.Report;
        if (Report is not null)
        {
            await cloud.Store.PutAsync(Keys.ReportJson.For(city.Id, upload.Id), Encoding.UTF8.GetBytes(Report.ToJson()));
            await rejected.CompleteAsync(Report, removesOlder: false);
        }
    }

    private async Task<Notice> ComposeAsync(CallLoadCounts counts, ReplacedPeriod? replaces)
    {
        var (url, lastDay) = await NoticeLinks.CreateAsync(cloud, city.Id, Keys.Report.Begin(city.Id, upload.Id), "report.json");
        return UploadNotices.Loaded(city, Report!, counts, replaces, url, lastDay, RejectedKey);
    }

    /// <summary>The extent of the city's map; null while there is none.</summary>
    private async Task<CityBox?> FindBoxAsync(CancellationToken cancellation) => (await CityFiles.FindMapAsync(cloud.Store, city.Id, cancellation))?.Box();

    /// <summary>The same for the same rows: what the reader makes of a file depends on the city's zone and extent too.</summary>
    private string LoadId(CityBox? box, ReplacedPeriod? replaces) =>
        $"{upload.Id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{city.TimeZone} {box} {replaces}")).AsSpan(0, 4))}";
}
