using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;
using SmartBeats.Context;
using SmartBeats.Files;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Intake;

/// <summary>Takes one uploaded file into a city: what it is, how it is read, what came of it; the same in both homes.</summary>
/// <remarks>
/// A file of calls whose columns are neither the contract's nor known from before is loaded only after a person has confirmed how
/// they are read: it waits, and its record holds the question.
/// </remarks>
/// <param name="reports">The folder of its report, within the city's.</param>
public sealed class FileIntake(IObjectStore store, CitySettings settings, IIntakeHome home, string reports)
{
    /// <summary>What whoever uploads a file calls a period that it holds whole.</summary>
    public const string ReplacesPeriod = "replaces-period";

    private readonly UploadLog _log = new(store, settings.City.Id);

    /// <summary>Takes the file in. Every step is on record.</summary>
    /// <param name="record">As it was announced, or as it waited for its mapping.</param>
    /// <param name="progress">Told of the share of the bytes that is read; null for nobody.</param>
    /// <returns>What came of it: loaded, checked, refused, or waiting for a mapping.</returns>
    /// <exception cref="OperationCanceledException">Cut off: the record says that the file is being read.</exception>
    public async Task<UploadRecord> TakeAsync(
        UploadRecord record, IntakeFile file, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var waited = record.Mapping?.Fingerprint;
        // Said to be one, it is refused as one, too.
        record = record.Signal is null ? record : record with { Kind = UploadKind.Signal };
        record = record with { Status = UploadStatus.Reading, Bytes = file.Bytes, Message = null, Remedy = null, Progress = 0 };
        await _log.SaveAsync(record, cancellation);
        var calls = new CallsIntake(store, settings.City, file.Name, reports, removesOlder: false);
        try
        {
            record = await TakeByKindAsync(record, file, calls, progress, cancellation);
        }
        catch (InputException fault)
        {
            record = IsQuestion(calls.Open)
                ? record with { Kind = UploadKind.Calls, Status = UploadStatus.NeedsMapping, Mapping = MappingQuestion.Create(calls.Open!) }
                : record with { Status = UploadStatus.Refused, Mapping = null };
            record = record with { Message = $"{fault.Where}: {fault.What}", Remedy = fault.Remedy };
        }

        record = record with { Progress = null, Report = calls.Report, RejectedKey = calls.RejectedKey };
        if (record.Mapping is { } question)
        {
            await _log.WaitAsync(question.Fingerprint, record.Upload, home.WriteNote(), cancellation);
        }

        if (record is { Kind: UploadKind.Calls, Status: UploadStatus.Loaded })
        {
            await CityMonitor.UpdateAsync(store, home.Calls, settings.City.Id, cancellation: cancellation);
        }

        await _log.SaveAsync(record, CancellationToken.None);
        if (waited is not null && record.Mapping?.Fingerprint != waited)
        {
            await _log.EndWaitAsync(waited, record.Upload, CancellationToken.None);
        }

        return record;
    }

    private async Task<UploadRecord> TakeByKindAsync(
        UploadRecord record, IntakeFile file, CallsIntake calls, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (file.Name == CityMappings.FileName)
        {
            return await TakeMappingsAsync(record, file, cancellation);
        }

        if (record.Signal is { } signal)
        {
            return await TakeSignalAsync(record, file, signal, cancellation);
        }

        if ((record.Shows is { } shows ? ContextLayer.FindKind(shows) : ContextLayer.FindKindOfFile(file.Name)) is { } drawn)
        {
            return await TakeContextAsync(record, file, drawn, cancellation);
        }

        var kind = Recognise(file).OrThrowIfNoData(file.Name);
        record = record with { Kind = kind.Use == FileUse.Map ? UploadKind.Map : UploadKind.Calls };
        await _log.SaveAsync(record, cancellation);
        return record.Kind == UploadKind.Map
            ? await TakeMapAsync(record, file, cancellation)
            : await TakeCallsAsync(record, file, calls, progress, cancellation);
    }

    private async Task<UploadRecord> TakeCallsAsync(
        UploadRecord record, IntakeFile file, CallsIntake calls, IProgress<double>? progress, CancellationToken cancellation)
    {
        var city = settings.City;
        var replaces = record.Replaces is { Length: > 0 } period ? ReplacedPeriod.Parse(ReplacesPeriod, period) : null;
        var map = await CityFiles.FindMapAsync(store, city.Id, cancellation);
        var book = await CityMappings.ReadAsync(store, city.Id, cancellation);
        var options = new CallReadOptions
        {
            Threads = home.Threads,
            Mapping = new MappingSources { Book = book, AsksFirst = true },
            Streets = await CityStreets.FindAsync(store, city.Id, cancellation),
        }.Beside(map);
        var load = new CallsLoad(replaces, record.DryRun ? null : home.NameLoad($"{city.TimeZone} {map?.Version} {replaces} {book.ToJson()}"), record.DryRun);
        var source = new CallSource(file.Name, () => new WatchedStream(file.Open(), file.Bytes, progress));
        var counts = await calls.LoadAsync(home.Calls, [source], options, load, cancellation);
        return record with
        {
            Status = record.DryRun ? UploadStatus.Checked : UploadStatus.Loaded,
            Mapping = null,
            Calls = CallsChange.From(counts),
        };
    }

    private async Task<UploadRecord> TakeMapAsync(UploadRecord record, IntakeFile file, CancellationToken cancellation)
    {
        // Read before it is anybody's turn: a bad map is refused without anybody waiting for it.
        var map = await MapIntake.ReadAsync(file, settings, cancellation);
        if (!record.DryRun)
        {
            await home.SaveMapAsync(turn => CityFiles.SaveMapAsync(store, settings.City.Id, file.Name, map, turn), cancellation);
        }

        return record with
        {
            Status = record.DryRun ? UploadStatus.Checked : UploadStatus.Loaded,
            Map = MapSummary.From(map),
        };
    }

    private async Task<UploadRecord> TakeContextAsync(UploadRecord record, IntakeFile file, ContextKind shows, CancellationToken cancellation)
    {
        record = record with { Kind = UploadKind.Context };
        await _log.SaveAsync(record, cancellation);
        var map = await CityFiles.FindMapAsync(store, settings.City.Id, cancellation);
        var (layer, _) = await CityContext.TakeAsync(store, settings.City.Id, shows, file.Name, file.Open, map, record.DryRun, cancellation);
        return record with
        {
            Status = record.DryRun ? UploadStatus.Checked : UploadStatus.Loaded,
            Context = ContextSummary.From(layer),
        };
    }

    private async Task<UploadRecord> TakeSignalAsync(UploadRecord record, IntakeFile file, string name, CancellationToken cancellation)
    {
        var map = await CityFiles.FindMapAsync(store, settings.City.Id, cancellation);
        var layer = await CitySignals.TakeAsync(store, settings.City, name, file.Name, file.Open, map, null, record.DryRun, cancellation);
        return record with
        {
            Status = record.DryRun ? UploadStatus.Checked : UploadStatus.Loaded,
            SignalLayer = SignalSummary.From(layer),
        };
    }

    /// <summary>A <c>mapping.json</c>: its mappings are kept; what waits for them is for the home to go on with.</summary>
    private async Task<UploadRecord> TakeMappingsAsync(UploadRecord record, IntakeFile file, CancellationToken cancellation)
    {
        using var json = new MemoryStream();
        if (file.Bytes <= MappingBook.LargestBytes)
        {
            await using var content = file.Open();
            await content.CopyToAsync(json, cancellation);
        }

        var book = MappingBook.Read(file.Name, file.Bytes <= MappingBook.LargestBytes ? json.ToArray() : new byte[MappingBook.LargestBytes + 1]);
        if (!record.DryRun)
        {
            await CityMappings.KeepAsync(store, settings.City.Id, book.Mappings, cancellation: cancellation);
        }

        return record with
        {
            Status = record.DryRun ? UploadStatus.Checked : UploadStatus.Loaded,
            Confirms = [.. book.Mappings.Select(mapping => mapping.Fingerprint)],
        };
    }

    private static FileKind Recognise(IntakeFile file)
    {
        using var content = file.Open();
        if (content.CanSeek)
        {
            return FileKind.Recognise(file.Name, content);
        }

        var head = new byte[FileKind.HeadBytes];
        return FileKind.Recognise(file.Name, head.AsSpan(0, content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    /// <summary>A file with neither a place nor a time in it is no calls file: nothing a person could confirm makes it one.</summary>
    private static bool IsQuestion(MappedFile? open) =>
        open?.Proposal is { } proposal && (proposal.Mapping.Place is not null || proposal.Mapping.Time is not null);
}
