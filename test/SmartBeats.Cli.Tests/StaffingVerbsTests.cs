using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartBeats.Cli.Tests;

/// <summary>A plan of the sample city, designed once: as the README does, so that its section on people can be checked.</summary>
public sealed class SamplePlanFixture : IAsyncLifetime
{
    public static string Samples { get; } = Path.Combine(SharedData.RepositoryRoot(), "samples");

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("smartbeats-test-");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Folder.FullName, "samples"));
        foreach (var file in Directory.GetFiles(Samples))
        {
            File.Copy(file, Path.Combine(Folder.FullName, "samples", Path.GetFileName(file)));
        }

        (await RunAsync("design samples/city.zip samples/calls.csv --beats 12 -o beats")).ExitCode.ShouldBe(0);
    }

    public Task DisposeAsync()
    {
        Folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal Task<CommandRun> RunAsync(string command) => CommandRun.OfAsync(Folder.FullName, command.Split(' '));
}

public partial class StaffingVerbsTests(SamplePlanFixture sample) : IClassFixture<SamplePlanFixture>
{
    private const string Schedule = "schedule beats samples/officers.csv --from 2025-01-06 --days 7 --effort 20000";

    [Fact]
    public async Task Guide_on_people_shows_what_its_commands_print()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(SharedData.RepositoryRoot(), "samples", "guides", "people.md"));
        var section = readme.ReplaceLineEndings("\n");
        var commands = CommandBlock().Matches(section).Select(match => match.Groups[1].Value).Where(command => !command.StartsWith("design", StringComparison.Ordinal)).ToList();
        var printed = TextBlock().Matches(section).Select(match => match.Groups[1].Value).ToList();
        commands.Count.ShouldBe(3);
        printed.Count.ShouldBe(2);

        var staff = await sample.RunAsync(commands[0]);
        staff.ExitCode.ShouldBe(0, staff.Errors);
        staff.Output.ReplaceLineEndings("\n").ShouldStartWith(printed[0]);
        var schedule = await sample.RunAsync(commands[1]);
        schedule.ExitCode.ShouldBe(0, schedule.Errors);
        schedule.Output.ReplaceLineEndings("\n").ShouldStartWith(printed[1]);
        var folder = Path.Combine(sample.Folder.FullName, "roster");
        Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["loads.csv", "roster.csv", "roster.html"]);
        Directory.GetFiles(Path.Combine(folder, "calendars"), "*.ics").Length.ShouldBe(40);

        var absent = await sample.RunAsync(commands[2]);
        absent.ExitCode.ShouldBe(0, absent.Errors);
        absent.Output.ShouldMatch("^Beat [0-9+]+ without its officer: beat [0-9]+ takes [0-9]+ area");
        absent.Output.ShouldContain("A unit spends ");
        absent.Output.ShouldContain("minutes on average instead of");
        absent.Output.ShouldContain("Relief for evening 14:00-22:00 on 2025-01-10, best first:");
        absent.Output.ShouldContain("rested (");

        var officer = (await File.ReadAllLinesAsync(Path.Combine(folder, "roster.csv"))).First(line => line.StartsWith("2025-01-10,night", StringComparison.Ordinal)).Split(',')[^1];
        var away = await sample.RunAsync($"absent beats --calls samples/calls.csv --officer {officer} --shift night --date 2025-01-10 --officers samples/officers.csv --roster roster/roster.csv");
        away.ExitCode.ShouldBe(0, away.Errors);
        away.Output.ShouldContain("Beats that share an officer on this shift are named by the first: ");
        away.Output.ShouldNotContain($"- {officer}:");
    }

    [Fact]
    public async Task One_officer_a_beat_is_the_default_and_binds_in_a_quiet_city()
    {
        var run = await sample.RunAsync("staff beats --calls samples/calls.csv");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("an officer a beat 12; an officer a beat binds");
        run.Output.ShouldContain("To keep them there all year takes 62 officers");
    }

    [Fact]
    public async Task One_mistyped_year_leaves_the_officers_as_they_are_and_is_said_first()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(SamplePlanFixture.Samples, "calls.csv"));
        lines[1].ShouldContain("2024-");
        lines[1] = lines[1].Replace("2024-", "2042-", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Path.Combine(sample.Folder.FullName, "mistyped.csv"), lines);
        var right = await sample.RunAsync("staff beats --calls samples/calls.csv --officers-per-beat 0");
        var wrong = await sample.RunAsync("staff beats --calls mistyped.csv --officers-per-beat 0");
        wrong.ExitCode.ShouldBe(0, wrong.Errors);
        Officers(wrong.Output).ShouldBe(Officers(right.Output));
        wrong.Errors.ShouldContain("mistyped.csv: 1 call, dated 2042-");
        wrong.Errors.ShouldContain("far from all others (2024-01-01 to 2024-12-29)");
    }

    [Theory]
    [InlineData("1900", 3)]
    [InlineData("2042", 1)]
    public async Task Time_on_calls_and_waits_never_contradict_each_other(string year, int rows)
    {
        // Once "units are 0.7% busy" stood beside "22% of calls wait": rates were spread over a century, waits were of the weeks played.
        var lines = await File.ReadAllLinesAsync(Path.Combine(SamplePlanFixture.Samples, "calls.csv"));
        for (var row = 1; row <= rows; row++)
        {
            lines[row] = lines[row].Replace("2024-", year + "-", StringComparison.Ordinal);
        }

        var file = $"years{year}.csv";
        await File.WriteAllLinesAsync(Path.Combine(sample.Folder.FullName, file), lines);
        (await sample.RunAsync($"design samples/city.zip samples/calls.csv --beats 4 --effort 1000000 -o four{year}")).ExitCode.ShouldBe(0);
        var run = await sample.RunAsync($"evaluate four{year} --areas samples/city.zip --calls {file}");
        run.ExitCode.ShouldBe(0, run.Errors);
        var busy = Percent(run.Output, @"A patrol unit spends ([0-9.]+)% of its time on calls");
        var wait = Percent(run.Output, @"([0-9.]+)% of calls find every unit busy and wait");

        // Erlang C of four servers, reckoned here: calls that come in bursts, by day more than by night, wait more, but not out of all proportion.
        var load = 4 * busy;
        double[] terms = [1, load, load * load / 2, load * load * load / 6];
        var all = Math.Pow(load, 4) / 24 / (1 - busy);
        var expected = all / (terms.Sum() + all);
        busy.ShouldBeInRange(0.3, 0.7);
        wait.ShouldBeInRange(expected / 2, expected * 3);
        run.Errors.ShouldContain($"{file}: {rows} call");
        var staff = await sample.RunAsync($"staff beats --calls {file} --officers-per-beat 0");
        foreach (Match shift in Regex.Matches(staff.Output, @": (\d+) officers on duty .* Calls keep ([0-9.]+) busy; ([0-9.]+)% of the time on calls"))
        {
            (double.Parse(shift.Groups[2].Value, CultureInfo.InvariantCulture) / int.Parse(shift.Groups[1].Value, CultureInfo.InvariantCulture))
                .ShouldBe(double.Parse(shift.Groups[3].Value, CultureInfo.InvariantCulture) / 100, 0.001);
        }

        static double Percent(string text, string pattern) => double.Parse(Regex.Match(text, pattern).Groups[1].Value, CultureInfo.InvariantCulture) / 100;
    }

    [Fact]
    public async Task Busy_officers_are_the_records_minutes_over_the_hours()
    {
        // Reckoned from the file alone: officer-minutes of a shift's calls over the hours of that shift in 366 days.
        var run = await sample.RunAsync("staff beats --calls samples/calls.csv");
        run.ExitCode.ShouldBe(0, run.Errors);
        var rows = (await File.ReadAllLinesAsync(Path.Combine(SamplePlanFixture.Samples, "calls.csv"))).Skip(1).Select(SplitRow).ToList();
        var header = (await File.ReadAllLinesAsync(Path.Combine(SamplePlanFixture.Samples, "calls.csv")))[0].Split(',').ToList();
        var (time, minutes) = (header.IndexOf("timestamp"), header.IndexOf("service_minutes"));
        foreach (var (shift, from) in new[] { ("day", 6), ("evening", 14), ("night", 22) })
        {
            var spent = rows
                .Where(row => (int.Parse(row[time].AsSpan(11, 2), CultureInfo.InvariantCulture) - from + 24) % 24 < 8)
                .Sum(row => row[minutes].Length == 0 ? 0 : double.Parse(row[minutes], CultureInfo.InvariantCulture));
            var busy = BusyOfficers().Match(run.Output[run.Output.IndexOf(shift + " ", StringComparison.Ordinal)..]).Groups[1].Value;
            double.Parse(busy, CultureInfo.InvariantCulture).ShouldBe(spent / 60 / (366 * 8), 0.02, shift);
        }
    }

    private static string[] Officers(string output) => [.. OfficersOnDuty().Matches(output).Select(match => match.Groups[1].Value)];

    /// <summary>Cells of a row; commas lie within quotes.</summary>
    private static string[] SplitRow(string line) => [.. Cells().Matches(line + ",").Select(cell => cell.Groups[1].Value)];

    [GeneratedRegex("([0-9]+) officers on duty")]
    private static partial Regex OfficersOnDuty();

    [GeneratedRegex("Calls keep ([0-9.]+) busy")]
    private static partial Regex BusyOfficers();

    [GeneratedRegex("(\"(?:[^\"]|\"\")*\"|[^,]*),")]
    private static partial Regex Cells();

    [Fact]
    public async Task The_same_roster_comes_out_twice_and_open_posts_fail_only_when_strict()
    {
        (await sample.RunAsync($"{Schedule} -o one")).ExitCode.ShouldBe(0);
        var strict = await sample.RunAsync($"{Schedule} -o two --strict");
        strict.ExitCode.ShouldBe(1);
        strict.Output.ShouldContain("252 posts, and weekly hours, days off and leave allow");
        foreach (var name in (string[])["roster.csv", "loads.csv", "roster.html", "calendars/DP-101.ics"])
        {
            File.ReadAllBytes(Path.Combine(sample.Folder.FullName, "two", name)).ShouldBe(File.ReadAllBytes(Path.Combine(sample.Folder.FullName, "one", name)), name);
        }
    }

    [Fact]
    public async Task Contingencies_prepare_a_map_for_every_beat()
    {
        var run = await sample.RunAsync("absent beats --calls samples/calls.csv --contingencies -o all");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(12);
        var rows = await File.ReadAllLinesAsync(Path.Combine(sample.Folder.FullName, "all", "absences.csv"));
        (await File.ReadAllTextAsync(Path.Combine(sample.Folder.FullName, "all", "absence.html"))).ShouldContain("every beat without its officer");
        rows.Where(row => row.Contains(",absorbed,", StringComparison.Ordinal)).Select(row => row.Split(',')[0]).ShouldBe(Enumerable.Range(1, 12).Select(beat => $"{beat}"));
    }

    [Theory]
    [InlineData("absent beats --calls samples/calls.csv --officer DP-1O1 --shift day --date 2025-01-10 --officers samples/officers.csv", "smartbeats: --officer: \"DP-1O1\" is not in the officers file (did you mean \"DP-101\"?). Name an officer of the file.")]
    [InlineData("absent beats --calls samples/calls.csv --beat 13 --shift day", "smartbeats: --beat: the plan has no beat 13. Its beats are numbered 1 to 12.")]
    [InlineData("absent beats --calls samples/calls.csv --beat 3 --shift dya", "smartbeats: --shift: \"dya\" is no shift (did you mean \"day\"?). The shifts are day 06:00-14:00, evening 14:00-22:00, night 22:00-06:00; --shifts names others.")]
    [InlineData("absent beats --calls samples/calls.csv --shift day", "smartbeats: --beat, --officer: who is away is not said, or said twice. Give --beat 7, or --officer DP-107 with --roster and --date, or --contingencies for all beats.")]
    [InlineData("schedule beats samples/officers.csv --from monday", "smartbeats: --from: \"monday\" is not a date. Write the first day as 2025-01-06.")]
    [InlineData("schedule beats samples/officers.csv --from 2025-01-06 --cover nite=4", "smartbeats: --cover: \"nite=4\" is no shift with its officers. Write day=8,evening=8,night=8; a shift left out has one officer a beat.")]
    [InlineData("schedule beats samples/officers.csv --from 2025-01-06 --cover day=41", "smartbeats: officers: 40 officers cannot fill the 41 posts of the shift day even once. Add officers, plan fewer beats, or ask for fewer on duty: beats then share an officer.")]
    [InlineData("staff beats --calls samples/calls.csv --committed-share 33", "smartbeats: committed share: 33 is no share of time between 0 and 1. Give a fraction such as 0.333.")]
    [InlineData("staff beats --calls samples/calls.csv --areas samples/city.zip --id NAME", null)]
    public async Task Bad_input_exits_with_2_and_a_sentence(string command, string? message)
    {
        var run = await sample.RunAsync(command);
        run.ExitCode.ShouldBe(2);
        if (message is not null)
        {
            run.Errors.Trim().ShouldBe(message);
        }
    }

    [Fact]
    public async Task The_map_of_an_absence_shows_the_plan_beside_it_and_marks_what_changes_hands()
    {
        var run = await sample.RunAsync("absent beats --calls samples/calls.csv --beat 4 --shift evening -o away");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Errors.ShouldContain("Wrote absence.html, handovers.csv and absences.csv to");
        var page = await File.ReadAllTextAsync(Path.Combine(sample.Folder.FullName, "away", "absence.html"));
        page.ShouldContain("<h1>Dos Puentes: beat 4 without its officer</h1>");
        page.ShouldContain("{\"name\":\"Without beat 4\"");
        page.ShouldContain("{\"name\":\"As planned\"");
        page.ShouldContain("\"names\":[\"1\",\"2\",\"3\",\"5\",");
        var handed = (await File.ReadAllLinesAsync(Path.Combine(sample.Folder.FullName, "away", "handovers.csv"))).Count(row => row.StartsWith("4,absorbed,", StringComparison.Ordinal));
        MovedAreas().Match(page).Groups[1].Value.Split(',').Length.ShouldBe(handed);
    }

    [Fact]
    public async Task A_second_officer_in_the_beat_is_said()
    {
        await File.WriteAllTextAsync(Path.Combine(sample.Folder.FullName, "two.csv"), "date,shift,from,to,beats,officer\r\n2025-01-06,day,6,14,4,DP-101\r\n2025-01-06,day,6,14,4,DP-102\r\n");
        var run = await sample.RunAsync("absent beats --calls samples/calls.csv --officer DP-101 --shift day --date 2025-01-06 --roster two.csv -o second");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("DP-102 is on duty in beat 4 on that shift too: nobody need take it over while they are.");
    }

    [Fact]
    public async Task Fewer_officers_than_beats_are_refused()
    {
        var few = (await File.ReadAllLinesAsync(Path.Combine(SamplePlanFixture.Samples, "officers.csv"))).Take(9);
        await File.WriteAllLinesAsync(Path.Combine(sample.Folder.FullName, "few.csv"), few);
        var run = await sample.RunAsync("schedule beats few.csv --from 2025-01-06 -o few");
        run.ExitCode.ShouldBe(2);
        run.Errors.Trim().ShouldBe("smartbeats: officers: 8 officers cannot fill the 12 posts of the shift day even once. Add officers, plan fewer beats, or ask for fewer on duty: beats then share an officer.");
        Directory.Exists(Path.Combine(sample.Folder.FullName, "few")).ShouldBeFalse();
    }

    [GeneratedRegex("\"moved\":\\[([0-9,]+)\\]")]
    private static partial Regex MovedAreas();

    [GeneratedRegex("```bash\nsmartbeats (.+)\n```")]
    private static partial Regex CommandBlock();

    [GeneratedRegex("```text\n((?:.+\n)+?)```")]
    private static partial Regex TextBlock();
}
