using System.Globalization;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;
using SmartBeats.Calls.Streets;

namespace SmartBeats.Calls;

/// <summary>One reading of one file: cuts blocks, has them parsed side by side, and takes them in again in order.</summary>
/// <param name="chooser">Decides by what the rows are read; asked again in a second reading, it answers the same.</param>
internal sealed class CallReading(
    CallSource source,
    City city,
    CallReadOptions options,
    FormChooser chooser,
    CallTally tally,
    Action<ReadOnlySpan<Call>> onBatch,
    RejectedRows rejected)
{
    /// <summary>Blocks that wait at most until the axes are judged.</summary>
    private const int MostSampleBlocks = 16;

    private readonly AxisOrder _axes = new(options.CityBox);
    private readonly Stack<CallBlock> _free = [];
    private RowForm _rows = null!;

    /// <param name="isOneOfSeveral">Whether other files are of the same load, so that lines need their file's name.</param>
    public void Run(bool isOneOfSeveral, CancellationToken cancellation)
    {
        try
        {
            if (!TryRun(isOneOfSeveral, cancellation))
            {
                // The file had to be looked at as a whole first, and the form is known now.
                TryRun(isOneOfSeveral, cancellation);
            }
        }
        catch (InvalidDataException broken)
        {
            throw FileForms.Damaged(source, broken);
        }
    }

    /// <summary>False where the form became known only after the file was read: then it has to be opened again.</summary>
    private bool TryRun(bool isOneOfSeveral, CancellationToken cancellation)
    {
        CallBlock firstBlock;
        using var csv = source.Open();
        var opened = OpenedCsv.Open(csv, source.Name, options.Mapping is not null);
        if (chooser.Choose(opened, cancellation) is not { } form)
        {
            return false;
        }

        _rows = new RowForm(form, opened.Dialect, city, opened.Where, options.MinutesAreEach, options.Areas, options.Streets);
        rejected.BeginFile(form.Header, isOneOfSeveral ? source.Name : null, opened.Dialect);
        firstBlock = new CallBlock(_rows) { Raw = opened.FirstRows };
        TakeAll(Parsed(firstBlock, opened.Scanner, cancellation));
        tally.EndFile(form, _axes.Swapped, source.Notes.Concat(DescribeRows()));
        return true;
    }

    /// <summary>The axes are judged on the first rows, so these wait; after that a block is taken in as soon as it is its turn.</summary>
    private void TakeAll(IEnumerable<CallBlock> blocks)
    {
        var sample = new List<CallBlock>();
        var sampled = 0;
        foreach (var block in blocks)
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

    private IEnumerable<string> DescribeRows()
    {
        var unknown = _free.Sum(block => block.UnknownCodes);
        if (unknown > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{unknown:N0} rows have a code without a meaning for priority, is_incident or source.");
        }

        if (_rows.Form.Mapping?.Place?.Form == PlaceForm.AreaId)
        {
            var strange = _free.Sum(block => block.UnknownAreas);
            var lost = strange == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {strange:N0} rows name an area that the map has not");
            yield return $"Calls are placed by their area's id, each at one point of its area: counts by area are exact, distances are not{lost}.";
        }

        if (_rows.Form.Mapping?.Place?.Form == PlaceForm.Address)
        {
            yield return StreetCounts.Add(_free.Select(block => block.Streets!)).Describe();
        }

        var unread = _free.Sum(block => block.UnreadStamps);
        if (unread > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{unread:N0} rows have a time of dispatch, arrival or clearing that is none; the rows count without it.");
        }
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
                    block = _free.TryPop(out var used) ? used : new CallBlock(_rows);
                    if (!scanner.TryNext(block.Raw))
                    {
                        _free.Push(block);
                        block = null;
                    }
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

        tally.Add(block);
        if (block.Count > 0)
        {
            onBatch(block.Calls);
        }

        _free.Push(block);
    }
}
