using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Tests.Workspaces;

namespace SmartBeats.Pipeline.Tests.Answers;

public sealed class ForgottenCallTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_dry_run_says_what_would_be_forgotten_and_forgets_nothing()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        var (_, published) = await new LocalPipeline(workspace.Files, workspace.Calls, TinyTown.City, threads: 1).RunAsync(TinyTown.ThreeBeats, "run");
        var key = Keys.Report.For("tiny", "calls.csv", "rejected.csv");
        await workspace.Files.PutAsync(key, "line,column,reason,event_number\n7,priority,bad,T-4-1\n8,priority,bad,other\n"u8.ToArray());
        var version = await workspace.Calls.VersionAsync("tiny");

        var dry = await ForgottenCall.ForgetAsync(workspace.Files, workspace.Calls, "tiny", "T-4-1", isDryRun: true);
        (dry.Found, dry.RejectedRows, dry.Forgotten, dry.CallsVersion).ShouldBe((true, 1, false, version));
        dry.Plans.ShouldBe([published.Plan.PlanId]);
        (await workspace.Calls.ContainsAsync("tiny", "T-4-1")).ShouldBeTrue();

        var gone = await ForgottenCall.ForgetAsync(workspace.Files, workspace.Calls, "tiny", "T-4-1", isDryRun: false);
        (gone.Found, gone.RejectedRows, gone.Forgotten).ShouldBe((true, 1, true));
        gone.CallsVersion.ShouldNotBe(version);
        (await workspace.Calls.ContainsAsync("tiny", "T-4-1")).ShouldBeFalse();
        (await File.ReadAllTextAsync(workspace.Files.PathOf(key))).ShouldNotContain("T-4-1");
        (await ForgottenCall.ForgetAsync(workspace.Files, workspace.Calls, "tiny", "T-4-1", isDryRun: false)).Forgotten.ShouldBeFalse();
    }
}
