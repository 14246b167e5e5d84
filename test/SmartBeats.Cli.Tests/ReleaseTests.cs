using System.Text.Json;
using System.Xml.Linq;

namespace SmartBeats.Cli.Tests;

/// <summary>A test of what release.sh has made, which the test command names; skipped where a test is run by itself.</summary>
internal sealed class ReleaseFactAttribute : FactAttribute
{
    public ReleaseFactAttribute() => Skip = ReleaseTests.Release is null ? "SMARTBEATS_RELEASE names no released files: bash test/run.sh does" : null;
}

/// <summary>The files somebody installs from: whole, listed, and working from an empty folder.</summary>
public sealed class ReleaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-release-");

    public static string? Release => Environment.GetEnvironmentVariable("SMARTBEATS_RELEASE") is { Length: > 0 } folder ? folder : null;

    private static string Version => XDocument.Load(Path.Combine(SharedData.RepositoryRoot(), "Directory.Build.props")).Descendants("Version").Single().Value;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_version_is_said_in_one_place_and_the_engines_apart_from_it()
    {
        var run = await CommandRun.BuiltAsync(_folder.FullName, "--version");
        run.Output.ShouldMatch($@"^{System.Text.RegularExpressions.Regex.Escape(Version)}, engine version \d+\n$");
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "CHANGELOG.md")).ShouldContain($"## {Version}");
    }

    [ReleaseFact]
    public void Every_file_has_its_sum_and_the_list_of_what_is_shipped_is_that_of_the_notices()
    {
        var run = ShellRun.Run(Release!, "sha256sum -c SHA256SUMS");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.Split('\n').Count(line => line.EndsWith(": OK", StringComparison.Ordinal))
            .ShouldBe(Directory.GetFiles(Release!).Length - 1, "every file but the list itself");
        using var listed = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Release!, $"smartbeats-{Version}.cdx.json")));
        listed.RootElement.GetProperty("bomFormat").GetString().ShouldBe("CycloneDX");
        var components = listed.RootElement.GetProperty("components").EnumerateArray().ToList();
        var packages = components.Where(one => one.GetProperty("purl").GetString()!.StartsWith("pkg:nuget/", StringComparison.Ordinal))
            .Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("version").GetString()!));
        var shipped = ThirdPartyNotices.Of(Path.Combine(SharedData.RepositoryRoot(), "src", "SmartBeats.Cli")).Select(package => (package.Id, package.Version));
        packages.Order().ShouldBe(shipped.Order());
        components.ShouldAllBe(one => one.GetProperty("licenses")[0].GetProperty("expression").GetString()!.Length > 0);
        components.Select(one => one.GetProperty("name").GetString()).ShouldContain("maplibre-gl");
    }

    [ReleaseFact]
    public void Sizes_are_those_the_readme_says()
    {
        var page = Readme.ReadmePage.Read().Text;
        foreach (var (file, row) in ((string, string)[])[($"smartbeats-{Version}-linux-x64.tar.gz", "Linux on x64"), ($"SmartBeats.Tool.{Version}.nupkg", "any with .NET 10")])
        {
            var said = System.Text.RegularExpressions.Regex.Match(page, $@"\| {row} \| `{System.Text.RegularExpressions.Regex.Escape(file)}` \| \((\d+) MB\)");
            said.Success.ShouldBeTrue(file);
            (new FileInfo(Path.Combine(Release!, file)).Length / 1e6)
                .ShouldBe(int.Parse(said.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 1.5, file);
        }
    }

    [ReleaseFact]
    public void The_archive_works_from_an_empty_folder_without_the_sdk_and_has_the_page_with_it()
    {
        var run = ShellRun.Run(_folder.FullName, $"""
            set -e
            tar xzf "{Release}/smartbeats-{Version}-linux-x64.tar.gz"
            smartbeats=$PWD/smartbeats-{Version}-linux-x64/smartbeats
            test -f smartbeats-{Version}-linux-x64/THIRD-PARTY-NOTICES.txt
            mkdir empty home; cd empty
            export PATH=/usr/bin:/bin HOME=$PWD/../home; unset DOTNET_ROOT
            ! command -v dotnet >/dev/null || test "$(command -v dotnet)" = /usr/bin/dotnet
            $smartbeats sample samples -q
            $smartbeats design samples/city.zip samples/calls.csv --beats 12 --effort 1000000 -o beats
            $smartbeats serve --port 0 > link 2> said &
            server=$!
            trap 'kill $server' EXIT
            for i in $(seq 100); do test -s link && break; sleep 0.2; done
            python3 -c "import sys, urllib.request as web; print(web.build_opener(web.HTTPCookieProcessor()).open(sys.argv[1]).read().decode()[:200])" "$(cat link)" | grep -i '<!doctype html>'
            """);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("12 beats");
        File.Exists(Path.Combine(_folder.FullName, "empty", "beats", "map.html")).ShouldBeTrue();
    }

    [ReleaseFact]
    public void The_tool_installs_from_its_package_and_designs()
    {
        var run = ShellRun.Run(_folder.FullName, $"""
            set -e
            export DOTNET_CLI_HOME=$PWD/home NUGET_PACKAGES=$PWD/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
            mkdir home
            dotnet tool install SmartBeats.Tool --version {Version} --tool-path tools --source "{Release}"
            tools/smartbeats --version
            tools/smartbeats sample samples -q
            tools/smartbeats design samples/city.zip samples/calls.csv --beats 12 --effort 300000 -o beats -q
            find tools -path '*console/index.html' | grep -q .
            find tools -name THIRD-PARTY-NOTICES.txt | grep -q .
            """);
        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        run.Output.ShouldContain($"{Version}, engine version ");
        File.Exists(Path.Combine(_folder.FullName, "beats", "map.html")).ShouldBeTrue();
    }

    /// <summary>No other system is run here; that an archive holds what it is to hold is looked at, where it was made.</summary>
    [ReleaseFact]
    public void Archives_for_other_systems_hold_program_page_and_notices()
    {
        foreach (var archive in Directory.GetFiles(Release!, $"smartbeats-{Version}-*").Where(file => file.EndsWith(".tar.gz", StringComparison.Ordinal) || file.EndsWith(".zip", StringComparison.Ordinal)))
        {
            var isZip = archive.EndsWith(".zip", StringComparison.Ordinal);
            var names = ShellRun.Run(_folder.FullName, isZip ? $"python3 -m zipfile -l '{archive}'" : $"tar tzf '{archive}'").Output;
            names.ShouldContain(isZip ? "/smartbeats.exe" : "/smartbeats\n", Case.Sensitive, archive);
            names.ShouldContain("/console/index.html");
            names.ShouldContain("/THIRD-PARTY-NOTICES.txt");
            names.ShouldContain("/LICENSE.txt");
            names.ShouldContain("e_sqlite3");
        }
    }
}
