using SmartBeats.Cli.Tests.Readme;

namespace SmartBeats.Cli.Tests;

/// <summary>A test of the file that is shipped, which the test command publishes and names; skipped where a test is run by itself.</summary>
internal sealed class ShippedFactAttribute : FactAttribute
{
    public const string Missing = "SMARTBEATS_COMMAND names no published command: bash test/run.sh does";

    public ShippedFactAttribute() => Skip = IsNamed ? null : Missing;

    public static bool IsNamed => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SMARTBEATS_COMMAND"));
}

/// <summary>The same of a theory; over shared data where some is named.</summary>
internal sealed class ShippedTheoryAttribute : TheoryAttribute
{
    public ShippedTheoryAttribute(string? needs = null)
    {
        if (!ShippedFactAttribute.IsNamed)
        {
            Skip = ShippedFactAttribute.Missing;
        }
        else if (needs is not null && !SharedData.Exists(needs))
        {
            Skip = $"SHARED DATA MISSING: ../shared/data/{needs}";
        }
    }
}

/// <summary>The same where a folder can be made the root of a process, by root or in a user name space; skipped loudly elsewhere.</summary>
internal sealed class ChrootFactAttribute : FactAttribute
{
    /// <summary>What stands before the folder and the command to run in it.</summary>
    public static readonly string? Change = Array.Find(
        ["chroot", "unshare --map-root-user chroot"], way => ShellRun.Run("/", $"{way} / true").ExitCode == 0);

    public ChrootFactAttribute()
    {
        if (!ShippedFactAttribute.IsNamed)
        {
            Skip = ShippedFactAttribute.Missing;
        }
        else if (Change is null)
        {
            Skip = "ROOT NEEDED: chroot is not allowed here, so that the command needs nothing but the C library is NOT tested";
        }
    }
}

/// <summary>What is true of the one native file that is shipped, beside what every other test of the command says of it.</summary>
public sealed class NativeFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-native-");

    private static string? Shipped => Environment.GetEnvironmentVariable("SMARTBEATS_COMMAND");

    public void Dispose() => _folder.Delete(recursive: true);

    [ShippedFact]
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

    [ShippedTheory("corpora/real_zips")]
    [InlineData("community_areas.zip")]
    [InlineData("police_beats.zip")]
    [InlineData("police_districts.zip")]
    [InlineData("seattle_CITYPLAN_CRA_epsg2926.zip")]
    [InlineData("tl_2020_17031_bg20.zip")]
    public async Task It_reads_what_portals_publish_as_the_library_does(string zip)
    {
        var file = SharedData.File($"corpora/real_zips/{zip}");
        var native = await RunAsync(Shipped, ["inspect", file, "--json"]);
        native.ExitCode.ShouldBe(0, native.Errors);
        native.ShouldBe(await RunAsync(null, ["inspect", file, "--json"]));
    }

    /// <summary>No .NET, no OpenSSL, no zlib, no libstdc++, no shell: the README's first command, and a workspace's database.</summary>
    [ChrootFact]
    public void It_runs_where_there_is_nothing_but_the_C_library()
    {
        var first = ReadmePage.Read().FindCommands()[0].Arguments;
        first.ShouldStartWith("design samples/");
        var run = ShellRun.Run(_folder.FullName, $"""
            set -e
            mkdir -p bare/tmp bare/lib64 bare/lib/x86_64-linux-gnu
            cp -r "{Path.GetDirectoryName(Shipped)}" bare/command
            cp -r "{Path.Combine(SharedData.RepositoryRoot(), "samples")}" bare/samples
            cp -L /lib64/ld-linux-x86-64.so.2 bare/lib64/
            libraries=$(ldd bare/command/smartbeats bare/command/*.so | grep -o '/[^ ]*/lib[cm][.]so[^ ]*' | sort -u)
            cp -L $libraries bare/lib/x86_64-linux-gnu/
            ls bare/lib/x86_64-linux-gnu > libraries
            {ChrootFactAttribute.Change} bare /command/smartbeats {first}
            {ChrootFactAttribute.Change} bare /command/smartbeats ingest samples/city.zip samples/calls.csv --workspace work
            {ChrootFactAttribute.Change} bare /command/smartbeats design --workspace work --beats 12 -o again
            cmp bare/beats/assignment.csv bare/again/assignment.csv
            """);
        run.ExitCode.ShouldBe(0, run.Errors);
        File.ReadAllLines(Path.Combine(_folder.FullName, "libraries")).ShouldBe(["libc.so.6", "libm.so.6"]);
        File.ReadAllLines(Path.Combine(_folder.FullName, "bare", "beats", "beats.csv")).Length.ShouldBe(13);
    }

    private async Task<CommandRun> RunAsync(string? shipped, string[] arguments) => shipped is null
        ? await CommandRun.BuiltAsync(_folder.FullName, arguments)
        : await CommandRun.OfAsync(_folder.FullName, arguments);
}
