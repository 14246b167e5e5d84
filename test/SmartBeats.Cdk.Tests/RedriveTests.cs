using System.Diagnostics;

namespace SmartBeats.Cdk.Tests;

/// <summary>The script that gives lost uploads to Ingest again, over an <c>aws</c> that has a queue of two letters and keeps what it is asked.</summary>
public sealed class RedriveTests : IDisposable
{
    private const string Letter = """{\"requestPayload\":{\"Records\":[{\"s3\":{\"object\":{\"key\":\"incoming/mesa/Calls+%282021%29.csv\"}}}]},\"responsePayload\":{\"errorType\":\"Sandbox.Timedout\"}}""";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-redrive-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Letters_are_shown_with_their_object_and_fault_and_nothing_is_done()
    {
        var (exit, said) = await RunAsync("exit 0");
        (exit, said).ShouldBe((0, """
            - incoming/mesa/Calls (2021).csv  Sandbox.Timedout
            - a letter that is no upload's: look at it with aws sqs receive-message
            2 lost. With --go they are given to smartbeats-Ingest again; a letter that was looked at is hidden for 5 minutes.

            """.ReplaceLineEndings("\n")));
        Asked("lambda").ShouldBeEmpty();
        Asked("sqs delete-message").ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_is_given_again_as_it_was_and_its_letter_taken_away()
    {
        var (exit, said) = await RunAsync("exit 0", "--go", "dev-smartbeats");
        exit.ShouldBe(1, said);
        said.ShouldContain("- incoming/mesa/Calls (2021).csv  Sandbox.Timedout: given again\n");
        said.ShouldEndWith("1 given again, 1 not.\n");
        Asked("lambda invoke").ShouldHaveSingleItem().ShouldContain("--function-name dev-smartbeats-Ingest --invocation-type Event");
        File.ReadAllText(Path.Combine(_folder.FullName, "payload")).ShouldBe(
            """{"Records":[{"s3":{"object":{"key":"incoming/mesa/Calls+%282021%29.csv"}}}]}""");
        Asked("sqs delete-message").ShouldHaveSingleItem().ShouldContain("--receipt-handle receipt-1");
        Asked("sqs get-queue-url").ShouldHaveSingleItem().ShouldContain("--queue-name dev-smartbeats-dead-letters");
    }

    [Fact]
    public async Task A_letter_whose_upload_could_not_be_given_again_stays()
    {
        var (exit, said) = await RunAsync("exit 255", "--go");
        (exit, said[said.IndexOf("0 given", StringComparison.Ordinal)..]).ShouldBe((1, "0 given again, 2 not.\n"));
        Asked("sqs delete-message").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_use_is_said() =>
        (await RunAsync("exit 0", "Upper")).ShouldBe((2, "usage: bash cdk/redrive.sh [--go] [APP], such as dev-smartbeats\n"));

    private IEnumerable<string> Asked(string beginning)
    {
        var log = Path.Combine(_folder.FullName, "asked");
        return File.Exists(log) ? File.ReadLines(log).Where(line => line.StartsWith(beginning, StringComparison.Ordinal)) : [];
    }

    /// <param name="invoked">What <c>aws lambda invoke</c> does in the end.</param>
    private async Task<(int Exit, string Said)> RunAsync(string invoked, params string[] arguments)
    {
        var fake = Path.Combine(_folder.FullName, "aws");
        var messages = "{\"Messages\": [{\"ReceiptHandle\": \"receipt-1\", \"Body\": \"" + Letter + "\"}, {\"ReceiptHandle\": \"receipt-2\", \"Body\": \"{}\"}]}";
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "messages"), messages);
        await File.WriteAllTextAsync(fake, $"""
            #!/bin/sh
            here={_folder.FullName}
            echo "$*" >> $here/asked
            case "$1 $2" in
              "sqs get-queue-url") echo https://queue ;;
              "sqs receive-message") [ -f $here/messages ] && cat $here/messages && rm $here/messages; exit 0 ;;
              "sqs delete-message") exit 0 ;;
              "lambda invoke") for word in "$@"; do case "$word" in file://*) cat "$(echo "$word" | cut -c8-)" > $here/payload ;; esac; done; {invoked} ;;
              *) echo "unexpected: $*" >&2; exit 99 ;;
            esac
            """);
        (await CommandTests.RunAsync("chmod", "+x", fake)).Exit.ShouldBe(0);
        var start = new ProcessStartInfo("bash", [Path.Combine(SharedData.RepositoryRoot(), "cdk", "redrive.sh"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(await said));
    }
}
