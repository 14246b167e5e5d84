using System.Text.RegularExpressions;

namespace SmartBeats.Cli.Tests;

/// <summary>Terminals of 40 and 80 columns: every figure that is printed into a file is printed there, and in one piece.</summary>
public sealed partial class TerminalWidthTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void No_width_breaks_a_figure()
    {
        Run($"design {_samples}/city.zip {_samples}/calls.csv --beats 12 --effort 100000 -o plan");
        Run($"ingest {_samples}/city.zip {_samples}/calls.csv --workspace work");
        Run("design --workspace work --beats 9 --effort 10000 -o nine");
        string[] verbs =
        [
            $"compare plan {_samples}/todays_beats.geojson --areas {_samples}/city.zip --calls {_samples}/calls.csv -o compared",
            $"evaluate plan --areas {_samples}/city.zip --calls {_samples}/calls.csv",
            $"backtest {_samples}/city.zip {_samples}/calls.csv --beats 12 --effort 10000 --seeds 1",
            $"staff plan --calls {_samples}/calls.csv",
            $"absent plan --calls {_samples}/calls.csv --beat 4 --shift evening --date 2025-01-10",
            $"inspect {_samples}/portal_export.csv",
            "history --workspace work",
        ];
        foreach (var verb in verbs)
        {
            var wide = Figures(Run(verb));
            wide.Length.ShouldBeGreaterThan(5, verb);
            foreach (var columns in (int[])[40, 80])
            {
                var screen = Figures(RunOnTerminal(verb, columns));
                screen.Except(wide).ShouldBeEmpty($"{verb}, {columns} columns");
                wide.Except(screen).ShouldBeEmpty($"{verb}, {columns} columns");
            }
        }
    }

    [Theory]
    [InlineData(40, "--workload service-minutes")]
    [InlineData(80, "--workload service-minutes")]
    [InlineData(80, "--goal response")]
    public void A_plan_is_printed_without_a_broken_figure(int columns, string flags)
    {
        var verb = $"design {_samples}/city.zip {_samples}/calls.csv --beats 12 --effort 10000 {flags} -o plan";
        var wide = Figures(Run(verb));
        var screen = Figures(RunOnTerminal(verb, columns));
        screen.Except(wide).ShouldBeEmpty();

        // A narrow terminal's table leaves out the shapes of beats.
        wide.Except(screen).Count().ShouldBeLessThanOrEqualTo(columns < 60 ? 24 : 0);
    }

    private string Run(string verb)
    {
        var run = ShellRun.Run(_folder.FullName, $"$smartbeats {verb}");
        run.ExitCode.ShouldBe(0, run.Errors);
        return run.Output;
    }

    /// <summary>Standard output is the terminal; what is said on the way goes nowhere.</summary>
    private string RunOnTerminal(string verb, int columns)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "run.sh"), $"stty cols {columns} rows 50\nexec $smartbeats {verb} 2> /dev/null\n");
        var run = ShellRun.Run(_folder.FullName, "script -qec 'sh run.sh' typescript > /dev/null");
        run.ExitCode.ShouldBe(0, run.Errors);
        var lines = File.ReadAllLines(Path.Combine(_folder.FullName, "typescript"))[1..^1];
        var plain = string.Join('\n', lines.Select(line => ControlSequence().Replace(line, "")));
        plain.Split('\n').Max(line => line.TrimEnd().Length).ShouldBeLessThanOrEqualTo(columns, verb);
        return plain;
    }

    /// <summary>Words with a digit, without what stands around them; a path may be longer than a line.</summary>
    private static string[] Figures(string text) =>
        [.. text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('.', ',', ';', ':', '(', ')')).Where(word => word.Any(char.IsDigit) && !word.Contains('/')).Distinct()];

    [GeneratedRegex(@"\e(\[[0-9;?]*[A-Za-z]|[=>])")]
    private static partial Regex ControlSequence();
}
