using System.Text;
using SmartBeats.Api.Uploads;
using SmartBeats.Calls;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Uploads;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>A file as a portal writes it: asked about once, then loaded, and never asked about again.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class MappedUploadTests(RehearsalDatabase rehearsal) : IAsyncLifetime, IDisposable
{
    private const string City = "dos-puentes";
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");

    private BucketCloud _cloud = null!;

    public async Task InitializeAsync()
    {
        _cloud = new BucketCloud(rehearsal.Server.Client(), await rehearsal.CreateAsync());
        await _cloud.Store.PutAsync(Keys.City.For(City), await File.ReadAllBytesAsync(Path.Combine(_samples, "city.json")));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_portal_export_waits_for_its_mapping_and_loads_the_calls_of_the_plain_file()
    {
        var export = await ReadExportAsync(2000);
        var question = await DropAsync("portal_export.csv", export);
        question.ShouldContain("portal_export.csv waits: a file with these columns is new to Dos Puentes. Nothing was loaded yet.");
        question.ShouldContain("- time from Call Received (MM/dd/yyyy hh:mm:ss tt)");
        question.ShouldContain("- place from Longitude and Latitude (x and y, degrees)");
        question.ShouldContain("Not used: OBJECTID.");
        ShouldHoldNoValue(question, export);
        (await CountAsync()).ShouldBe(0);
        var waiting = (await Log.ListAsync(10)).ShouldHaveSingleItem();
        (waiting.Status, waiting.Kind).ShouldBe((UploadStatus.NeedsMapping, UploadKind.Calls));
        waiting.Mapping!.Columns.Count.ShouldBe(10);

        // The event again, as S3 may send it: nobody is asked twice.
        var event1 = _cloud.Last;
        await new UploadIntake(_cloud, "again", CancellationToken.None).TakeAsync(event1);
        _cloud.Notices.Count.ShouldBe(1);

        var proposal = (await _cloud.ReadAsync(Keys.Report.For(City, event1.Id, CityMappings.FileName))).ShouldNotBeNull();
        (await DropAsync(CityMappings.FileName, Encoding.UTF8.GetBytes(proposal))).ShouldContain("The file that waited is loaded now; a message follows.");
        await FollowNotesAsync();
        _cloud.Notices[^1].ShouldContain("2,000 rows read: 2,000 calls new, 0 changed, 0 as they were, 0 rows rejected.");
        var loaded = (await Log.FindAsync(waiting.Upload)).ShouldNotBeNull();
        (loaded.Status, loaded.Mapping, loaded.Calls!.Inserted).ShouldBe((UploadStatus.Loaded, null, 2000));
        (await _cloud.Store.ListAsync(Keys.Waiting.Begin(City))).ShouldBeEmpty();
        (await _cloud.Calls(Patience.OfStages).VersionAsync(City)).ShouldBe(await FindVersionOfPlainAsync(2000));

        // The next file of these columns, in a zip behind a long description, loads without a question.
        (await DropAsync("april.zip", Zip(("about.md", new byte[9000]), ("april.csv", await ReadExportAsync(2500)))))
            .ShouldContain("2,500 rows read: 500 calls new, 0 changed, 2,000 as they were, 0 rows rejected.");
    }

    [Fact]
    public async Task A_file_that_is_no_calls_is_refused_and_nobody_is_asked()
    {
        (await DropAsync("menu.csv", "dish;price\nsoup;4\nbread;2\n"u8.ToArray())).ShouldContain("menu.csv was not loaded for Dos Puentes.");
        (await Log.ListAsync(10)).ShouldHaveSingleItem().Status.ShouldBe(UploadStatus.Refused);
    }

    [Fact]
    public async Task A_dry_run_says_what_a_load_would_do_and_does_nothing()
    {
        var plain = await File.ReadAllLinesAsync(Path.Combine(_samples, "calls.csv"));
        await DropAsync("calls.csv", Encoding.UTF8.GetBytes(string.Join('\n', plain.Take(101))));
        var before = await _cloud.Calls(Patience.OfStages).VersionAsync(City);
        var notice = await DropAsync(
            "calls.csv", Encoding.UTF8.GetBytes(string.Join('\n', plain.Take(1).Concat(plain.Skip(51).Take(100)))),
            (InviteUpload.DryRun, "true"), (InviteUpload.ReplacesPeriod, "2024-01-01..2024-12-31"));
        notice.ShouldContain("The calls in calls.csv were only checked for Dos Puentes.");
        notice.ShouldContain("100 rows read: 50 calls new, 0 changed, 50 as they were, 0 rows rejected.");
        notice.ShouldContain("50 calls that it no longer holds would be removed.");
        (await _cloud.Calls(Patience.OfStages).VersionAsync(City)).ShouldBe(before);
        (await CountAsync()).ShouldBe(100);
        (await QueryAsync("SELECT count(*) FROM staged_calls")).ShouldBe(0);
    }

    private UploadLog Log => new(_cloud.Store, City);

    private async Task<string> DropAsync(string name, byte[] content, params (string, string)[] said)
    {
        await new UploadIntake(_cloud, "request", CancellationToken.None).TakeAsync(_cloud.Put(Keys.Upload.For(City, name), content, said));
        return _cloud.Notices[^1];
    }

    /// <summary>What the bucket does with notes: each comes back as an event.</summary>
    private async Task FollowNotesAsync()
    {
        foreach (var key in await _cloud.Store.ListAsync(Keys.Continuation.Begin(City)))
        {
            await new UploadIntake(_cloud, "note", CancellationToken.None).TakeAsync(new Upload("bucket", key, "", Upload.Pad("1"), "", 1));
        }
    }

    private static async Task<byte[]> ReadExportAsync(int rows)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(_samples, "portal_export.csv"));
        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Take(rows + 1)));
    }

    private static async Task<string> FindVersionOfPlainAsync(int rows)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(_samples, "calls.csv"));
        var city = CityJson.Read("city.json", await File.ReadAllBytesAsync(Path.Combine(_samples, "city.json"))).City;
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines.Take(rows + 1))));
        return new CallReader("calls.csv", city).Read(csv, _ => { }).Version!;
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, System.IO.Compression.CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static void ShouldHoldNoValue(string notice, byte[] export)
    {
        var words = notice.Split([' ', '\n', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var values = Encoding.UTF8.GetString(export).Split("\r\n").Skip(1).Take(200).SelectMany(row => row.Split(',')).Where(value => value.Length > 3);
        values.Where(words.Contains).ShouldBeEmpty();
    }

    private async Task<long> CountAsync() => await QueryAsync("SELECT count(*) FROM calls");

    private async Task<long> QueryAsync(string sql) => (await _cloud.Data(Patience.OfStages).QueryAsync("looking", sql, []))[0].Long(0);
}
