namespace SmartBeats.Calls;

/// <summary>How a calls CSV is read.</summary>
public sealed record CallReadOptions
{
    /// <summary>The extent of the city's map; null while there is none: then swapped axes cannot be told, only ranges are checked.</summary>
    public CityBox? CityBox { get; init; }

    /// <summary>More than this share of rejected rows refuses the file. A fraction, 0 to 1.</summary>
    public double MaxRejectedShare { get; init; } = 0.10;

    /// <summary>What <c>service_minutes</c> are: false, the minutes of all officers together; true, the minutes every officer spent, which count times <c>units</c> (1 where a row does not say).</summary>
    public bool MinutesAreEach { get; init; }

    /// <summary>Blocks of rows parsed at the same time, at least 1. The outcome does not depend on it.</summary>
    public int Threads { get; init; } = 2;
}

/// <summary>Reads calls for service from CSV, streaming: a header in any column order, then a call a row.</summary>
/// <remarks>
/// The contract is in the README of this folder. Memory is bounded but for the set of event numbers
/// (<see cref="EventNumberSet"/>), whatever the file holds. Not for two threads at once.
/// </remarks>
/// <param name="fileName">As messages name the file.</param>
/// <param name="city">Its time zone is that of timestamps without an offset.</param>
public sealed class CallReader(string fileName, City city, CallReadOptions? options = null)
{
    private readonly CallReadOptions _options = Checked(options ?? new CallReadOptions());

    /// <summary>What the last reading came to: also when it ended in a refusal for too many rejected rows, or for none. Null after any other exception.</summary>
    public CallReadReport? Report { get; private set; }

    /// <summary>Reads the whole file and hands its calls on in batches, in the order of the file, duplicates included, one batch at a time.</summary>
    /// <param name="csv">
    /// Read from where it stands to its end, and left open. Once; twice where it holds duplicates and can seek, since the
    /// version must leave out what they replace.
    /// </param>
    /// <param name="onBatch">
    /// Gets each batch on the calling thread; the span is only good during the call. Provisional until this method returns:
    /// an exception means that nothing of the file may be kept, so write inside a transaction.
    /// </param>
    /// <param name="rejectedCsv">Gets <c>rejected.csv</c>; the only thing that repeats what rows hold. Not flushed.</param>
    /// <exception cref="InputException">The file is no calls CSV, holds no rows, or too many bad ones; or the time zone is unknown.</exception>
    public CallReadReport Read(Stream csv, Action<ReadOnlySpan<Call>> onBatch, TextWriter? rejectedCsv = null, CancellationToken cancellation = default)
    {
        var seen = new EventNumberSet();
        return Read(
            csv,
            seen,
            calls =>
            {
                foreach (ref readonly var call in calls)
                {
                    seen.Exchange(call.EventNumber, 0);
                }

                onBatch(calls);
            },
            rejectedCsv,
            cancellation);
    }

    /// <summary>Reads the file for a caller who counts without a store and must take a replaced row back out of its count.</summary>
    /// <param name="seen">Empty. The caller exchanges every call of every batch in it, in order, with the tag it was counted under; what comes back is the tag to take out, or -1.</param>
    /// <inheritdoc cref="Read(Stream, Action{ReadOnlySpan{Call}}, TextWriter?, CancellationToken)"/>
    public CallReadReport Read(Stream csv, EventNumberSet seen, Action<ReadOnlySpan<Call>> onBatch, TextWriter? rejectedCsv = null, CancellationToken cancellation = default)
    {
        Report = null;
        var start = csv.CanSeek ? csv.Position : -1;
        var version = new CallSetVersion();
        var reading = new CallReading(
            fileName,
            city,
            _options,
            calls =>
            {
                foreach (ref readonly var call in calls)
                {
                    version.Add(call);
                }

                onBatch(calls);
            },
            new RejectedRows(rejectedCsv));
        reading.Run(csv, cancellation);
        if (seen.Count + seen.Duplicates != reading.Accepted)
        {
            throw new InvalidOperationException("Every call of every batch must be exchanged in the set of event numbers, once.");
        }

        var refusal = reading.Refusal();
        var known = refusal is null && (seen.Duplicates == 0 || start >= 0);
        if (known && seen.Duplicates > 0)
        {
            csv.Position = start;
            new CallReading(fileName, city, _options, calls => RemoveReplaced(version, calls, seen), new RejectedRows(null)).Run(csv, cancellation);
        }

        Report = reading.Report(seen.Duplicates, known ? version.ToString() : null);
        return refusal is null ? Report : throw refusal;
    }

    private static void RemoveReplaced(CallSetVersion version, ReadOnlySpan<Call> calls, EventNumberSet seen)
    {
        foreach (ref readonly var call in calls)
        {
            if (seen.TakeReplaced(call.EventNumber))
            {
                version.Remove(call);
            }
        }
    }

    private static CallReadOptions Checked(CallReadOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRejectedShare, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxRejectedShare, 1);
        return options;
    }
}
