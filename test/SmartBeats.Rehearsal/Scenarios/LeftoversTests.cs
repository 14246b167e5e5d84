using System.Diagnostics;

namespace SmartBeats.Rehearsal.Scenarios;

/// <summary>A rehearsal that somebody ends takes all of its processes with it.</summary>
[Collection(RehearsalCollection.Name)]
public class LeftoversTests
{
    [Theory]
    [InlineData("INT", "== starting moto")]
    [InlineData("TERM", "== deploying")]
    [InlineData("INT", "== POST")]
    public async Task Nothing_is_left_behind_when_a_signal_ends_it(string signal, string moment)
    {
        // A shell may have started us with SIGINT ignored, which children inherit.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", typeof(Leftovers).Assembly.Location]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith(moment, StringComparison.Ordinal))
        {
        }

        await Task.Delay(1000);
        _ = process.StandardOutput.ReadToEndAsync();
        var children = Leftovers.Under(process.Id);
        children.ShouldNotBeEmpty();
        Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        process.ExitCode.ShouldBe(signal == "INT" ? 130 : 143);

        // PostgreSQL finishes what it has open.
        for (var tries = 0; tries < 300 && children.Any(IsThere); tries++)
        {
            await Task.Delay(100);
        }

        children.Where(IsThere).ShouldBeEmpty();
    }

    private static bool IsThere(int id) => Directory.Exists($"/proc/{id}");
}
