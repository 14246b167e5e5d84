using System.Security.Cryptography;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Uploads;

/// <summary>A calls file goes into the city's calls, and its report beside the upload's record.</summary>
internal sealed class CallsIntake(Cloud cloud, City city, Upload upload) : IDisposable
{
    private readonly MemoryStream _rejected = new();

    /// <summary>Of the file, where it was read; of a refused one too.</summary>
    public CallReadReport? Report { get; private set; }

    public string RejectedKey => Keys.Report.For(city.Id, upload.Id, "rejected.csv");

    /// <returns>The notice, made when it is asked for.</returns>
    /// <exception cref="InputException">The file is refused whole, or says that it replaces what is no period or none of its own; nothing was loaded or removed.</exception>
    /// <exception cref="SupersededException">A newer version of the object was loaded meanwhile.</exception>
    public async Task<Task<Notice>> TakeAsync(DataApi database, UploadedFile file, UploadLedger ledger, CancellationToken readUntil)
    {
        var replaces = file.Replaces is { Length: > 0 } period ? ReplacedPeriod.Parse(UploadedFile.ReplacesPeriod, period) : null;
        var box = await FindBoxAsync(readUntil);
        var calls = new AuroraCallStore(database);
        var loadId = LoadId(box, replaces);
        var reader = new CallReader(upload.Place.FileName, city, new CallReadOptions { CityBox = box, Threads = Environment.ProcessorCount });
        CallLoadCounts counts;
        try
        {
            await using var load = await calls.ContinueLoadAsync(city.Id, loadId, replaces, ledger.MarkLoadedAsync, readUntil);
            await using var content = await file.OpenAsync(readUntil);
            await using var rejected = new StreamWriter(_rejected, new UTF8Encoding(false), leaveOpen: true);
            var report = reader.Read(content, load.Add, rejected, readUntil);
            replaces?.ThrowIfMissed(report);
            await rejected.FlushAsync(CancellationToken.None);
            counts = await load.CommitAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is InputException or SupersededException)
        {
            await calls.AbandonAsync(loadId, CancellationToken.None);
            throw;
        }
        finally
        {
            Report = reader.Report;
        }

        Log.CallsLoaded(city.Id, upload.Id, Report!.Rows, Report.Rejected, counts.Inserted, counts.Updated, counts.Unchanged);
        await WriteReportAsync();
        return ComposeAsync(counts, replaces);
    }

    /// <summary><c>report.json</c> and <c>rejected.csv</c>, where the file could be read at all.</summary>
    public async Task WriteReportAsync()
    {
        if (Report is null)
        {
            return;
        }

        await cloud.Store.PutAsync(Keys.Report.For(city.Id, upload.Id, "report.json"), Encoding.UTF8.GetBytes(Report.ToJson()));
        if (Report.Rejected > 0)
        {
            await cloud.Store.PutAsync(RejectedKey, _rejected.GetBuffer().AsMemory(0, (int)_rejected.Length));
        }
    }

    public void Dispose() => _rejected.Dispose();

    private async Task<Notice> ComposeAsync(CallLoadCounts counts, ReplacedPeriod? replaces)
    {
        var (url, lastDay) = await ShortLinks.MakeAsync(cloud, city.Id, Keys.Report.Begin(city.Id, upload.Id), "report.json");
        return UploadNotices.Loaded(city, Report!, counts, replaces, url, lastDay, RejectedKey);
    }

    /// <summary>The extent of the city's map; null while there is none.</summary>
    private async Task<CityBox?> FindBoxAsync(CancellationToken cancellation) => (await CityFiles.FindMapAsync(cloud.Store, city.Id, cancellation))?.Box();

    /// <summary>The same for the same rows: what the reader makes of a file depends on the city's zone and extent too.</summary>
    private string LoadId(CityBox? box, ReplacedPeriod? replaces) =>
        $"{upload.Id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{city.TimeZone} {box} {replaces}")).AsSpan(0, 4))}";
}
