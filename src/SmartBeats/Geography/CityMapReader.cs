using System.Globalization;
using System.Text;
using SmartBeats.Files;
using SmartBeats.Geography.Archive;
using SmartBeats.Geography.Forms;
using SmartBeats.Geography.GeoJson;
using SmartBeats.Geography.Shapefile;

namespace SmartBeats.Geography;

/// <summary>Reads a city's map from a zip with one shapefile, from GeoJSON, or from one of the forms in Forms/README.md.</summary>
/// <remarks>
/// What the file is is judged by its content, not by its name. The area id is the field asked for; otherwise the first
/// field that has a different value for every area, in this order: fields named <c>id</c>, <c>area_id</c>, <c>areaid</c>,
/// <c>geoid20</c>, <c>geoid10</c>, <c>geoid</c>, <c>code</c> (any case); then text fields, then whole numbers, each in the
/// order of the file; counters that exporters make up (<c>objectid</c>, <c>fid</c>, ...) last. Without one, areas are
/// numbered <c>row-00001</c> by their place in the file. Coordinates become degrees on WGS 84; invalid shapes are repaired.
/// Everything done is said in <see cref="CityMap.Notes"/>. Same bytes and options: the same map. Memory: a small multiple
/// of the file, whatever it claims about itself.
/// </remarks>
public static class CityMapReader
{
    private const int PartsToName = 5;

    private static readonly string[] MapExtensions = [".geojson", ".json", ".kml", ".gpkg"];

    /// <param name="fileName">As messages name it, without folders.</param>
    /// <param name="content">Read to its end; not closed.</param>
    /// <exception cref="InputException">Not a map of areas, damaged, in a coordinate system that is not admitted, or without usable ids.</exception>
    public static CityMap Read(string fileName, Stream content, CityMapOptions? options = null)
    {
        options ??= new CityMapOptions();
        return MapBuilder.Build(ReadLayer(fileName, ReadAll(fileName, content, options.MaxBytes), options), fileName, options);
    }

    /// <summary>The layer as the file has it, before coordinates, shapes and ids are judged.</summary>
    /// <param name="use">What its shapes are for; paths are read of shapefiles and GeoJSON.</param>
    internal static MapLayer ReadLayer(string fileName, byte[] bytes, CityMapOptions options, ShapeUse use = ShapeUse.Areas)
    {
        var kind = FileKind.Recognise(fileName, bytes.AsSpan(0, Math.Min(bytes.Length, FileKind.HeadBytes)));
        switch (kind.Form)
        {
            case FileForm.Zip or FileForm.ZippedTable or FileForm.Workbook:
                using (var zip = ZipParts.Open(bytes, fileName, options.MaxBytes))
                {
                    return ReadZip(zip, fileName, options, use);
                }

            case FileForm.Json or FileForm.Plan or FileForm.Request or FileForm.CitySettings:
                return ReadJson(bytes, fileName, Conversion(fileName, fileName, ""), options, use);
            case FileForm.Kml when use == ShapeUse.Areas:
                return new KmlReader(fileName, Conversion(fileName, fileName, "")).Read(new MemoryStream(bytes));
            case FileForm.GeoPackage when PackagedForms.GeoPackage is { } read:
                return read(fileName, bytes, options, use);
            case FileForm.WktTable when use == ShapeUse.Areas:
                return new WktTableReader(fileName, Conversion(fileName, fileName, "")).Read(bytes);
            case FileForm.Kml or FileForm.WktTable:
                throw new InputException(fileName, "is no shapefile or GeoJSON, which a layer to draw is read of", $"Convert it: {Conversion(fileName, fileName, "")}");
            default:
                throw FileRefusal.Create(kind, fileName, FileUse.Map);
        }
    }

    private static MapLayer ReadZip(ZipParts zip, string fileName, CityMapOptions options, ShapeUse use)
    {
        var layers = zip.Names.Where(name => HasExtension(name, ".shp")).ToList();
        if (layers.Count == 0)
        {
            return ReadZipped(zip, fileName, options, use);
        }

        var contents = new byte[]?[layers.Count];
        var choice = LayerChoice.Choose(fileName, layers.ConvertAll(LayerName), options, use, Look, "Zip each layer to draw by itself.");
        var (chosen, shp) = (layers[choice], contents[choice] ?? zip.Take(layers[choice]));
        var stem = chosen[..^4];
        var parts = new ShapefileParts(
            shp,
            Companion(zip, stem, ".shx") is { } shx ? zip.Take(shx) : null,
            Companion(zip, stem, ".dbf") is { } dbf ? zip.Take(dbf) : null,
            Companion(zip, stem, ".prj") is { } prj ? Encoding.UTF8.GetString(zip.Take(prj)) : null,
            (Companion(zip, stem, ".cpg") ?? Companion(zip, stem, ".cst")) is { } cpg ? Encoding.ASCII.GetString(zip.Take(cpg)) : null);
        var layer = ShapefileReader.Read(parts, $"{fileName}/{chosen}", Conversion(fileName, Path.GetFileName(stem), chosen), use);
        if (layers.Count > 1)
        {
            layer.Notes.Add(LayerChoice.DescribeChoice(fileName, layers.Count, chosen));
        }

        if (zip.ClimbingNames > 0)
        {
            layer.Notes.Add($"{Wording.Count(zip.ClimbingNames, "file")} whose name leads out of {fileName} {(zip.ClimbingNames == 1 ? "was" : "were")} passed over.");
        }

        return layer;

        LayerShapes Look(int at)
        {
            contents[at] ??= zip.Take(layers[at]);
            var type = ShpReader.ShapeType(contents[at]);
            return new LayerShapes(type is { } known && ShpReader.IsPolygon(known), type is { } named ? ShpReader.Describe(named) : "no shapefile");
        }
    }

    private static MapLayer ReadJson(byte[] bytes, string where, string conversion, CityMapOptions options, ShapeUse use) => MapForm.Tell(bytes) switch
    {
        JsonMapForm.Esri or JsonMapForm.Topology when use == ShapeUse.Paths =>
            throw new InputException(where, "is no GeoJSON, which a layer to draw is read of", $"Convert it: {conversion}"),
        JsonMapForm.Esri => new EsriJsonReader(where, conversion).Read(bytes),
        JsonMapForm.Topology => new TopoJsonReader(where, conversion).Read(bytes, options.Layer),
        JsonMapForm.SocrataRows => throw new InputException(
            where, "is rows as a Socrata portal exports them as JSON, without shapes that are read here", "Export the same data set as GeoJSON: in its address put \"?method=export&format=GeoJSON\"."),
        _ => GeoJsonReader.Read(bytes, where, conversion, use),
    };

    /// <summary>A zip without a shapefile: one file of another form in it.</summary>
    private static MapLayer ReadZipped(ZipParts zip, string fileName, CityMapOptions options, ShapeUse use)
    {
        var maps = zip.Names.Where(name => MapExtensions.Any(extension => HasExtension(name, extension))).ToList();
        if (maps.Count > 1 && maps.TrueForAll(name => HasExtension(name, ".kml")))
        {
            // A KMZ often begins with a list of links to the layers beside it.
            maps.RemoveAll(name => zip.Take(name).AsSpan().IndexOf("<Placemark"u8) < 0);
        }

        if (maps.Count == 1)
        {
            var (inner, conversion) = ($"{fileName}/{maps[0]}", Conversion(fileName, Path.GetFileNameWithoutExtension(maps[0]), maps[0]));
            var bytes = zip.Take(maps[0]);
            if (HasExtension(maps[0], ".gpkg") && PackagedForms.GeoPackage is { } read)
            {
                return read(inner, bytes, options, use);
            }

            return HasExtension(maps[0], ".kml") && use == ShapeUse.Areas
                ? new KmlReader(inner, conversion).Read(new MemoryStream(bytes))
                : ReadJson(bytes, inner, conversion, options, use);
        }

        if (zip.Names.Contains("[Content_Types].xml"))
        {
            throw FileRefusal.Create(new FileKind(FileForm.Workbook, FileUse.Calls), fileName, FileUse.Map);
        }

        if (maps.Count == 0 && zip.Names.Any(name => HasExtension(name, ".csv")) && !zip.Names.Any(name => HasExtension(name, ".kml") || HasExtension(name, ".zip")))
        {
            throw FileRefusal.Create(new FileKind(FileForm.ZippedTable, FileUse.Calls), fileName, FileUse.Map);
        }

        const string ZipShapefile = "Zip the .shp, .shx, .dbf and .prj of the city's areas.";
        var names = zip.Names;
        var (what, remedy) = names switch
        {
            [] => ("is an empty zip", ZipShapefile),
            _ when names.Any(name => name.Contains(".gdb/", StringComparison.OrdinalIgnoreCase)) =>
                ("holds an Esri file geodatabase (.gdb)", "Export its layer as a shapefile or GeoJSON first."),
            _ when names.FirstOrDefault(name => HasExtension(name, ".zip")) is { } inner => ($"holds another zip ({inner}) and no shapefile", "Unzip it and give the zip inside."),
            _ when maps.Count > 1 => ($"holds {maps.Count} maps: {Wording.Some(maps)}", "Give the one with the city's areas."),
            _ => ($"holds no shapefile, but {Wording.Some([.. names.Take(PartsToName + 1)])}", ZipShapefile),
        };
        throw new InputException(fileName, what, remedy);
    }

    internal static byte[] ReadAll(string fileName, Stream content, long maxBytes)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81_920];
        for (int count; (count = content.Read(buffer, 0, buffer.Length)) > 0;)
        {
            if (all.Length + count > maxBytes)
            {
                throw new InputException(
                    fileName,
                    string.Create(CultureInfo.InvariantCulture, $"is larger than {maxBytes:N0} bytes"),
                    "Simplify the shapes, or raise the limit on the map's size.");
            }

            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    /// <summary>The command that makes GeoJSON in degrees of one layer.</summary>
    /// <param name="fileName">The file.</param>
    /// <param name="name">What the result is called after.</param>
    /// <param name="inner">The layer's file in a zip; empty where it is no zip.</param>
    /// <param name="layer">The layer, where the file names them; empty otherwise.</param>
    internal static string Conversion(string fileName, string name, string inner, string layer = "")
    {
        var source = inner.Length == 0 ? fileName : $"/vsizip/{fileName}/{inner}";
        var command = $"ogr2ogr -t_srs EPSG:4326 {Quoted($"{Path.GetFileNameWithoutExtension(name)}_wgs84.geojson")} {Quoted(source)}";
        return layer.Length == 0 ? command : $"{command} {Quoted(layer)}";
    }

    private static string Quoted(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;

    private static string? Companion(ZipParts zip, string stem, string extension) =>
        zip.Names.FirstOrDefault(name => name.Equals(stem + extension, StringComparison.OrdinalIgnoreCase));

    private static string LayerName(string path) => Path.GetFileNameWithoutExtension(path);

    private static bool HasExtension(string name, string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
