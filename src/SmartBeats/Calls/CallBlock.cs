using CsvHelper;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;
using SmartBeats.Calls.Streets;
using SmartBeats.Geography;

namespace SmartBeats.Calls;

/// <summary>Makes the readers of rows that every block of one file has of its own.</summary>
/// <param name="Form">How rows become calls.</param>
/// <param name="Dialect">How fields are separated.</param>
/// <param name="City">Its time zone is that of times without an offset.</param>
/// <param name="Where">The file's header, as messages begin.</param>
/// <param name="MinutesAreEach">As <see cref="CallReadOptions.MinutesAreEach"/>.</param>
/// <param name="Areas">As <see cref="CallReadOptions.Areas"/>.</param>
/// <param name="Streets">As <see cref="CallReadOptions.Streets"/>.</param>
internal sealed record RowForm(
    CallForm Form, CsvDialect Dialect, City City, string Where, bool MinutesAreEach, AreaPlaces? Areas, Lazy<StreetIndex>? Streets)
{
    private readonly CityClock _clock = new(City);

    public CallRowReader? CreatePlainReader() => Form.Columns is { } columns ? new CallRowReader(columns, _clock, MinutesAreEach) : null;

    /// <exception cref="InputException">The mapping does not fit the header.</exception>
    public MappedRowReader? CreateMappedReader() => Form.Mapping is { } mapping
        ? new MappedRowReader(mapping, Form.Header, City, Where, mapping.Place?.Form == PlaceForm.Address ? Streets?.Value : null, Areas)
        : null;
}

/// <summary>A block of records on its way through the reader: cut, parsed, handed on, and used again.</summary>
internal sealed class CallBlock
{
    private readonly CsvRecords _records;
    private readonly CallRowReader? _plain;
    private readonly MappedRowReader? _mapped;
    private readonly string _placeColumn;
    private readonly Action<int, IParser> _onPlain;
    private readonly Action<int, DelimitedFields> _onMapped;
    private readonly Action<int, string> _onFault;
    private Call[] _calls = [];
    private int[] _recordOfCall = [];

    public CallBlock(RowForm rows)
    {
        (_records, _placeColumn) = (new CsvRecords(rows.Dialect), rows.Form.PlaceColumn);
        (_plain, _mapped) = (rows.CreatePlainReader(), rows.CreateMappedReader());
        (_onPlain, _onMapped) = (AddPlain, AddMapped);
        _onFault = (record, reason) => Faults.Add(new RowFault(record, "", reason));
    }

    public RecordBlock Raw { get; init; } = new();

    /// <summary>Rows that are not rejected so far, in the order of the file.</summary>
    public Span<Call> Calls => _calls.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>Sound rows that have no place and are passed over.</summary>
    public int WithoutPlace { get; private set; }

    /// <summary>Of all blocks read through this object: rows with a code that has no meaning.</summary>
    public long UnknownCodes => _mapped?.UnknownCodes ?? _plain?.Details?.UnknownCodes ?? 0;

    /// <summary>Of all blocks read through this object: rows that name an area the map has not.</summary>
    public long UnknownAreas => _mapped?.UnknownAreas ?? 0;

    /// <summary>Of all blocks read through this object: rows with a stamp that is none.</summary>
    public long UnreadStamps => _mapped?.UnreadStamps ?? _plain?.Details?.UnreadStamps ?? 0;

    /// <summary>Of all blocks read through this object: addresses that were looked for.</summary>
    public StreetCounts? Streets => _mapped?.Streets;

    /// <summary>Rejected rows, in the order of the file.</summary>
    public List<RowFault> Faults { get; } = [];

    /// <summary>Reads every record's fields. The only step that runs beside others.</summary>
    public void Parse()
    {
        (Count, WithoutPlace) = (0, 0);
        Faults.Clear();
        if (_calls.Length < Raw.Records.Count)
        {
            _calls = new Call[Raw.Records.Count * 2];
            _recordOfCall = new int[_calls.Length];
        }

        if (_plain is null)
        {
            _records.ReadFields(Raw, _onMapped, _onFault);
        }
        else
        {
            _records.Read(Raw, _onPlain, _onFault);
        }
    }

    /// <summary>Puts each call's place right, and rejects those whose place cannot be.</summary>
    public void Place(AxisOrder axes)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (axes.Place(ref _calls[i]) is { } reason)
            {
                Faults.Add(new RowFault(_recordOfCall[i], _placeColumn, reason));
            }
            else
            {
                _calls[kept++] = _calls[i];
            }
        }

        Count = kept;
        Faults.Sort((a, b) => a.Record.CompareTo(b.Record));
    }

    private void AddPlain(int record, IParser row)
    {
        if (_plain!.Read(row, out var call, out var column) is { } reason)
        {
            if (reason == RowFaults.NoPlace)
            {
                WithoutPlace++;
                return;
            }

            Faults.Add(new RowFault(record, column, reason));
            return;
        }

        _recordOfCall[Count] = record;
        _calls[Count++] = call;
    }

    private void AddMapped(int record, DelimitedFields row)
    {
        switch (_mapped!.Read(row, out var call, out var column, out var reason))
        {
            case MappedOutcome.Read:
                _recordOfCall[Count] = record;
                _calls[Count++] = new Call(
                    call.EventNumber,
                    call.Priority,
                    call.IsIncident,
                    call.Longitude,
                    call.Latitude,
                    call.UtcSeconds,
                    call.LocalSeconds,
                    call.Disposition,
                    call.ServiceMinuteHundredths,
                    call.Units)
                {
                    Details = _mapped.HasDetails ? call.ToDetails() : null,
                };
                break;
            case MappedOutcome.WithoutPlace:
                WithoutPlace++;
                break;
            default:
                Faults.Add(new RowFault(record, column, reason!));
                break;
        }
    }
}
