using System.Globalization;
using SmartBeats.Calls.Streets;
using SmartBeats.Geography;

namespace SmartBeats.Calls.Mapping;

/// <summary>Turns the rows of a file into calls by a mapping that is compiled once for its header. Not for two threads at once.</summary>
public sealed class MappedRowReader
{
    private const int LongestText = 1000;

    private readonly int _columns;
    private readonly int _eventNumber;
    private readonly MappedTimes _times;
    private readonly MappedPlaces _places;
    private readonly CodeReader? _priority, _incident, _source;
    private readonly int _disposition, _nature, _unit, _beat, _minutes, _units;
    private readonly bool _minutesEach;
    private readonly string[] _header;
    private readonly SharedTexts _texts = new();
    private readonly ContentNumber _contentNumber = new();

    /// <summary>Compiles a mapping for a header.</summary>
    /// <param name="mapping">With a place and a time.</param>
    /// <param name="header">Names of the columns as the file writes them; any order.</param>
    /// <param name="city">Its time zone is that of times without an offset.</param>
    /// <param name="where">The file, as messages begin.</param>
    /// <param name="streets">Places addresses; null where there is no street layer.</param>
    /// <param name="areas">Places calls by the id of an area; null where only mapping and header are of interest.</param>
    /// <exception cref="InputException">
    /// The mapping names a column the header has not, lacks a place or a time, needs a street layer, or names an unknown coordinate system.
    /// </exception>
    public MappedRowReader(CallMapping mapping, IReadOnlyList<string> header, City city, string where, StreetIndex? streets = null, AreaPlaces? areas = null)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        var find = new ColumnFinder(header, where);
        _header = [.. header.Select(name => name.Trim())];
        _columns = header.Count;
        var place = mapping.Place ?? throw new InputException(where, "the mapping has no place", "Name one with --map place=COLUMN.");
        var time = mapping.Time ?? throw new InputException(where, "the mapping has no time", "Name one with --map time=COLUMN.");
        _times = new MappedTimes(mapping, time, find, new CityClock(city));
        _places = new MappedPlaces(place, find, where, streets, areas, _texts);
        _eventNumber = find.Find(mapping.EventNumber);
        _priority = CodeReader.Create(mapping.Priority, find);
        _incident = CodeReader.Create(mapping.Incident, find);
        _source = CodeReader.Create(mapping.Source, find);
        _disposition = find.Find(mapping.Disposition);
        _nature = find.Find(mapping.Nature);
        _unit = find.Find(mapping.Unit);
        _beat = find.Find(mapping.Beat);
        _minutes = find.Find(mapping.ServiceMinutes);
        _minutesEach = mapping.Minutes == MinutesMeaning.Each;
        _units = find.Find(mapping.Units);
        HasDetails = _nature >= 0 || _unit >= 0 || _beat >= 0 || _source is not null || _times.HasStamps;
    }

    /// <summary>Whether the mapping names a column for any of <see cref="CallDetails"/>.</summary>
    public bool HasDetails { get; }

    /// <summary>Rows whose priority, incident or source was a code without a meaning.</summary>
    public long UnknownCodes { get; private set; }

    /// <summary>Rows that had a stamp beside the time that counts, which was none in its format.</summary>
    public long UnreadStamps => _times.Unread;

    /// <summary>Rows that name an area the map has not: they count as without a place.</summary>
    public long UnknownAreas => _places.UnknownAreas;

    /// <summary>How many addresses of each kind were placed, where the place is an address.</summary>
    public StreetCounts Streets => _places.Counts;

    /// <summary>Reads a row.</summary>
    /// <typeparam name="TRow">Where its fields lie.</typeparam>
    /// <param name="row">As many fields as the header has, else it is faulty.</param>
    /// <param name="call">Whole only when the outcome is <see cref="MappedOutcome.Read"/>.</param>
    /// <param name="column">The column at fault, empty for the row as a whole.</param>
    /// <param name="fault">Why the row is faulty, without a value of it; null when it is not.</param>
    public MappedOutcome Read<TRow>(in TRow row, out MappedCall call, out string column, out string? fault)
        where TRow : IRecordFields, allows ref struct
    {
        call = default;
        column = "";
        fault = null;
        if (row.Count != _columns)
        {
            fault = row.Count > _columns ? RowFaults.TooMany : RowFaults.TooFew;
            return MappedOutcome.Faulty;
        }

        // A row without a time is faulty even when it has no place either: the faults must not depend on the map.
        if (!_times.TryRead(row, ref call))
        {
            (column, fault) = (_header[_times.Column], "the time is not in the format of the mapping");
            return MappedOutcome.Faulty;
        }

        var outcome = _places.Read(row, ref call);
        if (outcome != MappedOutcome.Read)
        {
            (column, fault) = (_header[_places.Column], outcome == MappedOutcome.Faulty ? "the place is not in the form of the mapping" : null);
            return outcome;
        }

        if (!TryReadEventNumber(row, ref call))
        {
            (column, fault) = (_header[_eventNumber], "the event number is empty or longer than 1000 characters");
            return MappedOutcome.Faulty;
        }

        if (!TryReadMinutes(row, ref call, out var at))
        {
            (column, fault) = (_header[at], at == _units ? RowFaults.Units : RowFaults.ServiceMinutes);
            return MappedOutcome.Faulty;
        }

        ReadCodes(row, ref call);
        ReadTexts(row, ref call);
        _times.ReadStamps(row, ref call);
        return MappedOutcome.Read;
    }

    private bool TryReadEventNumber<TRow>(in TRow row, ref MappedCall call)
        where TRow : IRecordFields, allows ref struct
    {
        if (_eventNumber < 0)
        {
            call.EventNumber = _contentNumber.Compute(row);
            return true;
        }

        var text = row.GetField(_eventNumber).Trim();
        call.EventNumber = text.Length is 0 or > LongestText ? "" : text.ToString();
        return call.EventNumber.Length > 0;
    }

    private bool TryReadMinutes<TRow>(in TRow row, ref MappedCall call, out int at)
        where TRow : IRecordFields, allows ref struct
    {
        at = _units;
        if (_units >= 0 && row.GetField(_units).Trim() is { IsEmpty: false } units)
        {
            if (!decimal.TryParse(units, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 10_000 || number != decimal.Floor(number))
            {
                return false;
            }

            call.Units = (int)number;
        }

        at = _minutes;
        if (_minutes < 0 || row.GetField(_minutes).Trim() is not { IsEmpty: false } text)
        {
            return true;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) || minutes > 1_000_000)
        {
            return false;
        }

        // Officers not counted are one officer.
        minutes *= _minutesEach ? call.Units ?? 1 : 1;
        call.ServiceMinuteHundredths = minutes > 1_000_000 ? null : (int)decimal.Round(minutes * 100, MidpointRounding.AwayFromZero);
        return minutes <= 1_000_000;
    }

    private void ReadCodes<TRow>(in TRow row, ref MappedCall call)
        where TRow : IRecordFields, allows ref struct
    {
        var known = true;
        if (_priority is { } priority)
        {
            known = priority.TryRead(row.GetField(priority.Column), out var value);
            call.Priority = (byte)value;
        }

        if (_incident is { } incident)
        {
            known &= incident.TryRead(row.GetField(incident.Column), out var value);
            call.IsIncident = value == 0 ? null : value == CodeReader.Yes;
        }

        if (_source is { } source)
        {
            known &= source.TryRead(row.GetField(source.Column), out var value);
            call.IsOfficerInitiated = value == 0 ? null : value == CodeReader.Yes;
        }

        UnknownCodes += known ? 0 : 1;
    }

    private void ReadTexts<TRow>(in TRow row, ref MappedCall call)
        where TRow : IRecordFields, allows ref struct
    {
        call.Disposition = ReadText(row, _disposition, LongestText);
        call.Nature = ReadText(row, _nature, CallDetailReader.LongestText);
        call.Unit = ReadText(row, _unit, CallDetailReader.LongestText);
        call.Beat = ReadText(row, _beat, CallDetailReader.LongestText);
    }

    private string ReadText<TRow>(in TRow row, int column, int longest)
        where TRow : IRecordFields, allows ref struct
    {
        if (column < 0)
        {
            return "";
        }

        var text = row.GetField(column).Trim();
        return _texts.Share(text.Length > longest ? text[..longest] : text);
    }
}
