using SmartBeats.Calls.Mapping;

namespace SmartBeats.Calls.Files;

/// <summary>
/// Decides by what one file's rows become calls: the plain contract, a kept mapping, or one proposed from the file as a whole.
/// </summary>
internal sealed class FormChooser(CallSource source, City city, CallReadOptions options)
{
    private CallForm? _form;
    private CallMapping? _kept;
    private bool _isOpen;

    /// <summary>As it was made; null where none was needed.</summary>
    public MappingProposal? Proposal { get; private set; }

    /// <summary>What the file is read by, as far as it is known.</summary>
    public MappedFile Describe() => new(source.Name, _form is null ? _kept ?? Proposal?.Mapping : _form.Mapping, Proposal) { IsOpen = _isOpen };

    /// <summary>Decides the form; null where the file was read to its end for it and has to be opened again.</summary>
    /// <exception cref="InputException">The header is none, a doubt is open, or the mapping does not fit.</exception>
    public CallForm? Choose(OpenedCsv file, CancellationToken cancellation)
    {
        if (_form is not null)
        {
            return _form;
        }

        var isPlain = CallColumns.IsPlain(file.Header);
        if (options.Mapping is not { } mapping || (!source.CanReopen && mapping.Book?.Find(file.Header) is null))
        {
            return _form = CallForm.FromColumns(CallColumns.Of(file.Header, file.Where));
        }

        _kept = mapping.Book?.Find(file.Header);
        if (_kept is not null && mapping.Changes is null)
        {
            return _form = new CallForm(
                file.Header,
                null,
                Complete(_kept, file),
                ["The file was read by the mapping kept for its header."]);
        }

        var mayBePlain = isPlain && mapping.Changes is null && !file.Dialect.HasBlanksBeforeQuotes;
        var plain = mayBePlain ? CallForm.FromColumns(CallColumns.Of(file.Header, file.Where)) : null;
        // Where the contract reads at least half of the rows, the others are faulty ones; where it reads fewer, the file is in
        // another form.
        if (plain is not null && CountRead(file, plain, out var rows) * 2 >= rows)
        {
            return _form = plain;
        }

        if (Proposal is null)
        {
            var proposal = Propose(file, cancellation);
            Proposal = _kept is null ? proposal : mapping.Changes!.MergeInto(_kept, proposal, file.Header);
            return null;
        }

        return _form = Settle(file, plain);
    }

    /// <summary>
    /// The proposal once it is made; the plain contract where its columns are named so and no mapping reads more of the rows.
    /// </summary>
    private CallForm Settle(OpenedCsv file, CallForm? plain)
    {
        // A reading that leaves out values the contract wants does not read more rows, it asks less of them.
        if (plain is { Columns: { } columns } && LeavesOutValues(Proposal!, columns))
        {
            return plain;
        }

        _isOpen = Proposal!.Doubts.Count > 0;
        var mapped = new CallForm(
            file.Header,
            null,
            Complete(Proposal.Confirm(file.Where), file),
            [MappingWords.Summarise(Proposal.Mapping), .. Proposal.Notes]);
        if (plain is not null && CountRead(file, mapped, out _) <= CountRead(file, plain, out _))
        {
            return plain;
        }

        _isOpen = options.Mapping!.AsksFirst;
        return _isOpen ? throw new InputException(file.Where, "a file with these columns is new", "Confirm how its columns are read.") : mapped;
    }

    private static bool LeavesOutValues(MappingProposal proposal, CallColumns plain)
    {
        var mapping = proposal.Mapping;
        (object? Field, int Column)[] wanted =
        [
            (mapping.Place, plain.Geometry), (mapping.Time, plain.Timestamp), (mapping.EventNumber, plain.EventNumber),
            (mapping.Priority, plain.Priority), (mapping.Incident, plain.IsIncident),
        ];
        return Array.Exists(wanted, one => one.Field is null && proposal.Columns[one.Column].Filled > 0);
    }

    /// <summary>A settled mapping with whose minutes they are; refused where it counts by what is not read here.</summary>
    private CallMapping Complete(CallMapping mapping, OpenedCsv file)
    {
        if (mapping.Place?.Form == PlaceForm.AreaId && options.Areas is null)
        {
            throw new InputException(
                file.Where,
                "its calls are placed by the id of an area, and there is no map to find it in",
                "Give the city's map, or load it first; or name a place with --map place=LONGITUDE,LATITUDE.");
        }

        return options.MinutesAreEach ? mapping with { Minutes = MinutesMeaning.Each } : mapping;
    }

    /// <summary>Rows of the first block that a form reads; those cut wrongly are the file's fault and no form's.</summary>
    private int CountRead(OpenedCsv file, CallForm form, out int rows)
    {
        var block = new CallBlock(new RowForm(form, file.Dialect, city, file.Where, options.MinutesAreEach, options.Areas, options.Streets)) { Raw = file.FirstRows };
        block.Parse();
        // Places that are no degrees are told here, not by the rows' reader.
        var axes = new AxisOrder(options.CityBox);
        axes.Sample(block.Calls);
        block.Place(axes);
        rows = block.Count + block.WithoutPlace + block.Faults.Count(fault => fault.Column.Length > 0);

        // To the plain form a call without a place is none that it reads: another column may say where it was.
        var read = block.Count + (form.Columns is null ? block.WithoutPlace : 0);
        return read;
    }

    /// <summary>Reads the file to its end: dates and codes are judged as a whole, never by the first rows.</summary>
    private MappingProposal Propose(OpenedCsv file, CancellationToken cancellation)
    {
        var proposer = new MappingProposer(file.Header, file.Where, new MappingSurroundings(options.CityBox, options.Areas?.Ids, options.Streets is not null));
        using var stream = source.Open();
        var opened = OpenedCsv.Open(stream, source.Name, looksForHeader: true);
        var records = new CsvRecords(opened.Dialect);
        var block = opened.FirstRows;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            records.ReadFields(block, (_, row) => proposer.AddRow(row), (_, _) => { });
        }
        while (opened.Scanner.TryNext(block));

        var changes = options.Mapping!.Changes;
        return proposer.FollowChoices(proposer.Propose(changes), changes);
    }
}
