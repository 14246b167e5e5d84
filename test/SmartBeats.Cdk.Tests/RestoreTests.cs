using System.Diagnostics;

namespace SmartBeats.Cdk.Tests;

/// <summary>The script that sets the database back, over an <c>aws</c> that has clusters and instances by name and nothing else.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-restore-");

    public RestoreTests()
    {
        There("cluster-smartbeats", "first");
        There("instance-smartbeats-writer", "first");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_copy_is_made_beside_the_database_and_both_are_counted()
    {
        var (exit, said) = await RunAsync("copy", "2026-03-04T05:06:07Z");
        exit.ShouldBe(0, said);
        said.ShouldBe("""
            calls in smartbeats:
              mesa	first
            calls in smartbeats-restored:
              mesa	restored
            If the copy is what is wanted: bash cdk/restore.sh swap smartbeats. If not: bash cdk/restore.sh drop smartbeats.

            """.ReplaceLineEndings("\n"));
        var restored = Asked("rds restore-db-cluster-to-point-in-time");
        restored.ShouldContain("--source-db-cluster-identifier smartbeats --db-cluster-identifier smartbeats-restored --restore-to-time 2026-03-04T05:06:07Z");
        restored.ShouldContain("--db-subnet-group-name group --vpc-security-group-ids sg-1 --serverless-v2-scaling-configuration MinCapacity=0,MaxCapacity=4,SecondsUntilAutoPause=300");
        Asked("lambda put-function-concurrency").ShouldContain("--function-name smartbeats-Ingest --reserved-concurrent-executions 0");
        Asked("rds enable-http-endpoint").ShouldContain("arn:smartbeats-restored");
        Is("cluster-smartbeats").ShouldBe("first");
    }

    [Fact]
    public async Task The_copy_takes_the_databases_names_and_the_one_of_before_is_kept()
    {
        (await RunAsync("copy", "2026-03-04T05:06:07Z")).Exit.ShouldBe(0);
        var (exit, said) = await RunAsync("swap");
        exit.ShouldBe(0, said);
        (Is("cluster-smartbeats"), Is("instance-smartbeats-writer")).ShouldBe(("restored", "restored"));
        (Is("cluster-smartbeats-before"), Is("instance-smartbeats-writer-before")).ShouldBe(("first", "first"));
        said.ShouldStartWith("calls in smartbeats:\n  mesa\trestored\n");
        Asked("lambda delete-function-concurrency").ShouldContain("smartbeats-Ingest");
        Asked("rds modify-db-cluster --db-cluster-identifier smartbeats --deletion-protection").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_copy_that_is_not_wanted_is_dropped_and_uploads_go_on()
    {
        (await RunAsync("copy", "2026-03-04T05:06:07Z")).Exit.ShouldBe(0);
        (await RunAsync("drop")).Exit.ShouldBe(0);
        _folder.GetFiles("*restored*").ShouldBeEmpty();
        Is("cluster-smartbeats").ShouldBe("first");
        Asked("lambda delete-function-concurrency").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_a_copy_nothing_is_swapped() =>
        (await RunAsync("swap")).ShouldBe((1, "There is no copy smartbeats-restored: make one first. Nothing after it was done.\n"));

    [Theory]
    [InlineData("copy", "yesterday")]
    [InlineData("copy")]
    [InlineData("swap", "smartbeats", "x")]
    [InlineData("back")]
    public async Task A_wrong_use_is_said_and_nothing_is_asked(params string[] arguments)
    {
        (await RunAsync(arguments)).ShouldBe((2, "usage: bash cdk/restore.sh copy TIME [APP] | swap [APP] | drop [APP], with TIME such as 2026-03-04T05:06:07Z\n"));
        File.Exists(Path.Combine(_folder.FullName, "asked")).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_environments_database_is_asked_for_by_its_name() =>
        (await RunAsync("copy", "2026-03-04T05:06:07Z", "dev-smartbeats"))
            .ShouldBe((3, "There is no database dev-smartbeats that is available: is it this account and region?\n"));

    private void There(string name, string what) => File.WriteAllText(Path.Combine(_folder.FullName, name), what);

    private string Is(string name) => File.ReadAllText(Path.Combine(_folder.FullName, name)).Trim();

    private string Asked(string beginning) =>
        string.Join('\n', File.ReadLines(Path.Combine(_folder.FullName, "asked")).Where(line => line.StartsWith(beginning, StringComparison.Ordinal)));

    private async Task<(int Exit, string Said)> RunAsync(params string[] arguments)
    {
        var fake = Path.Combine(_folder.FullName, "aws");
        await File.WriteAllTextAsync(fake, $$"""
            #!/bin/sh
            here={{_folder.FullName}}
            echo "$*" >> $here/asked
            verb="$1 $2"
            while [ $# -gt 0 ]; do
              case "$1" in
                --db-cluster-identifier) cluster=$2 ;;
                --db-instance-identifier) instance=$2 ;;
                --new-db-cluster-identifier | --new-db-instance-identifier) new=$2 ;;
                --resource-arn) arn=$2 ;;
                --query) query=$2 ;;
              esac
              shift
            done
            case "$verb" in
              "rds describe-db-clusters")
                [ -f "$here/cluster-$cluster" ] || exit 254
                case "$query" in *Status) echo available ;; *Arn) echo "arn:$cluster" ;; *) printf 'group\tsg-1\t4\t300\n' ;; esac ;;
              "rds describe-db-instances") [ -f "$here/instance-$instance" ] && echo available ;;
              "rds restore-db-cluster-to-point-in-time") echo restored > "$here/cluster-$cluster" ;;
              "rds create-db-instance") echo restored > "$here/instance-$instance" ;;
              "rds modify-db-cluster") [ -z "$new" ] || mv "$here/cluster-$cluster" "$here/cluster-$new" ;;
              "rds modify-db-instance") mv "$here/instance-$instance" "$here/instance-$new" ;;
              "rds delete-db-cluster") rm "$here/cluster-$cluster" ;;
              "rds delete-db-instance") rm "$here/instance-$instance" ;;
              "rds-data execute-statement") printf 'mesa\t%s\n' "$(cat "$here/cluster-${arn#arn:}")" ;;
              "secretsmanager describe-secret") echo secret ;;
              "rds enable-http-endpoint" | "lambda put-function-concurrency" | "lambda delete-function-concurrency") ;;
              *) echo "unexpected: $verb" >&2; exit 99 ;;
            esac
            """);
        (await CommandTests.RunAsync("chmod", "+x", fake)).Exit.ShouldBe(0);
        var start = new ProcessStartInfo("bash", [Path.Combine(SharedData.RepositoryRoot(), "cdk", "restore.sh"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["SMARTBEATS_WAIT_SECONDS"] = "0";
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(await said));
    }
}
