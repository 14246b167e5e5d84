using System.Globalization;
using SmartBeats.Files;

namespace SmartBeats.Calls;

/// <summary>One reading of one file: cuts blocks, has them parsed side by side, and takes them in again in order.</summary>
internal sealed class CallReading(string fileName, City city, CallReadOptions options, Action<ReadOnlySpan<Call>> onBatch, RejectedRows rejected)
{
    /// <summary>Blocks that wait at most until the axes are judged.</summary>
    private const int MostSampleBlocks = 16;

    private const long EpochTicks = 621_355_968_000_000_000;

    private readonly CityClock _clock = new(city);
    private readonly AxisOrder _axes = new(options.CityBox);
    private readonly Stack<CallBlock> _free = [];
    private CallColumns _columns = null!;
    private long _first = long.MaxValue, _last = long.MinValue;

    public long Accepted { get; private set; }

    public void Run(Stream csv, CancellationToken cancellation)
    {
        var head = new byte[FileKind.HeadBytes];
        var length = csv.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var kind = FileKind.Recognise(fileName, head.AsSpan(0, length));
        if (kind.Form is not (FileForm.Table or FileForm.Text))
        {
            throw FileRefusal.Create(kind, fileName, FileUse.Calls);
        }

        // A file that is all head (a test, a sample) does without the large buffers.
        var scanner = length < head.Length ? new RecordScanner(csv, head.AsSpan(0, length), head.Length) : new RecordScanner(csv, head.AsSpan(0, length));
        var firstBlock = ReadHeader(scanner);

        // The axes are judged on the first rows, so these wait; after that a block is taken in as soon as it is its turn.
        var sample = new List<CallBlock>();
        var sampled = 0;
        foreach (var block in Parsed(firstBlock, scanner, cancellation))
        {
            if (sampled >= AxisOrder.SampleRows)
            {
                Take(block);
                continue;
            }

            _axes.Sample(block.Calls);
            sampled += block.Count;
            sample.Add(block);
            // Bad rows are no sample: a file of nothing else must not be held to its end.
            if (sampled >= AxisOrder.SampleRows || sample.Count == MostSampleBlocks)
            {
                sampled = AxisOrder.SampleRows;
                sample.ForEach(Take);
                sample.Clear();
            }
        }

        sample.ForEach(Take);
    }

    public CallReadReport Report(long duplicates, string? version) => new(
        fileName,
        Accepted + rejected.Count,
        Accepted,
        rejected.Count,
        rejected.Reasons,
        duplicates,
        Accepted == 0 ? null : Local(_first),
        Accepted == 0 ? null : Local(_last),
        _axes.Swapped,
        _columns.Found,
        _columns.Ignored,
        _columns.ServiceMinutes >= 0,
        _columns.Units >= 0,
        version,
        _axes.Swapped ? ["The file writes latitude before longitude throughout; it was read so."] : [],
        Refusal()?.Message);

    /// <summary>Why the file as a whole is refused; null for a good one.</summary>
    public InputException? Refusal()
    {
        var rows = Accepted + rejected.Count;
        if (rows == 0)
        {
            return new InputException(fileName, "holds a header and no rows", "Export the calls again, with the period they are wanted for.");
        }

        if (rejected.Count <= options.MaxRejectedShare * rows)
        {
            return null;
        }

        var most = rejected.Reasons[0];
        return new InputException(
            string.Create(CultureInfo.InvariantCulture, $"{fileName}:{most.FirstLine}"),
            string.Create(CultureInfo.InvariantCulture, $"{rejected.Count:N0} of {rows:N0} rows cannot be read, above the {options.MaxRejectedShare:0.##%} allowed; most often ({most.Rows:N0} rows, first in this line): {most.Reason}"),
            $"Nothing was loaded. {Remedy(most.Reason)}{(rejected.IsWritten ? " Every rejected row is in rejected.csv." : "")}");
    }

    private static string Remedy(string reason) => reason switch
    {
        RowFaults.NotUtf8 => "Save the file as CSV UTF-8.",
        RowFaults.Swapped => "Some rows write longitude first and others latitude: write POINT(lon lat) in all.",
        RowFaults.Latitude => "If latitude was written first, write POINT(lon lat).",
        _ => "Correct the export and send the file again.",
    };

    private static string Local(long seconds) =>
        new DateTime(EpochTicks + (seconds * TimeSpan.TicksPerSecond)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Reads the first block, and takes the header out of it.</summary>
    private CallBlock ReadHeader(RecordScanner scanner)
    {
        var raw = new RecordBlock();
        scanner.TryNext(raw);
        var first = raw.Records.FindIndex(record => record.Length > 0);
        if (first < 0)
        {
            throw new InputException(fileName, "is empty", "Export the calls again.");
        }

        var where = string.Create(CultureInfo.InvariantCulture, $"{fileName}:{raw.Records[first].Line}");
        if (raw.Records[first].Fault != RecordFault.None)
        {
            throw new InputException(where, $"the header cannot be read: {CsvRecords.Fault(raw.Records[first].Fault)}", $"The first line must name {string.Join(", ", CallColumns.Required)}.");
        }

        _columns = CallColumns.Of(CsvRecords.Cells(raw, raw.Records[first]), where);
        rejected.WriteHeader(_columns.Header);
        raw.Records.RemoveRange(0, first + 1);
        return new CallBlock(_columns, _clock, options.MinutesAreEach) { Raw = raw };
    }

    /// <summary>The blocks of the file, parsed, in order.</summary>
    private IEnumerable<CallBlock> Parsed(CallBlock firstBlock, RecordScanner scanner, CancellationToken cancellation)
    {
        var underWay = new Queue<Task<CallBlock>>();
        try
        {
            for (CallBlock? block = firstBlock; block is not null || underWay.Count > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                if (block is not null)
                {
                    underWay.Enqueue(Start(block));
                    block = _free.TryPop(out var used) ? used : new CallBlock(_columns, _clock, options.MinutesAreEach);
                    block = scanner.TryNext(block.Raw) ? block : null;
                }

                if (block is null || underWay.Count >= options.Threads * 2)
                {
                    yield return underWay.Dequeue().GetAwaiter().GetResult();
                }
            }
        }
        finally
        {
            Task.WaitAll(underWay, CancellationToken.None);
        }
    }

    private Task<CallBlock> Start(CallBlock block)
    {
        if (options.Threads > 1)
        {
            return Task.Run(() => Parse(block));
        }

        return Task.FromResult(Parse(block));

        static CallBlock Parse(CallBlock block)
        {
            block.Parse();
            return block;
        }
    }

    private void Take(CallBlock block)
    {
        block.Place(_axes);
        foreach (var fault in block.Faults)
        {
            rejected.Add(fault, block.Raw);
        }

        foreach (ref readonly var call in block.Calls)
        {
            _first = Math.Min(_first, call.LocalSeconds);
            _last = Math.Max(_last, call.LocalSeconds);
        }

        Accepted += block.Count;
        if (block.Count > 0)
        {
            onBatch(block.Calls);
        }

        _free.Push(block);
    }
}
