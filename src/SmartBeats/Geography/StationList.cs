using System.Globalization;
using System.Text;
using System.Text.Json;
using SmartBeats.Files;

namespace SmartBeats.Geography;

/// <summary>A place officers set out from.</summary>
/// <param name="Longitude">Degrees, EPSG:4326.</param>
public sealed record Station(string Id, double Longitude, double Latitude);

/// <summary>Stations as people write them down: CSV with the columns <c>id, lon, lat</c>, points as GeoJSON or in a GeoPackage, or JSON <c>[{"id": "North", "lon": -112.19, "lat": 33.55}]</c>.</summary>
/// <remarks>
/// A GeoJSON point is called after its <c>id</c>, or its property <c>id</c>, <c>name</c> or <c>station</c>. Order is no difference: the
/// canonical form is ordered by id.
/// </remarks>
public sealed class StationList
{
    /// <summary>Most stations: each costs every move a look.</summary>
    public const int Most = 100;

    private const string Form = "Write a header id,lon,lat and a station a line, or points as GeoJSON or a GeoPackage.";
    private static readonly string[] NameFields = ["id", "name", "station"];

    private StationList(IEnumerable<Station> stations)
    {
        Stations = [.. stations.OrderBy(station => station.Id, StringComparer.Ordinal)];
        Canonical = Encoding.UTF8.GetBytes("[" + string.Join(',', Stations.Select(station => string.Create(
            CultureInfo.InvariantCulture, $"{{\"id\":\"{JsonEncodedText.Encode(station.Id)}\",\"lon\":{station.Longitude:R},\"lat\":{station.Latitude:R}}}"))) + "]\n");
        Hash = SideText.HashOf(Canonical.Span);
    }

    /// <summary>In ordinal order of id.</summary>
    public IReadOnlyList<Station> Stations { get; }

    public ReadOnlyMemory<byte> Canonical { get; }

    public string Hash { get; }

    /// <exception cref="InputException">No such file, no or too many stations, an id twice, or a place off the globe; says which.</exception>
    public static StationList Read(string fileName, ReadOnlyMemory<byte> content)
    {
        var given = ReadForm(fileName, content);
        if (given.Count is 0 or > Most)
        {
            throw new InputException(fileName, given.Count == 0 ? "holds no station" : $"holds {given.Count} stations, more than {Most}", Form);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (station, where) in given)
        {
            if (!seen.Add(station.Id))
            {
                throw new InputException(where, $"names station \"{station.Id}\" a second time", "Give each station an id of its own.");
            }

            if (!(station.Longitude is >= -180 and <= 180 && station.Latitude is >= -90 and <= 90))
            {
                throw new InputException(
                    where,
                    string.Create(CultureInfo.InvariantCulture, $"station \"{station.Id}\" lies at {station.Longitude}, {station.Latitude}: no longitude from -180 to 180 and latitude from -90 to 90"),
                    "Write degrees of EPSG:4326, longitude first.");
            }
        }

        return new StationList(given.Select(pair => pair.Station));
    }

    /// <summary>Straight-line metres from the centre of mass of each area to each station, whole.</summary>
    /// <exception cref="InputException">A station lies farther than 500 km from every area.</exception>
    public int[][] MetresOn(CityMap map)
    {
        const int Farthest = 500_000;
        var plane = LocalMetres.For(map);
        var places = Stations.Select(station => plane.ToPlane(station.Longitude, station.Latitude)).ToArray();
        int[][] metres = [.. map.Areas.Select(area =>
        {
            var centre = area.Shape.Centroid;
            var (east, north) = plane.ToPlane(centre.X, centre.Y);
            return places.Select(place =>
            {
                var (dx, dy) = (place.East - east, place.North - north);
                return (int)Math.Round(Math.Min(Math.Sqrt(dx * dx + dy * dy), 20_000_000));
            }).ToArray();
        })];
        for (var s = 0; s < Stations.Count; s++)
        {
            if (metres.Min(row => row[s]) > Farthest)
            {
                throw new InputException(
                    "stations",
                    string.Create(CultureInfo.InvariantCulture, $"\"{Stations[s].Id}\" lies {metres.Min(row => row[s]) / 1000:N0} km from the city's nearest area"),
                    "Check that longitude comes before latitude, and that the stations are this city's.");
            }
        }

        return metres;
    }

    private static List<(Station Station, string Where)> ReadForm(string fileName, ReadOnlyMemory<byte> content)
    {
        if (FileKind.Recognise(fileName, content.Span[..Math.Min(content.Length, FileKind.HeadBytes)]).Form == FileForm.GeoPackage)
        {
            return FromLayer(fileName, content.ToArray());
        }

        var text = SideText.Decode(fileName, content.Span, $"Save the stations as CSV UTF-8. {Form}");
        return text.TrimStart() is ['[' or '{', ..] ? FromJson(fileName, text) : FromCsv(fileName, text);
    }

    private static List<(Station Station, string Where)> FromLayer(string fileName, byte[] content)
    {
        var layer = CityMapReader.ReadLayer(fileName, content, new CityMapOptions { UsualNames = ["stations", "station"] }, ShapeUse.Paths);
        MapCoordinates.ToDegrees(layer);
        string[] fields = [.. layer.Attributes.Fields.Select(field => field.Name)];
        var at = NameFields.Select(name => Array.FindIndex(fields, field => field.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(found => found >= 0, -1);
        if (at < 0)
        {
            throw new InputException(layer.Where, $"has no column {string.Join(", ", NameFields)}", "Name the stations in a column called name.");
        }

        var names = layer.Attributes.Column(at);
        return [.. layer.Shapes.Select(shape =>
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{layer.Where} {layer.Unit} {shape.Number}");
            return shape.Polygons is [{ Shell: [var place] }]
                ? (new Station(Named(names[shape.Row], where), place.X, place.Y), where)
                : throw new InputException(where, "is no point", "Give the layer whose shapes are the stations (points).");
        })];
    }

    private static List<(Station Station, string Where)> FromCsv(string fileName, string text)
    {
        var rows = SideText.Rows(fileName, text).ToList();
        if (rows.Count == 0)
        {
            return [];
        }

        var header = rows[0].Cells;
        int[] at = [Column(["id", "station", "name"]), Column(["lon", "longitude", "lng", "x"]), Column(["lat", "latitude", "y"])];
        return [.. rows.Skip(1).Select(row => row.Cells.Length <= at.Max()
            ? throw new InputException(row.Where, "has fewer values than the header has columns", Form)
            : (new Station(Named(row.Cells[at[0]], row.Where), Degrees(row.Cells[at[1]], row.Where), Degrees(row.Cells[at[2]], row.Where)), row.Where))];

        int Column(string[] names)
        {
            var found = Array.FindIndex(header, cell => names.Contains(cell, StringComparer.OrdinalIgnoreCase));
            return found >= 0 ? found : throw new InputException(rows[0].Where, $"has no column {names[0]}", Form);
        }
    }

    private static double Degrees(string cell, string where) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new InputException(where, $"\"{cell}\" is no number of degrees", "Write degrees such as -112.19.");

    private static string Named(string? id, string where) =>
        id is { Length: > 0 and <= 100 } && !id.Any(char.IsControl) ? id : throw new InputException(where, "names no station (an id of 1 to 100 characters)", Form);

    private static List<(Station Station, string Where)> FromJson(string fileName, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var items = root.ValueKind == JsonValueKind.Array ? root
                : root.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array ? features
                : throw new InputException(fileName, "is neither a list of stations nor a GeoJSON FeatureCollection", Form);
            return [.. items.EnumerateArray().Select((item, i) =>
            {
                var where = string.Create(CultureInfo.InvariantCulture, $"{fileName} station {i + 1}");
                return (root.ValueKind == JsonValueKind.Array ? Plain(item, where) : Feature(item, where), where);
            })];
        }
        catch (JsonException e)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{fileName}:{(e.LineNumber ?? 0) + 1}"), "is not JSON", Form, e);
        }
    }

    private static Station Plain(JsonElement item, string where) =>
        item.ValueKind == JsonValueKind.Object
            ? new Station(Named(TextOf(item, "id"), where), NumberOf(item, "lon", where), NumberOf(item, "lat", where))
            : throw new InputException(where, "is no object", "Write {\"id\": \"North\", \"lon\": -112.19, \"lat\": 33.55}.");

    private static Station Feature(JsonElement item, string where)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
            || TextOf(geometry, "type") != "Point" || !geometry.TryGetProperty("coordinates", out var at) || at.ValueKind != JsonValueKind.Array || at.GetArrayLength() < 2
            || at[0].ValueKind != JsonValueKind.Number || at[1].ValueKind != JsonValueKind.Number)
        {
            throw new InputException(where, "is no point", Form);
        }

        var name = TextOf(item, "id");
        if (name is null && item.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            name = NameFields.Select(field => properties.EnumerateObject().FirstOrDefault(property => property.Name.Equals(field, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: not JsonValueKind.Undefined } found
                ? Text(found.Value)
                : null).FirstOrDefault(text => text is not null);
        }

        return new Station(Named(name, where), at[0].GetDouble(), at[1].GetDouble());
    }

    private static double NumberOf(JsonElement item, string name, string where) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new InputException(where, $"has no number {name}", "Write {\"id\": \"North\", \"lon\": -112.19, \"lat\": 33.55}.");

    private static string? TextOf(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
