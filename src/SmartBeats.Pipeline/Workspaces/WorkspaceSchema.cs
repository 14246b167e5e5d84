using System.Globalization;
using System.Text;
using System.Text.Json;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>The layout of a workspace, by numbered steps that only go forward; <c>workspace.json</c> names the last one done.</summary>
/// <remarks>
/// Steps can be done twice and side by side: each is finished before its number is written, so one that was cut short is
/// done again, and of two processes that open an old workspace neither waits. The tables of <c>calls.db</c> have steps of
/// their own (<see cref="CallSchema"/>).
/// </remarks>
internal static class WorkspaceSchema
{
    public const string FileName = "workspace.json";

    // Number 1 is the layout that a new folder begins with; a step is never changed once it was released.
    private static readonly Func<FolderObjectStore, CancellationToken, Task>[] _steps = [KeepMapRecordsAsync];

    /// <summary>The version written, and the newest one read.</summary>
    public static int Latest => _steps.Length + 1;

    public static async Task EnsureAsync(string folder, bool create, bool isReadOnly, CancellationToken cancellation)
    {
        var where = Path.Combine(folder, FileName);
        if (!File.Exists(where))
        {
            await BeginAsync(folder, create, cancellation);
        }

        var version = VersionOf(where, await File.ReadAllBytesAsync(where, cancellation));
        if (version > Latest)
        {
            throw new InputException(where, $"is of a workspace of version {version}, this SmartBeats knows up to {Latest}", "Use the SmartBeats that wrote it, or a newer one.");
        }

        if (isReadOnly && version < Latest)
        {
            throw new InputException(where, "is of an older SmartBeats and cannot be written to", "Copy the workspace to a folder you may write to: it is upgraded when it is opened.");
        }

        var files = new FolderObjectStore(folder);
        for (; version < Latest; version++)
        {
            await _steps[version - 1](files, cancellation);
            await files.PutAsync(FileName, Text(version + 1), cancellation);
        }
    }

    private static async Task BeginAsync(string folder, bool create, CancellationToken cancellation)
    {
        if (!create)
        {
            throw new InputException(folder, "is no workspace", "Load a map and calls into it first: smartbeats ingest city.zip calls.csv --workspace " + folder);
        }

        // Another process may be beginning the same workspace: its file may be there by now, or on its way.
        var holdsOthers = Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(path => !FolderObjectStore.IsAside(path));
        if (holdsOthers && !File.Exists(Path.Combine(folder, FileName)))
        {
            throw new InputException(folder, $"holds other files and no {FileName}", "Name a new or an empty folder, or the workspace itself.");
        }

        await new FolderObjectStore(folder).TryCreateAsync(FileName, Text(Latest), cancellation);
    }

    private static int VersionOf(string where, byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("schemaVersion", out var member)
                && member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var version) && version >= 1)
            {
                return version;
            }
        }
        catch (JsonException)
        {
            // Said below, as for any other text that is no version.
        }

        throw new InputException(where, "names no schemaVersion", $"Restore it from a backup; a workspace of this SmartBeats has {Encoding.UTF8.GetString(Text(Latest)).Trim()}");
    }

    private static byte[] Text(int version) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"schemaVersion\": {version}}}\n"));

    /// <summary>2: every version of a map keeps its file's name, not only the current one.</summary>
    private static async Task KeepMapRecordsAsync(FolderObjectStore files, CancellationToken cancellation)
    {
        foreach (var city in Workspace.CitiesIn(files))
        {
            if (await CityFiles.FindCurrentMapAsync(files, city, cancellation) is { } current)
            {
                await CityFiles.RecordMapAsync(files, city, current, cancellation);
            }
        }
    }
}
