using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>What a package of a city says of itself.</summary>
/// <param name="Form">Of the package: 1.</param>
/// <param name="City">Id of the city.</param>
/// <param name="CallsVersion">Of the calls in it.</param>
/// <param name="Program">Version of the SmartBeats that packed it.</param>
public sealed record CityPackageNote(int Form, string City, string CallsVersion, string Program);

/// <summary>What a package holds, or an import brought.</summary>
/// <param name="City">Id of the city.</param>
/// <param name="Plans">Published plans.</param>
/// <param name="CallsVersion">Of the calls.</param>
/// <param name="Files">Files, the calls' not counted.</param>
public sealed record CityPackageContent(string City, int Plans, string CallsVersion, int Files);

/// <summary>A city in one file, to be taken from one workspace to another: map, calls with their loads, plans, drafts and comments, mappings, settings.</summary>
/// <remarks>
/// A zip: <c>package.json</c>, <c>calls.db</c>, and under <c>files/</c> what the workspace keeps of the city by the same keys. Left behind are reports on
/// uploads, as rejected rows hold addresses; links, whose tokens belong to a server; and runs under way.
/// </remarks>
public static class CityPackage
{
    /// <summary>How the files are called.</summary>
    public const string Extension = ".sbz";

    private const int Form = 1;
    private const string NoteName = "package.json";
    private const string CallsName = "calls.db";
    private const string Files = "files/";
    private static readonly DateTimeOffset _noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FileKey[] _leftBehind = [Keys.LocalRun, Keys.PlanLink, Keys.PackedMap, Keys.PackedDraft, Keys.PackedResponse];

    /// <summary>Writes one city of a workspace.</summary>
    /// <param name="program">Version of this SmartBeats.</param>
    /// <param name="to">Of the package; written to its end.</param>
    /// <param name="scratch">A folder for a file on the way.</param>
    public static async Task<CityPackageContent> WriteAsync(Workspace workspace, string city, string program, Stream to, string scratch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var calls = Path.Combine(scratch, CallsName);
        var version = await workspace.CallFile.CopyCityOutAsync(city, calls, cancellation);
        var keys = await ListAsync(workspace.Files, city, cancellation);
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
        var note = new CityPackageNote(Form, city, version, program);
        await AddAsync(NoteName, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(note, CityPackageJson.Default.CityPackageNote)));
        await AddAsync(CallsName, File.OpenRead(calls));
        foreach (var key in keys)
        {
            await AddAsync(Files + key, File.OpenRead(workspace.Files.PathOf(key)));
        }

        return new CityPackageContent(city, keys.Count(Keys.PlanJson.Matches), version, keys.Count);

        async Task AddAsync(string name, Stream content)
        {
            await using var _ = content;
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = _noTime;
            await using var stream = await entry.OpenAsync(cancellation);
            await content.CopyToAsync(stream, cancellation);
        }
    }

    /// <summary>Brings a packed city into a workspace.</summary>
    /// <param name="name">Of the package, as messages begin.</param>
    /// <param name="replaces">Whether a city of its id that is there already goes; it is refused otherwise.</param>
    /// <param name="isDryRun">Only says what would be brought.</param>
    /// <param name="scratch">A folder for a file on the way.</param>
    /// <exception cref="InputException">No package, one of a newer SmartBeats, or the city is there.</exception>
    public static async Task<CityPackageContent> ReadAsync(
        Workspace workspace, string name, Stream from, bool replaces, bool isDryRun, string scratch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        try
        {
            await using var zip = await ZipArchive.CreateAsync(from, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellation);
            var note = await ReadNoteAsync(name, zip, cancellation);
            var keys = zip.Entries.Where(entry => entry.FullName.StartsWith(Files, StringComparison.Ordinal)).ToDictionary(entry => entry.FullName[Files.Length..]);
            if (keys.Keys.FirstOrDefault(key => !IsOf(key, note.City)) is { } stranger)
            {
                throw new InputException(name, $"holds {stranger}, which is no file of the city {note.City}", "Have it packed again by smartbeats export.");
            }

            if (!replaces && await workspace.FindCityAsync(note.City, cancellation) is not null)
            {
                throw new InputException(name, $"the workspace has a city {note.City} already", "Give --replace to have it replaced, with its calls and plans; --dry-run says first by what.");
            }

            var content = new CityPackageContent(note.City, keys.Keys.Count(Keys.PlanJson.Matches), note.CallsVersion, keys.Count);
            return isDryRun ? content : await BringAsync(workspace, zip, keys, content, scratch, cancellation);
        }
        catch (InvalidDataException damaged)
        {
            throw new InputException(name, "is no package of a city, or is damaged", "Give a file as smartbeats export CITY city.sbz writes it.", damaged);
        }
    }

    private static async Task<CityPackageContent> BringAsync(
        Workspace workspace, ZipArchive zip, Dictionary<string, ZipArchiveEntry> keys, CityPackageContent content, string scratch, CancellationToken cancellation)
    {
        var city = content.City;
        var calls = Path.Combine(scratch, CallsName);
        await using (var stream = await zip.GetEntry(CallsName)!.OpenAsync(cancellation))
        await using (var file = File.Create(calls))
        {
            await stream.CopyToAsync(file, cancellation);
        }

        // The city's own file goes first and comes last: a city that is half there is none.
        var own = Keys.City.For(city);
        foreach (var key in (await ListAsync(workspace.Files, city, cancellation)).OrderBy(key => key == own ? 0 : 1))
        {
            await workspace.Files.DeleteAsync(key, cancellation);
        }

        var version = await workspace.CallFile.CopyCityInAsync(city, calls, cancellation);
        foreach (var (key, entry) in keys.OrderBy(pair => pair.Key == own ? 1 : 0).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            await using var stream = await entry.OpenAsync(cancellation);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellation);
            await workspace.Files.PutAsync(key, bytes.GetBuffer().AsMemory(0, (int)bytes.Length), cancellation);
        }

        return content with { CallsVersion = version };
    }

    private static async Task<CityPackageNote> ReadNoteAsync(string name, ZipArchive zip, CancellationToken cancellation)
    {
        if (zip.GetEntry(NoteName) is not { } entry || zip.GetEntry(CallsName) is null)
        {
            throw new InvalidDataException();
        }

        try
        {
            await using var stream = await entry.OpenAsync(cancellation);
            var note = await JsonSerializer.DeserializeAsync(stream, CityPackageJson.Default.CityPackageNote, cancellation);
            return note is null || !CityJson.IsId(note.City) ? throw new InvalidDataException()
                : note.Form == Form ? note
                : throw new InputException(name, $"is a package of form {note.Form}, this SmartBeats knows form {Form}", "Use the SmartBeats that wrote it, or a newer one.");
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException(null, damaged);
        }
    }

    private static async Task<IReadOnlyList<string>> ListAsync(FolderObjectStore files, string city, CancellationToken cancellation)
    {
        List<string> keys = [];
        foreach (var folder in Folders(city))
        {
            keys.AddRange((await files.ListAsync(folder, cancellation)).Where(key => !_leftBehind.Any(kind => kind.Matches(key))));
        }

        return keys;
    }

    private static string[] Folders(string city) => [$"{Keys.City.Begin()}{city}/", Keys.Side.Begin(city), Keys.PlanFile.Begin(city)];

    private static bool IsOf(string key, string city) => Folders(city).Any(folder => key.StartsWith(folder, StringComparison.Ordinal))
        && key.Split('/').All(segment => segment.Length > 0 && segment is not ("." or "..") && segment.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(CityPackageNote))]
internal sealed partial class CityPackageJson : JsonSerializerContext;
