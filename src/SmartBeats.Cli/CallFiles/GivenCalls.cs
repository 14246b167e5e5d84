using SmartBeats.Calls.Files;

namespace SmartBeats.Cli.CallFiles;

/// <summary>
/// The calls a verb is given, read as one load: a file, several, a pattern such as <c>calls/2024-*.csv</c>, a folder, or <c>-</c> for
/// standard input.
/// </summary>
internal sealed class GivenCalls
{
    private static readonly string[] _endings = [".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx"];

    private GivenCalls(string name, IReadOnlyList<FileInfo> files, IReadOnlyList<CallSource> sources) =>
        (Name, Files, Sources) = (name, files, sources);

    /// <summary>As messages name the load.</summary>
    public string Name { get; }

    /// <summary>In the order they are read; at least one.</summary>
    public IReadOnlyList<FileInfo> Files { get; }

    /// <summary>One for each file.</summary>
    public IReadOnlyList<CallSource> Sources { get; }

    /// <summary>Finds the files meant.</summary>
    /// <param name="given">As typed, at least one.</param>
    /// <exception cref="FileNotFoundException">A file is missing, or a pattern or folder has no calls file.</exception>
    public static GivenCalls Find(params IReadOnlyList<FileInfo> given)
    {
        if (given is [{ Name: "-" }])
        {
            var kept = StandardInput.Keep();
            return new GivenCalls("standard input", given, [new CallSource("standard input", kept)]);
        }

        var files = given.SelectMany(FindFiles).ToList();
        var name = given.Count == 1 ? given[0].Name : $"{files[0].Name} and {files.Count - 1} more";
        return new GivenCalls(name, files, [.. files.Select(file => new CallSource(file.Name, file.OpenRead))]);
    }

    private static IEnumerable<FileInfo> FindFiles(FileInfo given)
    {
        if (Directory.Exists(given.FullName))
        {
            return Ordered(Directory.EnumerateFiles(given.FullName).Where(HasEnding), given);
        }

        if (given.Name.AsSpan().ContainsAny('*', '?') && !given.Exists)
        {
            return Ordered(Directory.Exists(given.DirectoryName) ? Directory.EnumerateFiles(given.DirectoryName, given.Name) : [], given);
        }

        return given.Exists ? [given] : throw new FileNotFoundException($"{given}: there is no such file. Check its name and folder.");
    }

    /// <summary>By name, so that the order does not depend on the file system.</summary>
    private static List<FileInfo> Ordered(IEnumerable<string> paths, FileInfo given)
    {
        var found = paths.Order(StringComparer.Ordinal).Select(path => new FileInfo(path)).ToList();
        return found.Count > 0 ? found : throw new FileNotFoundException(
            $"{given}: no calls file ({string.Join(", ", _endings)}) is there. Check the name and the folder; a map is looked at by its own name.");
    }

    private static bool HasEnding(string path) => _endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
