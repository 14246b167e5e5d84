using SmartBeats.Calls.Files;
using SmartBeats.Calls.Streets;
using SmartBeats.Geography;

namespace SmartBeats.Calls;

/// <summary>How a calls CSV is read.</summary>
public sealed record CallReadOptions
{
    /// <summary>The extent of the city's map; null while there is none: then swapped axes cannot be told, only ranges are checked.</summary>
    public CityBox? CityBox { get; init; }

    /// <summary>Where the map's areas are, for files that tell of a call only its area; null while there is no map.</summary>
    public AreaPlaces? Areas { get; init; }

    /// <summary>Finds the places of calls that have an address and no coordinates; null without a street layer. Built where a file needs it.</summary>
    public Lazy<StreetIndex>? Streets { get; init; }

    /// <summary>More than this share of rejected rows refuses the file. A fraction, 0 to 1.</summary>
    public double MaxRejectedShare { get; init; } = 0.10;

    /// <summary>What <c>service_minutes</c> are: false, the minutes of all officers together; true, the minutes every officer spent, which count times <c>units</c> (1 where a row does not say).</summary>
    public bool MinutesAreEach { get; init; }

    /// <summary>Where a file in another form than the plain contract is mapped from; null to take the plain contract only.</summary>
    public MappingSources? Mapping { get; init; }

    /// <summary>The sheet of a workbook that holds the calls; null for its first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Blocks of rows parsed at the same time, at least 1. The outcome does not depend on it.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>The same with what the city's map tells.</summary>
    /// <param name="map">Null while there is none.</param>
    public CallReadOptions Beside(CityMap? map) => this with { CityBox = map?.Box(), Areas = map is null ? null : new AreaPlaces(map) };
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
    private IReadOnlyList<FormChooser> _choosers = [];

    /// <summary>What the last reading came to: also when it ended in a refusal for too many rejected rows, or for none. Null after any other exception.</summary>
    public CallReadReport? Report { get; private set; }

    /// <summary>By what each file of the last reading was read, also when a doubt ended it.</summary>
    public IReadOnlyList<MappedFile> Files => [.. _choosers.Select(chooser => chooser.Describe())];

    /// <summary>Reads the whole file and hands its calls on in batches, in the order of the file, duplicates included, one batch at a time.</summary>
    /// <param name="csv">
    /// Read from where it stands to its end, and left open. Once; again where it can seek and holds duplicates, since the
    /// version must leave out what they replace, or is in another form and has to be looked at as a whole first.
    /// </param>
    /// <param name="onBatch">
    /// Gets each batch on the calling thread; the span is only good during the call. Provisional until this method returns:
    /// an exception means that nothing of the file may be kept, so write inside a transaction.
    /// </param>
    /// <param name="rejectedCsv">Gets <c>rejected.csv</c>; the only thing that repeats what rows hold. Not flushed.</param>
    /// <exception cref="InputException">The file is no calls CSV, holds no rows, or too many bad ones; or the time zone is unknown.</exception>
    public CallReadReport Read(Stream csv, Action<ReadOnlySpan<Call>> onBatch, TextWriter? rejectedCsv = null, CancellationToken cancellation = default) =>
        Read([CallSource.FromStream(fileName, csv)], onBatch, rejectedCsv, cancellation);

    /// <summary>Reads files that make one load, in the order given.</summary>
    /// <param name="sources">At least one.</param>
    /// <inheritdoc cref="Read(Stream, Action{ReadOnlySpan{Call}}, TextWriter?, CancellationToken)"/>
    public CallReadReport Read(
        IReadOnlyList<CallSource> sources, Action<ReadOnlySpan<Call>> onBatch, TextWriter? rejectedCsv = null, CancellationToken cancellation = default)
    {
        var seen = new EventNumberSet();
        return Read(
            sources,
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
    /// <param name="seen">Empty. The caller notes every call of every batch in it, in order, by <see cref="EventNumberSet.Exchange(string, int)"/> or <see cref="EventNumberSet.FindOrAdd"/>, with the tag it was counted under; what comes back is the tag to take out, or -1.</param>
    /// <inheritdoc cref="Read(Stream, Action{ReadOnlySpan{Call}}, TextWriter?, CancellationToken)"/>
    public CallReadReport Read(Stream csv, EventNumberSet seen, Action<ReadOnlySpan<Call>> onBatch, TextWriter? rejectedCsv = null, CancellationToken cancellation = default) =>
        Read([CallSource.FromStream(fileName, csv)], seen, onBatch, rejectedCsv, cancellation);

    /// <summary>The same for files that make one load.</summary>
    /// <param name="sources">At least one, read in the order given.</param>
    /// <inheritdoc cref="Read(Stream, EventNumberSet, Action{ReadOnlySpan{Call}}, TextWriter?, CancellationToken)"/>
    public CallReadReport Read(
        IReadOnlyList<CallSource> sources, EventNumberSet seen, Action<ReadOnlySpan<Call>> onBatch, TextWriter? rejectedCsv = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        Report = null;
        _choosers = [];
        sources = _options.Mapping is null ? sources : [.. sources.SelectMany(source => FileForms.Expand(source, _options.Sheet))];
        var version = new CallSetVersion();
        var rejected = new RejectedRows(rejectedCsv);
        var tally = new CallTally(fileName, _options, rejected);
        _choosers = [.. sources.Select(source => new FormChooser(source, city, _options))];
        for (var i = 0; i < sources.Count; i++)
        {
            new CallReading(sources[i], city, _options, _choosers[i], tally, Add, rejected).Run(sources.Count > 1, cancellation);
        }

        if (seen.Count + seen.Duplicates != tally.Accepted)
        {
            throw new InvalidOperationException("Every call of every batch must be exchanged in the set of event numbers, once.");
        }

        var refusal = tally.Refusal();
        var known = refusal is null && (seen.Duplicates == 0 || sources.All(source => source.CanReopen));
        if (known && seen.Duplicates > 0)
        {
            var unwritten = new RejectedRows(null);
            for (var i = 0; i < sources.Count; i++)
            {
                var again = new CallTally(fileName, _options, unwritten);
                new CallReading(sources[i], city, _options, _choosers[i], again, calls => RemoveReplaced(version, calls, seen), unwritten).Run(false, cancellation);
            }
        }

        Report = tally.Report(seen.Duplicates, known ? version.ToString() : null);
        return refusal is null ? Report : throw refusal;

        void Add(ReadOnlySpan<Call> calls)
        {
            foreach (ref readonly var call in calls)
            {
                version.Add(call);
            }

            onBatch(calls);
        }
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
