using System.Text.RegularExpressions;
using SmartBeats.Pipeline;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Tests;

/// <summary>The library by its door, as a package, and from other languages.</summary>
public sealed class LibraryTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-library-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static string? Packages => Environment.GetEnvironmentVariable("SMARTBEATS_PACKAGES") is { Length: > 0 } folder ? folder : null;

    [Fact]
    public async Task The_door_gives_the_bytes_of_the_command_at_any_number_of_threads()
    {
        var run = await CommandRun.OfAsync(
            _folder.FullName, "design", Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "portal_export.csv"), "--beats", "9", "--effort", "300000", "-o", "command", "-q");
        run.ExitCode.ShouldBe(0, run.Errors);
        var input = CityInput.Read(Path.Combine(_samples, "city.json"), Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "portal_export.csv")) with { Threads = 1 };
        var designed = await Beats.DesignAsync(input, new PlanRequest { Beats = 9, Effort = 300_000 });
        await designed.SaveAsync(Path.Combine(_folder.FullName, "library"));
        designed.Findings.Headline.ShouldContain("9 beats");
        foreach (var path in Directory.GetFiles(Path.Combine(_folder.FullName, "library")))
        {
            var (ours, theirs) = (File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(_folder.FullName, "command", Path.GetFileName(path))));
            var same = ours.AsSpan().CommonPrefixLength(theirs);
            ours.AsSpan().SequenceEqual(theirs).ShouldBeTrue($"{Path.GetFileName(path)} differs at byte {same}: {Text(ours, same)} / {Text(theirs, same)}");
        }

        designed.Files.Keys.ShouldContain("map.html");
        var fault = await Should.ThrowAsync<InputException>(() => Beats.DesignAsync(input, new PlanRequest { Beats = 9, Natures = ["NO SUCH"] }));
        fault.Message.ShouldContain("asks for natures, and no call has a nature");
    }

    /// <summary>What a page shows of a program is in that program.</summary>
    [Fact]
    public void Shown_code_is_that_of_the_samples()
    {
        var design = File.ReadAllText(Path.Combine(_samples, "design.cs"));
        var guide = File.ReadAllText(Path.Combine(_samples, "guides", "library.md"));
        foreach (var (language, file) in ((string, string)[])[("csharp", design), ("python", File.ReadAllText(Path.Combine(_samples, "plan.py")))])
        {
            var shown = Regex.Match(guide, $"```{language}\n(.+?)```", RegexOptions.Singleline).Groups[1].Value;
            shown.Length.ShouldBeGreaterThan(100);
            shown.Trim().Split('\n').ShouldAllBe(line => file.Contains(line));
        }
    }

    [Fact]
    public void Sample_program_compiles_against_the_packed_package_and_prints_a_plan()
    {
        if (Packages is null)
        {
            return;
        }

        Directory.GetFiles(Packages, "*.snupkg").Length.ShouldBe(3);
        var run = ShellRun.Run(_folder.FullName, $"""
            set -e
            export DOTNET_CLI_HOME=$PWD/home DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 RestoreAdditionalProjectSources="{Packages}"
            mkdir home
            cp "{_samples}/design.cs" .
            dotnet run design.cs -- "{_samples}"
            test -f beats/map.html
            """);
        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        run.Output.ShouldContain("12 beats");
        Regex.Count(run.Output, @"(?m)^Beat \d+: \d+ calls in \d+ areas$").ShouldBe(3);
    }

    [Fact]
    public void Python_has_a_plan_in_three_lines_and_so_has_R_where_it_is()
    {
        CopySamples();
        var python = ShellRun.Run(_folder.FullName, "python3 samples/plan.py $smartbeats && test -f beats/plan.json");
        python.ExitCode.ShouldBe(0, python.Errors);
        python.Output.ShouldMatch(@"^Dos Puentes 0\.\d+ \[(\d+, ){11}\d+\]\n$");
        var r = ShellRun.Run(_folder.FullName, "command -v Rscript >/dev/null && Rscript -e 'library(jsonlite)' 2>/dev/null || exit 0; Rscript samples/plan.R \"$smartbeats\"");
        r.ExitCode.ShouldBe(0, r.Errors);
    }

    [Fact]
    public void The_script_for_qgis_builds_a_command_that_runs_and_says_its_fault_in_one_line()
    {
        CopySamples();
        _folder.CreateSubdirectory("bin");
        File.WriteAllText(Path.Combine(_folder.FullName, "bin", "smartbeats"), "#!/bin/sh\nexec $smartbeats \"$@\"\n");
        var run = ShellRun.Run(_folder.FullName, """
            chmod +x bin/smartbeats; PATH=$PWD/bin:$PATH python3 -c "
            import sys; sys.path.insert(0, 'samples'); sys.dont_write_bytecode = True
            import qgis_beats as script
            plan = script.run(script.build_command('smartbeats', 'samples/city.zip', 'samples/calls.csv', 12, '', 'out'))
            print(plan['measures']['contiguous'])
            try:
                script.run(script.build_command('smartbeats', 'samples/city.zip', 'samples/calls.csv', 0, '', 'out'))
            except RuntimeError as fault:
                print(fault)
            " && test -f out/plan.gpkg
            """);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldBe("True\nsmartbeats: --beats: is 0, not a whole number from 1 to 100000. Write how many beats there shall be.\n");
    }

    private static string Text(byte[] bytes, int at) => System.Text.Encoding.Latin1.GetString(bytes, Math.Max(0, at - 80), Math.Min(160, bytes.Length - Math.Max(0, at - 80)));

    private void CopySamples()
    {
        var samples = _folder.CreateSubdirectory("samples");
        foreach (var file in Directory.GetFiles(_samples))
        {
            File.Copy(file, Path.Combine(samples.FullName, Path.GetFileName(file)));
        }
    }
}
