namespace SmartBeats;

/// <summary>Real cities and corpora beside the checkout (<c>../shared/data</c>). Where they are missing, tests that need them are skipped and say so.</summary>
internal static class SharedData
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "data"));

    public static string File(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    public static bool Exists(string relative) => System.IO.File.Exists(File(relative)) || Directory.Exists(File(relative));

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "SmartBeats.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("SmartBeats.sln is in no folder above the tests.");
    }
}
