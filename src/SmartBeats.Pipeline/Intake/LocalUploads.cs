using System.Globalization;
using System.Security.Cryptography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Pipeline.Intake;

/// <summary>Uploads into a workspace, taken in by this process: one at a time, beside whoever reads.</summary>
/// <remarks>
/// A file lies in the workspace only until it is loaded or refused, or as long as it waits for its mapping. What was cut off with
/// the process is taken in again by <see cref="ResumeAsync"/>.
/// </remarks>
/// <param name="folder">The workspace's.</param>
/// <param name="onFault">Told what went wrong that is nobody's file's fault.</param>
public sealed class LocalUploads(string folder, Action<Exception> onFault) : IUploads, IAsyncDisposable
{
    private readonly FolderObjectStore _store = new(folder);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _receiving = new(1, 1);
    private readonly List<Task> _work = [];

    /// <inheritdoc/>
    public async Task<UploadRecord?> ReceiveAsync(string city, UploadRecord record, Stream content, CancellationToken cancellation)
    {
        await using var file = await _store.BeginAsync(KeyOf(city, record), cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long bytes = 0;
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            bytes += read;
            if (bytes > record.Bytes)
            {
                break;
            }

            hash.AppendData(buffer, 0, read);
            file.Write(buffer.AsSpan(0, read));
        }

        if (bytes != record.Bytes)
        {
            var what = bytes > record.Bytes
                ? "has more bytes than were announced"
                : string.Create(CultureInfo.InvariantCulture, $"ended after {bytes:N0} of {record.Bytes:N0} bytes");
            throw new InputException(record.FileName, what, "Send the file again, whole.");
        }

        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        // Two may send at once: the first to end is the one that is taken.
        await _receiving.WaitAsync(cancellation);
        try
        {
            var log = new UploadLog(_store, city);
            record = await log.FindAsync(record.Upload, cancellation) ?? record;
            if (record.ContentHash is { } before)
            {
                return before == digest ? record : null;
            }

            await file.CompleteAsync(cancellation);
            record = record with { Status = UploadStatus.Reading, ContentHash = digest, Progress = 0 };
            await log.SaveAsync(record, cancellation);
            Begin(city, record);
            return record;
        }
        finally
        {
            _receiving.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<int> ConfirmAsync(string city, string fingerprint, CancellationToken cancellation)
    {
        var log = new UploadLog(_store, city);
        var resumed = 0;
        foreach (var (upload, _) in await log.ListWaitingAsync(fingerprint, cancellation))
        {
            if (await log.FindAsync(upload, cancellation) is { } record)
            {
                Begin(city, record);
                resumed++;
            }
        }

        return resumed;
    }

    /// <summary>Takes in again what an earlier process was cut off in.</summary>
    public async Task ResumeAsync(CancellationToken cancellation = default)
    {
        foreach (var city in Workspace.CitiesIn(_store))
        {
            foreach (var record in await new UploadLog(_store, city).ListAsync(int.MaxValue, cancellation: cancellation))
            {
                if (record.Status == UploadStatus.Reading && File.Exists(_store.PathOf(KeyOf(city, record))))
                {
                    Begin(city, record);
                }
            }
        }
    }

    /// <summary>Waits until nothing is being taken in, nor what that has set going.</summary>
    public async Task WaitAsync()
    {
        while (ListWork() is { Length: > 0 } work)
        {
            await Task.WhenAll(work);
        }
    }

    /// <summary>Ends what is being taken in: it is taken up by the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await WaitAsync();
        _stop.Dispose();
        _turn.Dispose();
        _receiving.Dispose();
    }

    private Task[] ListWork()
    {
        lock (_work)
        {
            _work.RemoveAll(task => task.IsCompleted);
            return [.. _work];
        }
    }

    private void Begin(string city, UploadRecord record)
    {
        lock (_work)
        {
            _work.Add(Task.Run(() => TakeAsync(city, record)));
        }
    }

    private async Task TakeAsync(string city, UploadRecord record)
    {
        try
        {
            await _turn.WaitAsync(_stop.Token);
            try
            {
                await TakeInTurnAsync(city, record);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The next process takes it up.
        }
        catch (Exception fault)
        {
            onFault(fault);
            await new UploadLog(_store, city).SaveAsync(record with
            {
                Status = UploadStatus.Refused,
                Progress = null,
                Message = $"{record.FileName}: something went wrong inside SmartBeats",
                Remedy = "Send the file again; tell the operators if it stays.",
            });
            await _store.DeleteAsync(KeyOf(city, record));
        }
    }

    private async Task TakeInTurnAsync(string city, UploadRecord record)
    {
        var settings = await CityFiles.FindSettingsAsync(_store, city, _stop.Token);
        var path = _store.PathOf(KeyOf(city, record));
        if (settings is null || !File.Exists(path))
        {
            return;
        }

        // A connection of its own: a load holds it to its end, and others go on reading.
        await using var calls = SqliteCallStore.InFile(_store.PathOf("calls.db"));
        var home = new LocalIntake(_store, city, calls);
        var file = new IntakeFile(record.FileName, record.Bytes, () => File.OpenRead(path));
        var tell = new Tell(new UploadLog(_store, city), record);
        var done = await new FileIntake(_store, settings, home, record.Upload).TakeAsync(record, file, tell, _stop.Token);
        if (done.Status != UploadStatus.NeedsMapping)
        {
            File.Delete(path);
        }

        foreach (var fingerprint in done.Status == UploadStatus.Loaded ? done.Confirms ?? [] : [])
        {
            await ConfirmAsync(city, fingerprint, _stop.Token);
        }
    }

    private static string KeyOf(string city, UploadRecord record) =>
        Keys.Upload.For(city, $"{record.Upload}-{KeptReports.FolderOf(record.FileName)}");

    private sealed class LocalIntake(FolderObjectStore store, string city, ICallStore calls) : IIntakeHome
    {
        public ICallStore Calls => calls;

        public int Threads => Environment.ProcessorCount;

        public string? NameLoad(string reading) => null;

        public async Task SaveMapAsync(Func<CancellationToken, Task> save, CancellationToken cancellation)
        {
            await save(cancellation);
            if (await CityFiles.FindCurrentMapAsync(store, city, cancellation) is { } current)
            {
                await CityFiles.RecordMapAsync(store, city, current, cancellation);
            }
        }

        public byte[] WriteNote() => "{}\n"u8.ToArray();
    }

    /// <summary>Puts every tenth of the reading on record.</summary>
    private sealed class Tell(UploadLog log, UploadRecord record) : IProgress<double>
    {
        private double _told;

        public void Report(double value)
        {
            if (Math.Abs(value - _told) >= 0.1)
            {
                _told = value;
                log.SaveAsync(record with { Status = UploadStatus.Reading, Kind = UploadKind.Calls, Progress = value }).GetAwaiter().GetResult();
            }
        }
    }
}
