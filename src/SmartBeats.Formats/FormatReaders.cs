using SmartBeats.Files;
using SmartBeats.Formats.GeoPackage;
using SmartBeats.Formats.Parquet;

namespace SmartBeats.Formats;

/// <summary>Makes the forms of this project known to the library's readers.</summary>
public static class FormatReaders
{
    /// <summary>Registers all of them; a program does so when it starts, and twice does no harm.</summary>
    public static void Register() => PackagedForms.Register(GeoPackageReader.Read, ParquetText.Open);
}
