namespace SmartBeats.Cli.Tests;

public sealed class UnloadVerbTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_load_is_taken_back_and_the_plan_is_the_one_of_the_other_loads()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(_samples, "calls.csv"));
        await File.WriteAllLinesAsync(Path.Combine(_folder.FullName, "first.csv"), lines[..5001]);
        // What a slip of the hand does: rows of another year over those there are, and others beside them.
        await File.WriteAllLinesAsync(
            Path.Combine(_folder.FullName, "slip.csv"), [lines[0], .. lines[4000..5001].Select(line => line.Replace(" 2024-", " 2023-", StringComparison.Ordinal).Replace(",2024-", ",2023-", StringComparison.Ordinal)), .. lines[5001..6001]]);
        (await RunAsync("ingest", Path.Combine(_samples, "city.zip"), "first.csv", "--workspace", "w", "--city", "dp", "--time-zone", "America/Phoenix")).ExitCode.ShouldBe(0);
        string[] design = ["design", "--workspace", "w", "--beats", "5", "--effort", "100000", "--json", "-o"];
        var before = await RunAsync([.. design, "before"]);
        (await RunAsync("ingest", "slip.csv", "--workspace", "w")).Output.ShouldContain("1,000 inserted, 1,001 updated");

        (await RunAsync("unload", "--workspace", "w")).Output.ShouldContain("slip.csv: 1,000 new, 1,001 changed, 0 as they were, 0 removed");
        var tried = await RunAsync("unload", "2", "--workspace", "w", "--dry-run");
        tried.Output.ShouldContain("without load 2, 1,000 calls would be gone and 1,001 as they were before it; nothing was changed");
        var taken = await RunAsync("unload", "2", "--workspace", "w");
        taken.Output.ShouldContain("load 2 is taken back: 1,000 calls are gone, 1,001 are as they were before it");
        (await RunAsync([.. design, "after"])).Output.ShouldBe(before.Output);

        var again = await RunAsync("unload", "2", "--workspace", "w");
        (again.ExitCode, again.Errors).ShouldBe((2, again.Errors));
        again.Errors.ShouldContain("dp has no load 2 that could be taken back");
        (await RunAsync("unload", "two", "--workspace", "w")).ExitCode.ShouldBe(2);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_folder.FullName, arguments);
}
