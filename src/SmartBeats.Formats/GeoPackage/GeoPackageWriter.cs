namespace SmartBeats.Formats.GeoPackage;

internal static class GeoPackageWriter
{
    public const int Degrees = 4326;
}
