namespace SmartBeats.Cli.Tests;

/// <summary>Ctrl-C while the map is read: a named pipe that nobody writes to stands for a map that takes long.</summary>
public sealed class InterruptionTests : IDisposable
{
    // Waits for the command to have its temporary folder, that is to have begun to read the map.
    private const string Begin = "mkfifo map.zip; mkdir tmp; export TMPDIR=$PWD/tmp; echo event_number > calls.csv; ";
    private const string Design = "$smartbeats design map.zip calls.csv --beats 3 --time-zone America/Phoenix -o out";
    private const string Await = "n=0; until [ -n \"$(ls tmp | grep smartbeats-)\" ] || [ $n -gt 600 ]; do sleep 0.1; n=$((n+1)); done; sleep 0.5; ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_before_the_first_await_ends_with_130_and_leaves_nothing(string signal)
    {
        // A shell without job control gives its background processes a deaf ear for SIGINT: env gives it back.
        var run = ShellRun.Run(_folder.FullName, $"{Begin} env --default-signal=INT {Design} & pid=$!; {Await} kill -{signal} $pid; wait $pid; code=$?; ls tmp | grep smartbeats-; exit $code");
        run.ExitCode.ShouldBe(130, run.Errors);
        run.Errors.ShouldContain("smartbeats: cancelled; what was under way was not written.");
        run.Output.ShouldBeEmpty();
        (Directory.Exists(Path.Combine(_folder.FullName, "out")) ? Directory.GetFileSystemEntries(Path.Combine(_folder.FullName, "out")) : []).ShouldBeEmpty();
    }

    [Fact]
    public void The_cursor_of_a_terminal_is_shown_again()
    {
        // script gives the command a terminal; the shell in it says who it is before it becomes the command.
        File.WriteAllText(Path.Combine(_folder.FullName, "run.sh"), $"echo $$ > pid\nexec {Design}\n");
        var run = ShellRun.Run(_folder.FullName, $"{Begin} env --default-signal=INT script -qefc 'sh run.sh' typescript > /dev/null & ward=$!; {Await} kill -INT $(cat pid); wait $ward");
        run.ExitCode.ShouldBe(130, run.Errors);
        var screen = File.ReadAllText(Path.Combine(_folder.FullName, "typescript"));
        screen.LastIndexOf("\e[?25h", StringComparison.Ordinal).ShouldBeGreaterThan(screen.LastIndexOf("\e[?25l", StringComparison.Ordinal), screen);
        screen.ShouldContain("cancelled");
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_gone_after_the_next_start()
    {
        using var folder = new WorkspaceFolder();
        folder.WriteMap("areas.geojson");
        ShellRun.Run(folder[""], "$smartbeats ingest areas.geojson --workspace ws --time-zone America/Phoenix").ExitCode.ShouldBe(0);
        // Process numbers end at 4,194,304 (PID_MAX_LIMIT): this one is nobody's; the other is this test's own.
        var dead = folder["ws/reports/.aside-4194399-1"];
        var alive = folder[$"ws/reports/.aside-{Environment.ProcessId}-1"];
        File.WriteAllText(dead, "half");
        File.WriteAllText(alive, "half");
        ShellRun.Run(folder[""], "$smartbeats history --workspace ws").ExitCode.ShouldBe(0);
        File.Exists(dead).ShouldBeFalse();
        File.Exists(alive).ShouldBeTrue();
    }
}
