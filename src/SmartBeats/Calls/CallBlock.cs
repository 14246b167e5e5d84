namespace SmartBeats.Calls;

/// <summary>A block of records on its way through the reader: cut, parsed, handed on, and used again.</summary>
internal sealed class CallBlock(CallColumns columns, CityClock clock, bool minutesAreEach)
{
    private readonly CsvRecords _records = new();
    private readonly CallRowReader _row = new(columns, clock, minutesAreEach);
    private Call[] _calls = [];
    private int[] _recordOfCall = [];

    public RecordBlock Raw { get; init; } = new();

    /// <summary>Rows that are not rejected so far, in the order of the file.</summary>
    public Span<Call> Calls => _calls.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>Rejected rows, in the order of the file.</summary>
    public List<RowFault> Faults { get; } = [];

    /// <summary>Reads every record's fields. The only step that runs beside others.</summary>
    public void Parse()
    {
        Count = 0;
        Faults.Clear();
        if (_calls.Length < Raw.Records.Count)
        {
            _calls = new Call[Raw.Records.Count * 2];
            _recordOfCall = new int[_calls.Length];
        }

        _records.Read(
            Raw,
            (record, row) =>
            {
                if (_row.Read(row, out var call, out var column) is { } reason)
                {
                    Faults.Add(new RowFault(record, column, reason));
                }
                else
                {
                    _recordOfCall[Count] = record;
                    _calls[Count++] = call;
                }
            },
            (record, reason) => Faults.Add(new RowFault(record, "", reason)));
    }

    /// <summary>Puts each call's place right, and rejects those whose place cannot be.</summary>
    public void Place(AxisOrder axes)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (axes.Place(ref _calls[i]) is { } reason)
            {
                Faults.Add(new RowFault(_recordOfCall[i], "geometry_wkt", reason));
            }
            else
            {
                _calls[kept++] = _calls[i];
            }
        }

        Count = kept;
        Faults.Sort((a, b) => a.Record.CompareTo(b.Record));
    }
}
