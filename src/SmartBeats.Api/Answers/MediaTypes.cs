namespace SmartBeats.Api.Answers;

/// <summary>A file's media type by its name: what a browser is told when a link is opened.</summary>
public static class MediaTypes
{
    public static string Of(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".json" or ".map" => "application/json",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".wasm" => "application/wasm",
        ".woff2" => "font/woff2",
        ".webmanifest" => "application/manifest+json",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".gpkg" => "application/geopackage+sqlite3",
        ".kml" => "application/vnd.google-earth.kml+xml",
        ".qml" or ".xml" => "application/xml",
        ".pdf" => "application/pdf",
        ".geojson" => "application/geo+json",
        ".html" => "text/html; charset=utf-8",
        ".csv" => "text/csv; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        ".zip" => "application/zip",
        _ => "application/octet-stream",
    };
}
