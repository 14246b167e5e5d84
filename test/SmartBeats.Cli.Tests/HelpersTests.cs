using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartBeats.Cli.Tests;

/// <summary>Verbs beside the work: completion, manual pages, a report, a point's beat.</summary>
public sealed partial class HelpersTests : IDisposable
{
    private readonly WorkspaceFolder _folder = new();

    public HelpersTests()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(20));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("smartbeats des", "design")]
    [InlineData("smartbeats design --tol", "--tolerance")]
    [InlineData("smartbeats design --goal re", "response")]
    [InlineData("smartbeats help eval", "evaluate")]
    [InlineData("smartbeats completion z", "zsh")]
    [InlineData("smartbeats design cal", "")]
    public void Bash_completes_verbs_flags_and_words(string typed, string completed)
    {
        var words = typed.Split(' ');
        var run = ShellRun.Run(_folder[""], $"""
            $smartbeats completion bash > script.bash && bash -c '. ./script.bash
            COMP_WORDS=({typed}); COMP_CWORD={words.Length - 1}; _smartbeats; echo "$COMPREPLY"; complete -p smartbeats'
            """);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.Split('\n')[0].ShouldBe(completed);
        run.Output.ShouldContain("complete -o default -F _smartbeats smartbeats");
    }

    /// <summary>Where zsh is at hand it reads the script; its text is looked at everywhere.</summary>
    [Fact]
    public async Task Other_shells_get_every_verb_and_flag()
    {
        var zsh = (await _folder.RunAsync("completion", "zsh")).Output;
        var power = (await _folder.RunAsync("completion", "pwsh")).Output;
        foreach (Match flag in FlagLine().Matches((await _folder.RunAsync("help", "design")).Output))
        {
            zsh.ShouldContain($"'*{flag.Groups[1].Value}[");
            power.ShouldContain($"'{flag.Groups[1].Value}'");
        }

        _folder.Write("_smartbeats", zsh);
        ShellRun.Run(_folder[""], "! command -v zsh >/dev/null || zsh -n _smartbeats").ExitCode.ShouldBe(0);
        power.Count(letter => letter == '{').ShouldBe(power.Count(letter => letter == '}'));
        (await _folder.RunAsync("completion", "fish")).Errors.Trim().ShouldBe("smartbeats: SHELL: there is no script for fish. Name bash, zsh or pwsh.");
    }

    [Fact]
    public async Task Manual_pages_tell_every_flag_and_have_no_fault()
    {
        var run = await _folder.RunAsync("man", "man1");
        run.ExitCode.ShouldBe(0, run.Errors);
        var design = _folder.Read("man1/smartbeats-design.1");
        foreach (Match flag in FlagLine().Matches((await _folder.RunAsync("help", "design")).Output))
        {
            design.ShouldContain(flag.Groups[1].Value.Replace("-", "\\-", StringComparison.Ordinal));
        }

        // Some computers have groff, and it finds what is no request of the macros.
        var formatted = ShellRun.Run(_folder["man1"], "! command -v groff >/dev/null || groff -man -Tascii -ww *.1");
        formatted.ExitCode.ShouldBe(0, formatted.Errors);
        formatted.Errors.ShouldBeEmpty();
        Directory.GetFiles(_folder["man1"], "*.1").SelectMany(File.ReadAllLines).Where(line => line.StartsWith('.'))
            .ShouldAllBe(line => Request().IsMatch(line));
    }

    [Fact]
    public async Task A_report_has_sizes_and_the_last_fault_and_names_nothing()
    {
        (await _folder.IngestAsync(["areas.geojson", "calls.csv", "--city", "secretville", .. WorkspaceFolder.Zone])).ExitCode.ShouldBe(0);
        var run = ShellRun.Run(_folder[""], """
            mkdir home; export HOME=$PWD/home; unset XDG_DATA_HOME XDG_CONFIG_HOME
            $smartbeats design secret-file.zip calls.csv --city secretville --time-zone America/Phoenix --beats 3 2>/dev/null
            $smartbeats doctor --workspace ws
            """);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("version 1.");
        run.Output.ShouldMatch(@"city 1 +9 areas, 180 calls of 20 days in 1 loads, 0 plans; read in ");
        run.Output.ShouldMatch(@"\n  design --(beats --city|city) [^\n]*\n  System\.IO\.FileNotFoundException\n");
        run.Output.ShouldContain("exit code 3");
        foreach (var hidden in (string[])["secret", "SECRET", "Phoenix", "-112", "areas.geojson", "calls.csv", Path.GetFileName(_folder[""].TrimEnd('/')), Environment.MachineName])
        {
            run.Output.ShouldNotContain(hidden, Case.Sensitive);
        }

        var none = ShellRun.Run(_folder[""], "mkdir clean; export HOME=$PWD/clean; unset XDG_DATA_HOME; $smartbeats doctor --workspace nowhere");
        none.ExitCode.ShouldBe(0, none.Errors);
        none.Output.ShouldContain("none kept");
        none.Output.ShouldContain("workspace         cannot be opened (InputException)");
    }

    [Fact]
    public async Task Where_a_point_lies_is_told_with_area_beat_and_sector()
    {
        var designed = await _folder.RunAsync(
            ["design", "areas.geojson", "calls.csv", .. WorkspaceFolder.Zone, "--beats", "3", "--sectors", "2", "--effort", "10000", "-o", "out", "-q"]);
        designed.ExitCode.ShouldBe(0, designed.Errors);
        var rows = File.ReadAllLines(_folder["out/assignment.csv"]).Skip(1).Select(line => line.Split(',')).ToDictionary(row => row[0], row => row[1]);
        foreach (var area in (int[])[0, 4, 8])
        {
            var (lon, lat) = (-112 + ((area % 3 + 0.5) / 64), 33 + ((area / 3 + 0.5) / 64));
            using var found = JsonDocument.Parse((await _folder.RunAsync("where", Number(lon), Number(lat), "--plan", "out", "--json")).Output);
            found.RootElement.GetProperty("area").GetString().ShouldBe($"A{area}");
            found.RootElement.GetProperty("beat").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(rows[$"A{area}"]);
            found.RootElement.GetProperty("sector").GetString().ShouldBeOneOf("1", "2");
        }

        var said = await _folder.RunAsync("where", "-111.99", "33.01", "--plan", "out");
        said.Output.ShouldMatch(@"^Area A0, beat \d, sector \d of plan [0-9a-f]{32}\.\n$");
        var outside = await _folder.RunAsync("where", "-110", "33", "--plan", "out");
        outside.ExitCode.ShouldBe(1);
        outside.Output.ShouldStartWith("Outside: no area of plan ");
        var swapped = await _folder.RunAsync("where", "33", "-112", "--plan", "out");
        swapped.Errors.Trim().ShouldBe("smartbeats: LON LAT: they are no longitude and latitude in degrees. Give the longitude first: smartbeats where -113.4162 33.2498 --plan beats.");
    }

    private static string Number(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^  (?:-\w, )?(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex FlagLine();

    [GeneratedRegex(@"^\.(TH|SH|TP|B|PP|nf|fi)( |$)")]
    private static partial Regex Request();
}
