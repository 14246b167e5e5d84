using SmartBeats.Geography.Projection;

namespace SmartBeats.Calls.Mapping;

/// <summary>Reads the coordinates of one mapped place. Safe for use by several threads.</summary>
internal sealed class MappedPlace
{
    private const double Decimals = 1e9;

    private readonly PlaceForm _form;
    private readonly bool _decimalComma;
    private readonly Func<double, double, (double Lon, double Lat)>? _toDegrees;

    /// <exception cref="InputException">The coordinate system is none that is read here.</exception>
    public MappedPlace(PlaceMapping mapping, string where)
    {
        _form = mapping.Form;
        _decimalComma = mapping.DecimalComma;
        _toDegrees = mapping.System is { } system ? Reprojection.Of(FindSystem(system, where)) : null;
    }

    /// <summary>Reads coordinates and turns them into degrees.</summary>
    /// <param name="first">The field, or the first of two.</param>
    /// <param name="second">The second of two, else empty.</param>
    public MappedOutcome Read(ReadOnlySpan<char> first, ReadOnlySpan<char> second, out double longitude, out double latitude)
    {
        longitude = latitude = double.NaN;
        if (PlaceText.IsBlank(first) && (_form != PlaceForm.TwoColumns || PlaceText.IsBlank(second)))
        {
            return MappedOutcome.WithoutPlace;
        }

        var isRead = _form switch
        {
            PlaceForm.Wkt => PlaceText.TryReadWkt(first, out longitude, out latitude, out _),
            PlaceForm.LatitudeLongitude => PlaceText.TryReadPair(first, out latitude, out longitude),
            PlaceForm.LongitudeLatitude => PlaceText.TryReadPair(first, out longitude, out latitude),
            _ => PlaceText.TryReadNumber(first, _decimalComma, out longitude) && PlaceText.TryReadNumber(second, _decimalComma, out latitude),
        };
        if (!isRead)
        {
            // One of two columns left blank is a place that is not known, not a mistyped one.
            return PlaceText.IsBlank(first) || (_form == PlaceForm.TwoColumns && PlaceText.IsBlank(second)) ? MappedOutcome.WithoutPlace : MappedOutcome.Faulty;
        }

        if (!IsPlace(longitude, latitude))
        {
            return MappedOutcome.WithoutPlace;
        }

        if (_toDegrees is { } toDegrees)
        {
            var (lon, lat) = toDegrees(longitude, latitude);
            (longitude, latitude) = (Math.Round(lon * Decimals) / Decimals, Math.Round(lat * Decimals) / Decimals);
        }

        return Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 180 ? MappedOutcome.Read : MappedOutcome.Faulty;
    }

    /// <summary>Whether coordinates are any place: systems write 0 and -1 for one they do not know.</summary>
    internal static bool IsPlace(double x, double y) => !(x == y && x is 0 or -1) && !(x == 0 || y == 0);

    private static ReferenceSystem FindSystem(string text, string where)
    {
        var number = text.StartsWith("EPSG:", StringComparison.OrdinalIgnoreCase) ? text[5..] : text;
        return int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var code)
            && EpsgSystems.Find(code) is { } system
                ? system
                : throw new InputException(where, $"\"{text}\" is no coordinate system that is read here", "Give the EPSG number of a US state plane on NAD83, of a UTM zone or of Web Mercator, such as EPSG:2223.");
    }
}
