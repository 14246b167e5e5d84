using System.Diagnostics;

namespace SmartBeats.Cli.Tests;

/// <summary>A test of the file that is shipped, which the test command publishes and names; skipped where a test is run by itself.</summary>
internal sealed class ShippedFactAttribute : FactAttribute
{
    public ShippedFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SMARTBEATS_COMMAND")))
        {
            Skip = "SMARTBEATS_COMMAND names no published command: bash test/run.sh does";
        }
    }
}

/// <summary>What is true of the one native file that is shipped, beside what every other test of the command says of it.</summary>
public sealed class NativeFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-native-");

    private static string? Shipped => Environment.GetEnvironmentVariable("SMARTBEATS_COMMAND");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_designs_the_same_bytes_as_the_library_that_is_compiled_as_it_runs()
    {
        var samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
        string[] design = ["design", Path.Combine(samples, "city.zip"), Path.Combine(samples, "calls.csv"), "--beats", "12", "--evaluate"];
        var native = await RunAsync(Shipped, [.. design, "-o", "native"]);
        native.ExitCode.ShouldBe(0, native.Errors);
        var jitted = await RunAsync(null, [.. design, "-o", "jitted"]);
        jitted.ExitCode.ShouldBe(0, jitted.Errors);
        foreach (var file in Directory.GetFiles(Path.Combine(_folder.FullName, "jitted")))
        {
            File.ReadAllBytes(Path.Combine(_folder.FullName, "native", Path.GetFileName(file))).AsSpan()
                .SequenceEqual(File.ReadAllBytes(file)).ShouldBeTrue(Path.GetFileName(file));
        }
    }

    [SharedTheory("corpora/real_zips")]
    [InlineData("community_areas.zip")]
    [InlineData("police_beats.zip")]
    [InlineData("police_districts.zip")]
    [InlineData("seattle_CITYPLAN_CRA_epsg2926.zip")]
    [InlineData("tl_2020_17031_bg20.zip")]
    public async Task It_reads_every_coordinate_system_as_the_library_does(string zip)
    {
        var file = SharedData.File($"corpora/real_zips/{zip}");
        var native = await RunAsync(Shipped, ["inspect", file, "--json"]);
        native.ExitCode.ShouldBe(0, native.Errors);
        native.ShouldBe(await RunAsync(null, ["inspect", file, "--json"]));
    }

    [ShippedFact]
    public async Task It_runs_where_there_is_nothing_but_the_C_library_and_OpenSSL()
    {
        // A user other than root may change the root within a namespace of its own.
        var change = Environment.UserName == "root" ? "chroot" : "unshare --map-root-user chroot";
        await ShellAsync($"""
            set -e
            mkdir -p changed/tmp changed/made
            cp -r "{Path.GetDirectoryName(Shipped)}" changed/command
            cp -r "{Path.Combine(SharedData.RepositoryRoot(), "samples")}" changed/samples
            # The hashes of plans and maps come from OpenSSL 3, which is opened when first needed.
            for library in $(ldd changed/command/smartbeats changed/command/*.so /usr/lib/x86_64-linux-gnu/libssl.so.3 | grep -o '/[^ ]*' | grep -v : | sort -u); do mkdir -p "changed$(dirname $library)"; cp -L "$library" "changed$library"; done
            cp -L /usr/lib/x86_64-linux-gnu/libssl.so.3 /usr/lib/x86_64-linux-gnu/libcrypto.so.3 changed/lib/x86_64-linux-gnu/
            {change} changed /command/smartbeats design /samples/city.zip /samples/calls.csv --beats 12 -o /made/beats
            test -s changed/made/beats/map.html
            """);
    }

    private async Task<CommandRun> RunAsync(string? shipped, string[] arguments) => shipped is null
        ? await CommandRun.BuiltAsync(_folder.FullName, arguments)
        : await CommandRun.OfAsync(_folder.FullName, arguments);

    private async Task ShellAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = _folder.FullName, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, string.Concat(await said));
    }
}
