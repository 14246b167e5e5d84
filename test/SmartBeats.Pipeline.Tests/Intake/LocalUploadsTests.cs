using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Calls.Mapping;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Pipeline.Tests.Intake;

/// <summary>Files sent to a workspace, as the API does it.</summary>
public sealed class LocalUploadsTests : IAsyncLifetime, IAsyncDisposable
{
    private const string City = "dos-puentes";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");
    private readonly List<Exception> _faults = [];
    private Workspace _workspace = null!;
    private LocalUploads _uploads = null!;
    private int _sent;

    private UploadLog Log => new(_workspace.Files, City);

    public async Task InitializeAsync()
    {
        _workspace = await Workspace.OpenAsync(_folder.FullName, create: true);
        await _workspace.SaveCityAsync(new CitySettings(SampleCity.City, "AREA_ID"));
        _uploads = new LocalUploads(_folder.FullName, _faults.Add);
    }

    public async Task DisposeAsync()
    {
        await _uploads.DisposeAsync();
        await _workspace.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public async Task A_portal_export_waits_for_its_mapping_and_gives_the_calls_of_the_plain_file()
    {
        var export = await ReadLinesAsync("portal_export.csv", 0, 3000);
        var waiting = await SendAsync("portal export (1).csv", export);
        (waiting.Status, waiting.Kind).ShouldBe((UploadStatus.NeedsMapping, UploadKind.Calls), waiting.Message);
        waiting.Mapping!.Doubts.ShouldBeEmpty();
        waiting.Mapping.Columns.Single(column => column.Name == "Call Received").Samples.Count.ShouldBe(5);
        waiting.Mapping.Unused.ShouldBe(["OBJECTID"]);

        var mapping = MappingBook.ReadOne("mapping", Encoding.UTF8.GetBytes(waiting.Mapping.Proposal.GetRawText()));
        (await CityMappings.KeepAsync(_workspace.Files, City, [mapping])).ShouldBeTrue();
        (await _uploads.ConfirmAsync(City, mapping.Fingerprint, default)).ShouldBe(1);
        await _uploads.WaitAsync();
        var loaded = (await Log.FindAsync(waiting.Upload))!;
        (loaded.Status, loaded.Mapping, loaded.Calls!.Inserted).ShouldBe((UploadStatus.Loaded, null, 3000));
        (await _uploads.ConfirmAsync(City, mapping.Fingerprint, default)).ShouldBe(0);

        // The plain file of the same calls changes nothing, and neither does the export once more.
        foreach (var again in new[] { await SendAsync("calls.csv", await ReadLinesAsync("calls.csv", 0, 3000)), await SendAsync("again.csv", export) })
        {
            (again.Status, again.Calls!.Unchanged, again.Calls.Version).ShouldBe((UploadStatus.Loaded, 3000, loaded.Calls.Version));
        }

        // Nothing of the files stays but what is loaded.
        (await _workspace.Files.ListAsync(Keys.Upload.Begin(City))).ShouldBeEmpty();
        (await _workspace.Files.ListAsync(Keys.Waiting.Begin(City))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_open_doubt_comes_with_its_answers_and_the_one_chosen_loads_the_file()
    {
        const string rows = "Call Date,Longitude,Latitude,Pri\n03/04/2024 10:00,-113.4,33.24,1\n05/06/2024 11:00,-113.39,33.25,2\n";
        var waiting = await SendAsync("doubtful.csv", rows);
        var doubt = waiting.Mapping!.Doubts.ShouldHaveSingleItem();
        doubt.Field.ShouldBe("time");
        doubt.Choices.Select(choice => choice.Label).ShouldBe(["the month first (03/04 is March 4)", "the day first (03/04 is 3 April)"]);

        var proposal = JsonNode.Parse(waiting.Mapping.Proposal.GetRawText())!.AsObject();
        foreach (var (name, value) in doubt.Choices[1].Set)
        {
            proposal[name] = JsonNode.Parse(value!.Value.GetRawText());
        }

        var mapping = MappingBook.ReadOne("mapping", Encoding.UTF8.GetBytes(proposal.ToJsonString()));
        await CityMappings.KeepAsync(_workspace.Files, City, [mapping]);
        await _uploads.ConfirmAsync(City, mapping.Fingerprint, default);
        await _uploads.WaitAsync();
        var loaded = (await Log.FindAsync(waiting.Upload))!;
        loaded.Status.ShouldBe(UploadStatus.Loaded, loaded.Message);
        (loaded.Report!.First, loaded.Report.Last).ShouldBe(("2024-04-03T10:00:00", "2024-06-05T11:00:00"));
    }

    [Fact]
    public async Task A_mapping_json_that_is_sent_loads_what_waits()
    {
        var waiting = await SendAsync("export.csv", await ReadLinesAsync("portal_export.csv", 0, 100));
        var book = $$"""{"schemaVersion": 1, "mappings": [{{waiting.Mapping!.Proposal.GetRawText()}}]}""";
        var sent = await SendAsync("mapping.json", book);
        sent.Status.ShouldBe(UploadStatus.Loaded, sent.Message);
        sent.Confirms.ShouldBe([waiting.Mapping.Fingerprint]);
        (await Log.FindAsync(waiting.Upload))!.Calls!.Inserted.ShouldBe(100);
    }

    [Fact]
    public async Task A_signal_is_kept_by_its_name_and_a_bad_one_leaves_the_one_before()
    {
        var crashes = await File.ReadAllBytesAsync(Path.Combine(SampleCity.Samples, "crashes.geojson"));
        var dry = await SendAsync("2024.geojson", crashes, dryRun: true, signal: "crashes");
        (dry.Status, dry.Kind, dry.SignalLayer!.Features).ShouldBe((UploadStatus.Checked, UploadKind.Signal, 1300), dry.Message);
        (await CitySignals.ListAsync(_workspace.Files, City)).ShouldBeEmpty();
        var loaded = await SendAsync("2024.geojson", crashes, signal: "crashes");
        loaded.Status.ShouldBe(UploadStatus.Loaded, loaded.Message);
        var refused = await SendAsync("2025.geojson", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}"u8.ToArray(), signal: "crashes");
        (refused.Status, refused.Message).ShouldBe((UploadStatus.Refused, "2025.geojson: holds polygons, and no column of it is called weight, count, value, amount"));
        (await CitySignals.ListAsync(_workspace.Files, City)).Select(signal => (signal.Name, signal.FileName, signal.Total)).ShouldBe([("crashes", "2024.geojson", 1300)]);
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        await SendAsync("calls.csv", await ReadLinesAsync("calls.csv", 0, 1000));
        var before = await _workspace.Calls.VersionAsync(City);
        var rows = await ReadLinesAsync("calls.csv", 400, 1000);
        var dry = await SendAsync("calls.csv", rows, dryRun: true, replaces: "2024-01-01..2024-12-31");
        (dry.Status, dry.Calls!.Inserted, dry.Calls.Unchanged, dry.Calls.Removed).ShouldBe((UploadStatus.Checked, 400, 600, 400), dry.Message);
        (await _workspace.Calls.VersionAsync(City)).ShouldBe(before);
        var real = await SendAsync("calls.csv", rows, replaces: "2024-01-01..2024-12-31");
        real.Calls.ShouldBe(dry.Calls);
        (await _workspace.Calls.VersionAsync(City)).ShouldBe(dry.Calls.Version);
        var map = await SendAsync("city.zip", await File.ReadAllBytesAsync(Path.Combine(SampleCity.Samples, "city.zip")), dryRun: true);
        (map.Status, map.Map!.Areas).ShouldBe((UploadStatus.Checked, 585));
        (await _workspace.CurrentMapAsync(City)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_cut_off_is_taken_in_by_the_next_process()
    {
        var record = Announce("calls.csv", 0);
        var content = Encoding.UTF8.GetBytes(await ReadLinesAsync("calls.csv", 0, 500));
        record = record with { Bytes = content.Length };
        // As a process leaves it that is killed while it reads.
        await _workspace.Files.PutAsync(Keys.Upload.For(City, $"{record.Upload}-calls.csv"), content);
        await Log.SaveAsync(record with { Status = UploadStatus.Reading });
        await _uploads.ResumeAsync();
        await _uploads.WaitAsync();
        (await Log.FindAsync(record.Upload))!.Calls!.Inserted.ShouldBe(500);
    }

    [Fact]
    public async Task The_same_bytes_sent_twice_under_one_id_are_taken_once_and_others_are_not()
    {
        var content = Encoding.UTF8.GetBytes(await ReadLinesAsync("calls.csv", 0, 50));
        var record = Announce("calls.csv", content.Length);
        (await _uploads.ReceiveAsync(City, record, new MemoryStream(content), default)).ShouldNotBeNull();
        await _uploads.WaitAsync();
        var done = (await Log.FindAsync(record.Upload))!;
        (await _uploads.ReceiveAsync(City, done, new MemoryStream(content), default))!.Status.ShouldBe(UploadStatus.Loaded);
        content[^3] ^= 1;
        (await _uploads.ReceiveAsync(City, done, new MemoryStream(content), default)).ShouldBeNull();
        (await Should.ThrowAsync<InputException>(() => _uploads.ReceiveAsync(City, record, new MemoryStream(content[..^5]), default)))
            .Message.ShouldContain("Send the file again, whole.");
        (await Log.FindAsync(record.Upload))!.ContentHash.ShouldBe(done.ContentHash);
        _faults.ShouldBeEmpty();
    }

    private UploadRecord Announce(string name, long bytes)
    {
        var received = new DateTimeOffset(2026, 1, 2, 3, 4, ++_sent, TimeSpan.Zero);
        return new UploadRecord(UploadLog.CreateId(received, $"{name} {_sent}"), name, UploadLog.Print(received)) { Bytes = bytes };
    }

    private Task<UploadRecord> SendAsync(string name, string text, bool dryRun = false, string? replaces = null) =>
        SendAsync(name, Encoding.UTF8.GetBytes(text), dryRun, replaces);

    private async Task<UploadRecord> SendAsync(string name, byte[] content, bool dryRun = false, string? replaces = null, string? signal = null)
    {
        var record = Announce(name, content.Length) with { DryRun = dryRun, Replaces = replaces, Signal = signal };
        await _uploads.ReceiveAsync(City, record, new MemoryStream(content), default);
        await _uploads.WaitAsync();
        _faults.ShouldBeEmpty();
        return (await Log.FindAsync(record.Upload))!;
    }

    /// <summary>The header and some rows of a sample.</summary>
    private static async Task<string> ReadLinesAsync(string name, int skip, int rows)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(SampleCity.Samples, name));
        return string.Join('\n', lines.Take(1).Concat(lines.Skip(1 + skip).Take(rows))) + "\n";
    }
}
