namespace SmartBeats.Cli.Tests.Readme;

/// <summary>The README's commands are run as they stand, one after another, and what it shows is what they print.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-readme-");

    public ReadmeTests()
    {
        var samples = Directory.CreateDirectory(Path.Combine(_folder.FullName, "samples"));
        foreach (var file in Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot(), "samples")))
        {
            File.Copy(file, Path.Combine(samples.FullName, Path.GetFileName(file)));
        }
    }

    [Fact]
    public async Task Every_command_works_and_prints_what_is_shown()
    {
        var page = ReadmePage.Read();
        var commands = page.FindCommands();
        commands.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var command in commands)
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

    public void Dispose() => _folder.Delete(recursive: true);
}
