namespace SmartBeats.Cli.Tests;

/// <summary>Disks that are full, read-only or have lost something.</summary>
public sealed class DisksTests : IDisposable
{
    private readonly WorkspaceFolder _folder = new();

    public DisksTests()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(20));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_database_where_calls_were_loaded_is_said_to_be_damaged()
    {
        (await _folder.IngestAsync(["areas.geojson", "calls.csv", .. WorkspaceFolder.Zone])).ExitCode.ShouldBe(0);
        _folder.Write("ws/calls.db", "");
        foreach (var run in (CommandRun[])[await _folder.DesignAsync(), await _folder.RunAsync("history", "--workspace", "ws")])
        {
            run.Errors.Trim().ShouldBe("smartbeats: ws/calls.db: is damaged: it is empty (0 bytes), and calls were loaded into it. Restore it from a backup; or remove it and load the calls again.");
            run.ExitCode.ShouldBe(2);
        }
    }

    [MountFact]
    public async Task A_workspace_that_cannot_be_written_to_is_listed_and_read()
    {
        (await _folder.IngestAsync(["areas.geojson", "calls.csv", .. WorkspaceFolder.Zone])).ExitCode.ShouldBe(0);
        (await _folder.DesignAsync()).ExitCode.ShouldBe(0);
        var before = (await _folder.RunAsync("history", "--workspace", "ws")).Output;
        const string readOnly = "mount --bind ws ws && mount -o remount,bind,ro ws";
        var listed = ShellRun.Run(_folder[""], $"unshare -rm sh -c '{readOnly} && $smartbeats history --workspace ws'");
        listed.ExitCode.ShouldBe(0, listed.Errors);
        listed.Output.ShouldBe(before);
        var known = ShellRun.Run(_folder[""], $"unshare -rm sh -c '{readOnly} && $smartbeats design --workspace ws --beats 3 --effort 10000 -o copy'");
        known.ExitCode.ShouldBe(0, known.Errors);
        known.Errors.ShouldContain("its files are copied");
        _folder.Read("copy/plan.json").ShouldBe(_folder.Read("out/plan.json"));
        var other = ShellRun.Run(_folder[""], $"unshare -rm sh -c '{readOnly} && $smartbeats design --workspace ws --beats 2 --effort 10000 -o copy'");
        other.ExitCode.ShouldBe(3);
        other.Errors.Trim().ShouldBe("smartbeats: ws: the workspace cannot be written to, and this plan is not in it yet. Copy the workspace to a folder you may write to.");
    }

    [MountFact]
    public void A_full_disk_is_named_by_the_file_that_was_given_and_what_came_before_it_is_said()
    {
        _folder.WriteCalls("many.csv", Enumerable.Range(0, 40_000).Select(i => WorkspaceFolder.Call($"T-{i}", 1 + (i % 28), i % 9)));
        var run = ShellRun.Run(
            _folder[""],
            "mkdir small && unshare -rm sh -c 'mount -t tmpfs -o size=2m tmpfs small && $smartbeats ingest areas.geojson many.csv --workspace small/ws --time-zone America/Phoenix; code=$?; ls small/ws/cities/*; exit $code'");
        run.ExitCode.ShouldBe(3, run.Errors);
        run.Errors.ShouldContain("smartbeats: many.csv: the disk of small/ws is full, and it was not loaded. Loaded before it, and kept: areas.geojson. Make room, and load it again.");
        run.Output.ShouldContain("city.json");
    }

    [MountFact]
    public void A_plans_folder_on_a_full_disk_is_named()
    {
        var run = ShellRun.Run(
            _folder[""],
            "mkdir small && unshare -rm sh -c 'mount -t tmpfs -o size=48k tmpfs small && $smartbeats design areas.geojson calls.csv --beats 3 --effort 10000 --time-zone America/Phoenix -o small/out'");
        run.ExitCode.ShouldBe(3, run.Errors);
        run.Errors.ShouldMatch("smartbeats: .*/small/out/[a-z.-]+: the disk is full; it was not written. Make room, and run again.");
    }
}
