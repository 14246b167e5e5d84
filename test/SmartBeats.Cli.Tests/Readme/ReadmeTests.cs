using System.Text.RegularExpressions;

namespace SmartBeats.Cli.Tests.Readme;

/// <summary>The commands of the README and of every guide are run as they stand, one after another in an empty folder with the sample, and what is shown is what they print.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    /// <summary>Commands of all pages together: fewer were a page whose commands are no longer found.</summary>
    private const int FewestCommands = 25;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-readme-");

    public ReadmeTests()
    {
        var samples = Directory.CreateDirectory(Path.Combine(_folder.FullName, "samples"));
        foreach (var file in Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot(), "samples")))
        {
            File.Copy(file, Path.Combine(samples.FullName, Path.GetFileName(file)));
        }
    }

    public static TheoryData<string> Pages => [.. ReadmePage.List().Where(page => ReadmePage.Read(page).FindCommands().Count > 0)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_works_and_prints_what_is_shown(string name)
    {
        var page = ReadmePage.Read(name);
        foreach (var command in page.FindCommands())
        {
            // The reader's own files stand where the sample's do.
            var arguments = command.Arguments.Split(' ').Select(word => word is "city.zip" or "calls.csv" ? $"samples/{word}" : word);
            var run = await CommandRun.OfAsync(_folder.FullName, [.. arguments]);
            run.ExitCode.ShouldBe(0, $"smartbeats {command.Arguments}\n{run.Errors}");
            // A plan's summary is what its e-mail says: it counts as printed.
            var summary = new FileInfo(Path.Combine(_folder.FullName, "beats", "summary.txt"));
            page.CheckShown(command, run.Output + (command.Arguments.StartsWith("design", StringComparison.Ordinal) ? await File.ReadAllTextAsync(summary.FullName) : ""));
        }
    }

    [Fact]
    public void The_first_command_leads_to_a_plan_and_the_page_is_short()
    {
        var page = ReadmePage.Read();
        page.FindCommands()[0].Arguments.ShouldBe("design samples/city.zip samples/calls.csv --beats 12 -o beats");
        page.Text.Count(letter => letter == '\n').ShouldBeLessThanOrEqualTo(150);
        ReadmePage.List().Sum(name => ReadmePage.Read(name).FindCommands().Count).ShouldBeGreaterThanOrEqualTo(FewestCommands);
    }

    [Fact]
    public void Every_link_to_a_file_leads_to_one()
    {
        foreach (var name in ReadmePage.List())
        {
            var page = ReadmePage.Read(name);
            foreach (Match link in Link().Matches(page.Text))
            {
                var target = Path.Combine(Path.GetDirectoryName(page.Path)!, link.Groups[1].Value);
                (File.Exists(target) || Directory.Exists(target)).ShouldBeTrue($"{name}: {link.Value}");
            }
        }
    }

    /// <summary>Whoever follows a page in a clone is not asked to commit what its commands wrote.</summary>
    [Fact]
    public void What_the_commands_write_is_ignored_by_git()
    {
        string[] written = [.. ReadmePage.List()
            .SelectMany(name => ReadmePage.Read(name).FindCommands())
            .SelectMany(command => Written().Matches(command.Arguments).Select(match => match.Value.Split(' ')[^1]))
            .Distinct()];
        written.Length.ShouldBeGreaterThan(5);
        foreach (var path in written)
        {
            // As a folder; the pattern of one matches nothing else.
            var given = path.Contains('.', StringComparison.Ordinal) ? path : path + "/";
            ShellRun.Run(SharedData.RepositoryRoot(), $"git check-ignore -q --no-index {given}").ExitCode.ShouldBe(0, given);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [GeneratedRegex(@"\]\((?!http)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?:-o|--workspace) [a-z.-]+|[a-z-]+\.sbz")]
    private static partial Regex Written();
}
