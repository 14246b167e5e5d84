namespace SmartBeats.Api.Answers;

/// <summary>A file's media type by its name: what a browser is told when a link is opened.</summary>
public static class MediaTypes
{
    public static string Of(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".json" => "application/json",
        ".geojson" => "application/geo+json",
        ".html" => "text/html; charset=utf-8",
        ".csv" => "text/csv; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        ".zip" => "application/zip",
        _ => "application/octet-stream",
    };
}
