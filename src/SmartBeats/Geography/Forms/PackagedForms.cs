namespace SmartBeats.Geography.Forms;

/// <summary>Reads a layer of a map file.</summary>
/// <param name="fileName">As messages name it, without folders.</param>
/// <param name="bytes">The whole file; the reader may change them.</param>
/// <param name="options">Which layer, and how much memory.</param>
/// <param name="use">What its shapes are for.</param>
internal delegate MapLayer LayerReader(string fileName, byte[] bytes, CityMapOptions options, ShapeUse use);

/// <summary>Forms of maps that are read with packages this library does without, since it also runs in a browser.</summary>
/// <remarks>
/// A program registers them once, when it starts, as text encodings are (<c>Encoding.RegisterProvider</c>). Where nobody did, such a
/// file is refused with the command that converts it.
/// </remarks>
internal static class PackagedForms
{
    /// <summary>Reads a GeoPackage; null where no program registered a reader.</summary>
    public static LayerReader? GeoPackage { get; private set; }

    /// <summary>Registers the reader of GeoPackages, in the place of one before.</summary>
    public static void RegisterGeoPackage(LayerReader reader) => GeoPackage = reader;
}
