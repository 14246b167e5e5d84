using SmartBeats.Calls.Files;
using SmartBeats.Geography;

namespace SmartBeats.Files;

/// <summary>Reads a layer of a map file.</summary>
/// <param name="fileName">As messages name it, without folders.</param>
/// <param name="bytes">The whole file; the reader may change them.</param>
/// <param name="options">Which layer, and how much memory.</param>
/// <param name="use">What its shapes are for.</param>
internal delegate MapLayer LayerReader(string fileName, byte[] bytes, CityMapOptions options, ShapeUse use);

/// <summary>Shows a table of calls as CSV.</summary>
/// <param name="source">Can be opened again.</param>
internal delegate CallSource TableReader(CallSource source);

/// <summary>Forms that are read with packages this library does without, since it also runs in a browser.</summary>
/// <remarks>
/// A program registers them once, when it starts, as text encodings are (<c>Encoding.RegisterProvider</c>). Where nobody did, such a
/// file is refused with the command that converts it.
/// </remarks>
internal static class PackagedForms
{
    /// <summary>Reads a GeoPackage; null where no program registered a reader.</summary>
    public static LayerReader? GeoPackage { get; private set; }

    /// <summary>Reads Parquet; null where no program registered a reader.</summary>
    public static TableReader? Parquet { get; private set; }

    /// <summary>Registers the readers, in the place of those before.</summary>
    public static void Register(LayerReader geoPackage, TableReader parquet) => (GeoPackage, Parquet) = (geoPackage, parquet);
}
