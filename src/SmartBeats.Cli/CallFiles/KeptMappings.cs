using System.Text;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Cli.CallFiles;

/// <summary>The <c>mapping.json</c> beside a calls file.</summary>
internal static class KeptMappings
{
    public const string FileName = "mapping.json";

    /// <summary>Mappings kept beside files, and of a workspace; those beside the files count first.</summary>
    /// <param name="files">The calls files.</param>
    /// <param name="ofWorkspace">Null without one.</param>
    /// <exception cref="InputException">A file is no book of mappings.</exception>
    public static MappingBook Read(IReadOnlyList<FileInfo> files, MappingBook? ofWorkspace = null)
    {
        var book = new MappingBook();
        var beside = files.Select(FindPath).Distinct(StringComparer.Ordinal).Reverse().Where(File.Exists).Select(ReadFile);
        foreach (var mapping in (ofWorkspace?.Mappings ?? []).Concat(beside.SelectMany(kept => kept.Mappings)))
        {
            book.Keep(mapping);
        }

        return book;
    }

    /// <summary>Writes mappings beside a file, into what is kept there already.</summary>
    /// <param name="file">The calls file.</param>
    /// <param name="mappings">Whose doubts are settled.</param>
    /// <returns>The path written.</returns>
    public static string Save(FileInfo file, IEnumerable<CallMapping> mappings)
    {
        var path = FindPath(file);
        var book = File.Exists(path) ? ReadFile(path) : new MappingBook();
        foreach (var mapping in mappings)
        {
            book.Keep(mapping);
        }

        var aside = path + ".part";
        File.WriteAllText(aside, book.ToJson(), new UTF8Encoding(false));
        File.Move(aside, path, overwrite: true);
        return path;
    }

    private static MappingBook ReadFile(string path) => MappingBook.Read(path, File.ReadAllBytes(path));

    private static string FindPath(FileInfo file) =>
        Path.Combine(Directory.Exists(file.FullName) ? file.FullName : file.DirectoryName ?? ".", FileName);
}
