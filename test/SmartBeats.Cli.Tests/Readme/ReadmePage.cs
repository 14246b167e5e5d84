using System.Text.RegularExpressions;

namespace SmartBeats.Cli.Tests.Readme;

/// <summary>A command of the README, and the lines it is shown to print.</summary>
/// <param name="Arguments">What stands behind <c>smartbeats</c>, as a shell reads it.</param>
/// <param name="Shown">Lines of the <c>text</c> block that follows; empty where none does. A line of … stands for lines left out.</param>
internal sealed record ReadmeCommand(string Arguments, IReadOnlyList<string> Shown);

/// <summary>The README, or a guide, as what it claims: commands with what they print, and figures in sentences.</summary>
/// <remarks>With <c>SMARTBEATS_UPDATE_GOLDEN=1</c> the page is written anew from what was printed; read the difference.</remarks>
internal sealed partial class ReadmePage
{
    private const string Elision = "…";

    private ReadmePage(string path) => (Path, Text) = (path, File.ReadAllText(path).ReplaceLineEndings("\n"));

    public string Path { get; }

    public string Text { get; private set; }

    private static bool IsUpdated => Environment.GetEnvironmentVariable("SMARTBEATS_UPDATE_GOLDEN") == "1";

    private string Name => System.IO.Path.GetFileName(Path);

    public static ReadmePage Read() => Read("README.md");

    /// <param name="path">From the repository's root.</param>
    public static ReadmePage Read(string path) => new(System.IO.Path.Combine(SharedData.RepositoryRoot(), path));

    /// <summary>A page of <c>samples/guides</c>.</summary>
    public static ReadmePage ReadGuide(string name) => Read($"samples/guides/{name}.md");

    /// <summary>The README and every guide, from the repository's root.</summary>
    public static IEnumerable<string> List() => Directory.GetFiles(System.IO.Path.Combine(SharedData.RepositoryRoot(), "samples", "guides"), "*.md")
        .Select(path => $"samples/guides/{System.IO.Path.GetFileName(path)}").Order(StringComparer.Ordinal).Prepend("README.md");

    /// <summary>The fenced commands of this program, in the order of the page.</summary>
    public IReadOnlyList<ReadmeCommand> FindCommands()
    {
        var commands = new List<ReadmeCommand>();
        foreach (Match block in BashBlock().Matches(Text))
        {
            var lines = block.Groups["commands"].Value.TrimEnd('\n').Split('\n');
            var shown = block.Groups["shown"].Success ? block.Groups["shown"].Value.TrimEnd('\n').Split('\n') : [];
            for (var i = 0; i < lines.Length; i++)
            {
                var call = CommandLine().Match(lines[i]);
                if (call.Success)
                {
                    commands.Add(new ReadmeCommand(call.Groups[1].Value, i == lines.Length - 1 ? shown : []));
                }
            }
        }

        return commands;
    }

    /// <summary>Holds shown lines against printed ones: each is there, in this order, and where nothing is left out one follows the other.</summary>
    public void CheckShown(ReadmeCommand command, string printed)
    {
        var lines = printed.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ToList();
        if (IsUpdated)
        {
            Replace(string.Join('\n', command.Shown), string.Join('\n', command.Shown.Select(line => FindLike(line, lines))));
            return;
        }

        var next = 0;
        var mayLeaveOut = true;
        foreach (var shown in command.Shown)
        {
            if (shown == Elision)
            {
                mayLeaveOut = true;
                continue;
            }

            var at = lines.IndexOf(shown, next);
            at.ShouldBeGreaterThanOrEqualTo(0, $"`smartbeats {command.Arguments}` does not print this line of {Name}:\n{shown}\nIt printed:\n{printed}");
            (mayLeaveOut || at == next).ShouldBeTrue($"{Name} leaves out what `smartbeats {command.Arguments}` prints before:\n{shown}");
            (next, mayLeaveOut) = (at + 1, false);
        }
    }

    /// <summary>Holds the figures of a sentence against ones computed anew.</summary>
    /// <param name="sentence">A pattern that matches once; its groups are the figures.</param>
    public void CheckFigures(string sentence, params string[] figures)
    {
        var matches = Regex.Matches(Text, sentence);
        matches.Count.ShouldBe(1, $"{Name} has this sentence once: {sentence}");
        var groups = matches[0].Groups.Values.Skip(1).ToList();
        if (!IsUpdated)
        {
            groups.Select(group => group.Value).ShouldBe(figures, $"Figures of {Name} in: {matches[0].Value}");
            return;
        }

        foreach (var (group, figure) in groups.Zip(figures).Reverse())
        {
            Text = Text[..group.Index] + figure + Text[(group.Index + group.Length)..];
        }

        File.WriteAllText(Path, Text);
    }

    private void Replace(string shown, string printed)
    {
        if (shown.Length > 0 && shown != printed)
        {
            Text = Text.Replace($"```text\n{shown}\n```", $"```text\n{printed}\n```", StringComparison.Ordinal);
            File.WriteAllText(Path, Text);
        }
    }

    /// <summary>The printed line that begins most like a shown one.</summary>
    private static string FindLike(string shown, List<string> lines) =>
        shown == Elision ? Elision : lines.MaxBy(line => line.Zip(shown).TakeWhile(pair => pair.First == pair.Second).Count())!;

    [GeneratedRegex("```bash\n(?<commands>(?:.+\n)+?)```\n(?:\n(?:[^`\n].*\n+){0,2}```text\n(?<shown>(?:.*\n)+?)```)?")]
    private static partial Regex BashBlock();

    [GeneratedRegex("^(?:dotnet run -c Release --project src/SmartBeats.Cli -- |smartbeats )(.+)$")]
    private static partial Regex CommandLine();
}
