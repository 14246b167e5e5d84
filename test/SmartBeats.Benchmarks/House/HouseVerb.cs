using System.CommandLine;

namespace SmartBeats.Benchmarks.House;

/// <summary><c>house</c>: how the sources keep the rules of their house, counted by one meter.</summary>
internal static class HouseVerb
{
    public static Command Create()
    {
        var root = new Option<DirectoryInfo>("--root") { Description = "The clone.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var worst = new Option<string?>("--worst") { Description = "Lists the places of one rule (\"all\": of every rule), file:line." };
        var only = new Option<string?>("--only") { Description = "Lists only places in files whose path begins so." };
        var verb = new Command("house", "Counts the sources against the rules of the house.") { root, worst, only };
        verb.SetAction(parsed =>
        {
            var projects = CountProjects(parsed.GetRequiredValue(root));
            var whole = new HouseTally();
            foreach (var (_, tally) in projects)
            {
                whole.Add(tally);
            }

            foreach (var line in HouseTable.WriteLines([("whole", whole), .. projects]))
            {
                Console.Out.WriteLine(line);
            }

            foreach (var line in ListPlaces(whole, parsed.GetValue(worst), parsed.GetValue(only) ?? ""))
            {
                Console.Out.WriteLine(line);
            }

            return 0;
        });
        return verb;
    }

    /// <summary>Counts every project of src and cdk; stand-ins and what a build wrote are left out.</summary>
    /// <param name="root">The clone's folder.</param>
    public static IReadOnlyList<(string Name, HouseTally Tally)> CountProjects(DirectoryInfo root) =>
        [.. new[] { "src", "cdk" }
            .Select(top => new DirectoryInfo(Path.Combine(root.FullName, top)))
            .SelectMany(top => top.EnumerateFiles("*.csproj", SearchOption.AllDirectories))
            .Select(project => (Name: Path.GetFileNameWithoutExtension(project.Name), Folder: project.Directory!))
            .Where(project => !project.Name.EndsWith("StandIns", StringComparison.Ordinal))
            .OrderBy(project => project.Name, StringComparer.Ordinal)
            .Select(project => (project.Name, CountFolder(root, project.Folder)))];

    private static HouseTally CountFolder(DirectoryInfo root, DirectoryInfo folder)
    {
        var all = new HouseTally();
        foreach (var file in folder.EnumerateFiles("*.cs", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/');
            if (path.Split('/').Any(part => part is "obj" or "bin" or "node_modules"))
            {
                continue;
            }

            var tally = FileWalker.Count(path, File.ReadAllText(file.FullName));
            tally.Folders[Path.GetDirectoryName(path)!.Replace('\\', '/')] = 1;
            all.Add(tally);
        }

        return all;
    }

    private static IEnumerable<string> ListPlaces(HouseTally whole, string? rule, string path) => whole.Places
        .Where(place => (rule == "all" || place.Rule == rule) && place.File.StartsWith(path, StringComparison.Ordinal))
        .OrderBy(place => place.Rule, StringComparer.Ordinal).ThenBy(place => place.File, StringComparer.Ordinal).ThenBy(place => place.Line)
        .Select(place => $"{place.Rule} {place.File}:{place.Line} {place.What}");
}
