using System.Text;
using SmartBeats.Calls.Streets;
using SmartBeats.Geography;

namespace SmartBeats.Calls.Mapping;

/// <summary>Reads the place of mapped rows, in whatever form they tell it. Not for two threads at once.</summary>
internal sealed class MappedPlaces
{
    private readonly int[] _columns;
    private readonly PlaceForm _form;
    private readonly MappedPlace? _coordinates;
    private readonly StreetIndex? _streets;
    private readonly AreaPlaces? _areas;
    private readonly SharedTexts _texts;
    private readonly StringBuilder _address = new();

    /// <param name="where">The file, as messages begin.</param>
    /// <param name="streets">Places addresses; null where there is no street layer.</param>
    /// <param name="areas">Places calls by the id of an area; null where only mapping and header are of interest.</param>
    /// <exception cref="InputException">The mapping names columns the header has not, too few or too many, or needs a street layer.</exception>
    public MappedPlaces(PlaceMapping place, ColumnFinder find, string where, StreetIndex? streets, AreaPlaces? areas, SharedTexts texts)
    {
        (_form, _columns) = (place.Form, find.FindAll(place.Columns));
        (_streets, _areas, _texts) = (streets, areas, texts);
        if (_columns.Length == 0 || (_form == PlaceForm.TwoColumns && _columns.Length != 2))
        {
            throw new InputException(where, "the mapping's place names too few or too many columns", "Name two for x and y, one for other forms.");
        }

        _coordinates = _form is PlaceForm.AreaId or PlaceForm.Address ? null : new MappedPlace(place, where);
        if (_form == PlaceForm.Address && streets is null)
        {
            throw new InputException(
                where,
                "the only place is an address, and there is no street layer to find it on",
                "Give a street layer with address ranges (--streets FILE), or export the calls with coordinates.");
        }
    }

    /// <summary>The first column of the place.</summary>
    public int Column => _columns[0];

    /// <summary>Rows that name an area the map has not.</summary>
    public long UnknownAreas { get; private set; }

    /// <summary>How many addresses of each kind were placed.</summary>
    public StreetCounts Counts { get; } = new();

    /// <summary>Reads the place into the call; not a number where it has none.</summary>
    public MappedOutcome Read<TRow>(in TRow row, ref MappedCall call)
        where TRow : IRecordFields, allows ref struct
    {
        if (_form == PlaceForm.AreaId)
        {
            return ReadArea(row.GetField(_columns[0]).Trim(), ref call);
        }

        if (_form == PlaceForm.Address)
        {
            var match = _streets!.FindPlace(JoinAddress(row));
            Counts.Add(match);
            (call.Longitude, call.Latitude) = (match.Longitude, match.Latitude);
            return match.Outcome == StreetOutcome.Placed ? MappedOutcome.Read : MappedOutcome.WithoutPlace;
        }

        var second = _columns.Length > 1 ? row.GetField(_columns[1]) : default;
        var outcome = _coordinates!.Read(row.GetField(_columns[0]), second, out var longitude, out var latitude);
        (call.Longitude, call.Latitude) = (longitude, latitude);
        return outcome;
    }

    private MappedOutcome ReadArea(ReadOnlySpan<char> id, ref MappedCall call)
    {
        (call.Longitude, call.Latitude) = (double.NaN, double.NaN);
        call.AreaId = id.IsEmpty ? null : _texts.Share(id);
        if (_areas is null)
        {
            return id.IsEmpty ? MappedOutcome.WithoutPlace : MappedOutcome.Read;
        }

        var isKnown = _areas.TryFind(id, out var longitude, out var latitude);
        (call.Longitude, call.Latitude) = (longitude, latitude);
        UnknownAreas += isKnown || id.IsEmpty ? 0 : 1;
        return isKnown ? MappedOutcome.Read : MappedOutcome.WithoutPlace;
    }

    private string JoinAddress<TRow>(in TRow row)
        where TRow : IRecordFields, allows ref struct
    {
        if (_columns.Length == 1)
        {
            return row.GetField(_columns[0]).ToString();
        }

        _address.Clear();
        foreach (var part in _columns)
        {
            _address.Append(row.GetField(part).Trim()).Append(' ');
        }

        return _address.ToString();
    }
}
