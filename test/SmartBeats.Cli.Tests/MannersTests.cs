using System.CommandLine;
using SmartBeats.Cli.Help;
using SmartBeats.Cli.Verbs;

namespace SmartBeats.Cli.Tests;

/// <summary>What somebody meets who types nothing, or something wrong: one line that helps.</summary>
public sealed class MannersTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly WorkspaceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_command_alone_lists_its_verbs_and_help_of_a_verb_is_its_page()
    {
        var alone = await _folder.RunAsync();
        alone.ExitCode.ShouldBe(0, alone.Errors);
        alone.Output.ShouldContain("smartbeats design samples/city.zip samples/calls.csv --beats 12 -o beats\n");
        foreach (var verb in Verbs())
        {
            alone.Output.ShouldContain($"\n  {verb.Name} ", Case.Sensitive, verb.Name);
        }

        (await _folder.RunAsync("--help")).Output.ShouldBe(alone.Output);
        (await _folder.RunAsync("help")).Output.ShouldBe(alone.Output);
        var page = await _folder.RunAsync("help", "design");
        page.Output.ShouldBe((await _folder.RunAsync("design", "--help")).Output);
        page.Output.ShouldContain("\nExamples:\n  smartbeats design samples/city.zip");
        page.Output.ShouldContain("\nWhich calls count:\n  --data VALUE");
        page.Output.Split('\n').Where(line => !line.Contains("smartbeats design")).Max(line => line.Length).ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public void Every_flag_is_listed_once_and_in_a_group()
    {
        foreach (var verb in Verbs())
        {
            var groups = FlagGroups.Of(verb).ToList();
            groups.ShouldNotContain(group => group.Title == FlagGroups.Rest, $"{verb.Name}: {string.Join(' ', groups.Where(group => group.Title == FlagGroups.Rest).SelectMany(group => group.Flags).Select(flag => flag.Name))}");
            groups.SelectMany(group => group.Flags).Count().ShouldBe(verb.Options.Count, verb.Name);
            verb.Options.ShouldAllBe(flag => flag.Description!.Length > 0);
        }
    }

    /// <summary>Short flags and names that every verb has which prints or writes something.</summary>
    [Fact]
    public void Verbs_that_print_have_json_and_quiet_and_what_removes_has_a_dry_run()
    {
        string[] silent = ["help", "serve", "completion", "man", "doctor", "token"];
        foreach (var verb in Verbs().Where(verb => !silent.Contains(verb.Name)))
        {
            var flags = verb.Options.Select(option => option.Name).ToList();
            flags.ShouldContain("--json", verb.Name);
            if (verb.Name != "history")
            {
                flags.ShouldContain("--quiet", verb.Name);
                verb.Options.Single(option => option.Name == "--quiet").Aliases.ShouldContain("-q", verb.Name);
            }
        }

        foreach (var name in (string[])["ingest", "unload", "forget", "adopt"])
        {
            Verbs().Single(verb => verb.Name == name).Options.ShouldContain(option => option.Name == "--dry-run", name);
        }

        foreach (var flag in Verbs().SelectMany(verb => verb.Options).Where(option => option.Name == "--speed-kmh"))
        {
            flag.Aliases.ShouldContain("--speed");
        }
    }

    [Theory]
    [InlineData("desing", "there is no verb desing. Did you mean design? \"smartbeats help\" lists the verbs.")]
    [InlineData("--bets", "there is no flag --bets before a verb. \"smartbeats help\" lists what there is.")]
    [InlineData("help desing", "help: there is no verb desing (did you mean \"design\"?). \"smartbeats help\" lists them.")]
    [InlineData("design --beat 3", "there is no flag --beat. Did you mean --beats? \"smartbeats help design\" says what it takes.")]
    [InlineData("design a.zip b.csv --beats", "--beats needs a value: how many beats: exactly that many. \"smartbeats help design\" says what it takes.")]
    [InlineData("design a.zip b.csv --beats twelve", "--beats: is \"twelve\", not a whole number from 1 to 100000. Write how many beats there shall be.")]
    [InlineData("design a.zip b.csv --beats 9 --hours 6-6", "--hours: is \"6-6\", not a range of hours. Write it so: Only this shift, e.g. 6-14; 22-6 crosses midnight.")]
    [InlineData("design a.zip b.csv --beats 9 --speed fast", "--speed-kmh: is \"fast\", not a speed above 0 and up to 200 km/h. Write it so: Effective driving speed in km/h; 40 where not said.")]
    [InlineData("design a.zip b.csv --beats 9 --service-minutes-are eech", "--service-minutes-are takes each or total, not \"eech\". Did you mean each? \"smartbeats help design\" says what it takes.")]
    [InlineData("design a.zip b.csv --beats 9 --threads 0", "--threads takes a whole number from 1 to 1024. \"smartbeats help design\" says what it takes.")]
    [InlineData("evaluate beats", "--calls must be given: calls for service: CSV. \"smartbeats help evaluate\" says what it takes.")]
    [InlineData("evaluate beats --calls c.csv --held-out half", "--held-out takes a number, not \"half\". \"smartbeats help evaluate\" says what it takes.")]
    [InlineData("evaluate beats --calls c.csv --calls d.csv", "--calls is given twice. Give it once. \"smartbeats help evaluate\" says what it takes.")]
    [InlineData("evaluate nowhere --calls c.csv", "PLAN: there is no nowhere. Name a plan.json or its folder, such as smartbeats design has written.")]
    [InlineData("evaluate", "--calls must be given: calls for service: CSV. \"smartbeats help evaluate\" says what it takes.|PLAN is missing: a plan.json, or the folder it lies in. \"smartbeats help evaluate\" says what it takes.")]
    [InlineData("unload three --workspace w", "LOAD is a number, not \"three\". \"smartbeats help unload\" says what it takes.")]
    [InlineData("history more --workspace w", "history does not know what to do with \"more\". \"smartbeats help history\" says what it takes.")]
    [InlineData("history", "--workspace: no workspace is named. Give the folder (--workspace work), or set SMARTBEATS_WORKSPACE for all commands; smartbeats ingest city.zip calls.csv --workspace work makes one.")]
    [InlineData("design", "AREAS CALLS: a map and a calls file are needed. Name both files, or --workspace DIR where they are loaded already; a map whose columns hold the numbers needs no calls: --weigh COLUMN=1 (column:calls=1 for a column of that name). Without files at hand, smartbeats sample writes an invented city to try.", "--beats", "3")]
    public async Task What_is_mistyped_gets_one_line_that_helps(string line, string answer, params string[] more)
    {
        var run = await _folder.RunAsync([.. line.Split(' '), .. more]);
        run.ExitCode.ShouldBe(2, run.Errors);
        run.Output.ShouldBeEmpty();
        run.Errors.Trim().Split('\n').Order().ShouldBe(answer.Split('|').Select(said => $"smartbeats: {said}").Order());
    }

    [Fact]
    public async Task Several_wrong_flags_are_named_together_each_by_its_own_name()
    {
        var run = await _folder.RunAsync("design", "a.zip", "b.csv", "--beats", "0", "--goal", "compat");
        run.ExitCode.ShouldBe(2);
        run.Errors.Trim().ShouldStartWith("smartbeats: flags: 2 things are wrong: --beats is 0, not a whole number from 1 to 100000; --goal is \"compat\", not one of compact,");
        // In a file it is a field that is wrong.
        _folder.Write("request.json", """{"beats": 0}""");
        (await _folder.RunAsync("design", "a.zip", "b.csv", "--request", "request.json")).Errors.Trim().ShouldStartWith("smartbeats: request.json: beats is 0,");
    }

    [Fact]
    public async Task A_field_that_is_refused_once_the_data_is_known_is_named_by_its_flag()
    {
        var run = await _folder.RunAsync("design", Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "calls.csv"), "--beats", "9", "--weigh", "POPULATON=0.5", "-q");
        run.ExitCode.ShouldBe(2);
        run.Errors.Trim().ShouldStartWith("smartbeats: --weigh: \"POPULATON\" is no signal of the city");
        run.Errors.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_named_once()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(20));
        _folder.Write("taken", "a file where a folder is asked for");
        var run = await _folder.RunAsync(["design", "areas.geojson", "calls.csv", .. WorkspaceFolder.Zone, "--beats", "3", "--effort", "10000", "-o", "taken", "-q"]);
        run.ExitCode.ShouldBe(3);
        run.Errors.Trim().ShouldNotContain('\n');
        run.Errors.ShouldContain("taken");
    }

    private static IEnumerable<Command> Verbs() => typeof(DesignVerb).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(DesignVerb).Namespace && type.Name.EndsWith("Verb", StringComparison.Ordinal))
        .Select(type => type.GetMethod("Create", []))
        .Where(create => create?.ReturnType == typeof(Command))
        .Select(create => (Command)create!.Invoke(null, null)!)
        .OrderBy(verb => verb.Name, StringComparer.Ordinal);
}
