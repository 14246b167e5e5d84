namespace SmartBeats.Benchmarks;

/// <summary>A part of this folder's README.md that a verb writes, between two comments that name it.</summary>
internal static class MarkedSection
{
    /// <exception cref="InvalidOperationException">README.md has no such part.</exception>
    public static void Write(string name, string text)
    {
        var path = Path.Combine(SharedData.RepositoryRoot(), "test", "SmartBeats.Benchmarks", "README.md");
        var readme = File.ReadAllText(path);
        var (begin, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var (from, to) = (readme.IndexOf(begin, StringComparison.Ordinal), readme.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"{path} has no part between {begin.Trim()} and {end}.");
        }

        File.WriteAllText(path, readme[..(from + begin.Length)] + text + readme[to..]);
    }
}
