using SmartBeats.Formats.GeoPackage;
using SmartBeats.Geography.Forms;

namespace SmartBeats.Formats;

/// <summary>Makes the forms of this project known to the library's readers.</summary>
public static class FormatReaders
{
    /// <summary>Registers all of them; a program does so when it starts, and twice does no harm.</summary>
    public static void Register() => PackagedForms.RegisterGeoPackage(GeoPackageReader.Read);
}
