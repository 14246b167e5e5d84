using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Geography;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>What loading a map came to: its <c>report.json</c>.</summary>
/// <param name="VersionBefore">The version it took the place of; null for a city's first map.</param>
/// <param name="Match">How its areas answer to those before; null without such, and where nothing changed.</param>
public sealed record MapLoadReport(string FileName, int Areas, string? IdField, string Version, string? VersionBefore, IReadOnlyList<string> Notes, MapMatch? Match)
{
    /// <summary>Goes up when a reader of an older one would be misled.</summary>
    public int SchemaVersion { get; } = 1;

    /// <param name="before">The map that was current until now; null for a city's first.</param>
    public static MapLoadReport Of(string fileName, CityMap map, CityMap? before) => new(
        fileName,
        map.Areas.Count,
        map.IdField,
        map.Version,
        before?.Version,
        map.Notes,
        before is null || before.Version == map.Version ? null : MapMatch.Of(before, map));

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, MapLoadReportJson.Readable.MapLoadReport), (byte)'\n'];
}

[JsonSerializable(typeof(MapLoadReport))]
internal sealed partial class MapLoadReportJson : JsonSerializerContext
{
    /// <summary>With letters as they are: the file is read by people and not embedded in pages.</summary>
    public static MapLoadReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
