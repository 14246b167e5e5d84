using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartBeats.Cli.Tests;

public sealed class EditVerbTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private static readonly string _calls = Path.Combine(_samples, "calls.csv");
    private static readonly string _city = Path.Combine(_samples, "city.zip");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_edited_plan_says_what_became_of_its_figures_and_goes_wherever_a_plan_goes()
    {
        await DesignAsync("beats");
        var parent = await ReadAsync("beats", "plan.json");
        var areas = BeatOfArea(parent);
        string[] moved = [.. areas.Where(area => area.Beat == 3).Take(4).Select(area => area.Id)];
        await WriteMovesAsync(moved.Select(id => $"{id},4"));
        var run = await RunAsync("edit", "beats", "--calls", _calls, "--moves", "moves.csv", "--author", "Sgt. Ortega", "-o", "edited");
        run.ExitCode.ShouldBe(0, run.Errors);

        var edited = await ReadAsync("edited", "plan.json");
        BeatOfArea(edited).Where(area => areas.Single(before => before.Id == area.Id).Beat != area.Beat).Select(area => (area.Id, area.Beat)).ShouldBe(moved.Select(id => (id, 4)), ignoreOrder: true);

        // What moved is added up from the parent's own table of areas.
        var table = (await ReadAsync("beats", "table.json")).GetProperty("areas").GetProperty("calls").EnumerateArray().Select(calls => calls.GetInt64()).ToArray();
        var calls = areas.Select((area, at) => moved.Contains(area.Id) ? table[at] : 0).Sum();
        var edit = edited.GetProperty("edit");
        edit.GetProperty("parent").GetString().ShouldBe(parent.GetProperty("planId").GetString());
        edit.GetProperty("change").GetProperty("workload").GetInt64().ShouldBe(calls);
        var share = Math.Round(calls / (double)table.Sum() * 100, 2, MidpointRounding.AwayFromZero);
        Regex.Replace(run.Output, @"\s+", " ").ShouldContain(FormattableString.Invariant($"by Sgt. Ortega: 4 areas have another beat than there, with {calls} calls ({share:0.##}% of the workload)."));
        foreach (var figure in (string[])["maxDeviation", "boundaryKm", "edgesCut", "polsbyPopperMean", "polsbyPopperWorst", "meanDistanceMetres", "coefficientOfVariation"])
        {
            edit.GetProperty("before").GetProperty(figure).GetDouble().ShouldBe(parent.GetProperty("measures").GetProperty(figure).GetDouble(), figure);
        }

        foreach (var verb in (string[][])
        [
            ["compare", "edited", "beats", "--calls", _calls],
            ["evaluate", "edited", "--areas", _city, "--calls", _calls, "--held-out", "0"],
            ["staff", "edited", "--calls", _calls],
            ["absent", "edited", "--calls", _calls, "--shift", "day", "--beat", "7"],
            ["inspect", "edited/plan.json"],
            ["design", _city, _calls, "--beats", "12", "--effort", "100000", "--current", "edited/plan.json", "-o", "next"],
            ["edit", "edited", "--calls", _calls, "--moves", "moves.csv", "--merge", "1=2", "-o", "again"],
        ])
        {
            var used = await RunAsync(verb);
            used.ExitCode.ShouldBe(0, $"{verb[0]}: {used.Errors}");
        }

        var compared = await RunAsync("compare", "edited", "beats", "--calls", _calls, "--json");
        using var comparison = JsonDocument.Parse(compared.Output);
        comparison.RootElement.GetProperty("moves").GetProperty("areas").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task A_beat_is_made_merged_and_removed_and_the_others_keep_their_names()
    {
        await DesignAsync("beats", "--also", "xlsx,gpkg");
        var areas = BeatOfArea(await ReadAsync("beats", "plan.json"));
        string[] made = [.. areas.Where(area => area.Beat == 2).Take(3).Select(area => area.Id)];
        await WriteMovesAsync(made.Select(id => $"{id},K4"));
        var run = await RunAsync("edit", "beats", "--areas", _city, "--calls", _calls, "--moves", "moves.csv", "--new-beats", "K4", "--merge", "5=6", "-o", "edited");
        run.ExitCode.ShouldBe(0, run.Errors);
        var edited = await ReadAsync("edited", "plan.json");
        var names = edited.GetProperty("edit").GetProperty("beats").EnumerateArray().Select(name => name.GetString()!).ToArray();
        names.ShouldBe(["1", "2", "3", "4", "6", "7", "8", "9", "10", "11", "12", "K4"]);
        edited.GetProperty("request").GetProperty("beats").GetInt32().ShouldBe(12);
        var nameOf = BeatOfArea(edited).ToDictionary(area => area.Id, area => names[area.Beat - 1]);
        foreach (var (id, beat) in areas)
        {
            nameOf[id].ShouldBe(made.Contains(id) ? "K4" : beat == 5 ? "6" : $"{beat}", id);
        }

        Directory.GetFiles(Path.Combine(_folder.FullName, "edited")).Select(Path.GetFileName).ShouldBeSubsetOf(
            [.. Directory.GetFiles(Path.Combine(_folder.FullName, "beats")).Select(Path.GetFileName)]);
        File.Exists(Path.Combine(_folder.FullName, "edited", "plan.gpkg")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_workspace_edits_its_plan_to_the_same_plan_as_the_files_do_and_knows_it_the_next_time()
    {
        await RunOkAsync("ingest", _city, _calls, "--workspace", "work");
        await RunOkAsync("design", "--workspace", "work", "--beats", "12", "--effort", "200000", "-o", "beats");
        var parent = await ReadAsync("beats", "plan.json");
        await WriteMovesAsync(BeatOfArea(parent).Where(area => area.Beat == 3).Take(2).Select(area => $"{area.Id},4"));
        var id = parent.GetProperty("planId").GetString()!;
        await RunOkAsync("edit", id, "--workspace", "work", "--moves", "moves.csv", "--author", "A", "-o", "there");
        await RunOkAsync("edit", "beats", "--areas", _city, "--calls", _calls, "--moves", "moves.csv", "--author", "A", "-o", "here");
        var (there, here) = (await ReadAsync("there", "plan.json"), await ReadAsync("here", "plan.json"));
        here.GetProperty("planId").GetString().ShouldBe(there.GetProperty("planId").GetString());
        foreach (var file in (string[])["plan.json", "assignment.csv", "beats.csv", "beats.zip", "areas.zip", "map.html", "table.json"])
        {
            (await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "here", file))).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "there", file)), file);
        }

        (await RunAsync("edit", "beats", "--workspace", "work", "--moves", "moves.csv", "--author", "A", "-o", "again")).Errors.ShouldContain($"Known plan {there.GetProperty("planId").GetString()}");
        (await RunAsync("history", "--workspace", "work")).Output.ShouldContain(there.GetProperty("planId").GetString()![..8]);
        var unknown = await RunAsync("edit", "0123456789abcdef0123456789abcdef", "--workspace", "work", "--moves", "moves.csv");
        (unknown.ExitCode, unknown.Errors.Trim()).ShouldBe((2, "smartbeats: PLAN: the workspace has no plan \"0123456789abcdef0123456789abcdef\" of dos-puentes. Name one that smartbeats history --workspace work lists."));
    }

    [Fact]
    public async Task What_a_request_has_locked_is_not_moved_and_files_the_plan_was_made_with_are_asked_for()
    {
        await DesignAsync("beats");
        var first = BeatOfArea(await ReadAsync("beats", "plan.json"))[0];
        await DesignAsync("locked", "--current", "beats/plan.json", "--lock-areas", first.Id);
        await WriteMovesAsync([$"{first.Id},7"]);
        string[] edit = ["edit", "locked", "--calls", _calls, "--moves", "moves.csv", "-o", "edited"];
        (await RunAsync(edit)).Errors.ShouldContain("smartbeats: --current: the plan was made with current, which are not given. Give the same file again, or edit the plan in a workspace, which keeps it.");
        var refused = await RunAsync([.. edit, "--current", "beats/plan.json", "--lock-areas", first.Id]);
        (refused.ExitCode, refused.Errors).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(2),
            run => run.Errors.ShouldContain($"smartbeats: --moves: area \"{first.Id}\" changes beat, and the plan's request locks it. Leave it where it is, or ask for a plan without the lock and edit that."));
        (await RunAsync("edit", "locked", "--calls", _calls)).Errors.ShouldContain("--current: the plan was made with current");
        (await RunAsync("edit", "beats", "--calls", _calls)).Errors.ShouldContain("smartbeats: --moves: nothing is to be moved. Give a table with the columns area and beat, --merge FROM=INTO, or other beats to begin with (--begin FILE).");
        File.Exists(Path.Combine(_folder.FullName, "edited", "plan.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Beats_drawn_by_the_police_are_a_start_and_the_edited_plan_is_ranked_where_that_is_asked()
    {
        await DesignAsync("beats");
        var drawn = Path.Combine(_samples, "todays_beats.geojson");
        await RunOkAsync("edit", "beats", "--calls", _calls, "--begin", drawn, "--rank", "20", "-o", "today");
        var today = await ReadAsync("today", "plan.json");
        today.GetProperty("request").GetProperty("rank").GetInt32().ShouldBe(20);
        today.TryGetProperty("rank", out _).ShouldBeTrue();

        // The same beats as a search that may change nothing begins with them.
        await DesignAsync("kept", "--current", drawn, "--change-budget", "0");
        var kept = await ReadAsync("kept", "plan.json");
        string[] NamesOf(JsonElement plan) => [.. BeatOfArea(plan).Select(area => plan.GetProperty("measures").GetProperty("beats")[area.Beat - 1].GetProperty("workload").GetDouble().ToString(System.Globalization.CultureInfo.InvariantCulture))];
        NamesOf(today).ShouldBe(NamesOf(kept), "per area what its beat carries");

        await WriteMovesAsync(["0301,K9", "0302,N1"]);
        await RunOkAsync("edit", "beats", "--calls", _calls, "--begin", drawn, "--moves", "moves.csv", "--new-beats", "K9", "-o", "more");
        (await ReadAsync("more", "plan.json")).GetProperty("measures").GetProperty("beats").GetArrayLength().ShouldBe(today.GetProperty("measures").GetProperty("beats").GetArrayLength() + 1);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "few.csv"), "area_id,beat\n0301,1\n");
        (await RunAsync("edit", "beats", "--calls", _calls, "--begin", "few.csv")).Errors.ShouldContain("smartbeats: --begin: no beat is given to 0302, 0401, 0402, 0403, 0501 and 579 more areas of the map. Give each area a beat.");
        (await RunAsync("edit", "beats", "--calls", _calls, "--begin", drawn, "--rank", "-1")).Errors.ShouldContain("--rank: is not from 0 to 10,000.");
    }

    private static (string Id, int Beat)[] BeatOfArea(JsonElement plan) =>
        [.. plan.GetProperty("assignment").EnumerateArray().Select(area => (area.GetProperty("area").GetString()!, area.GetProperty("beat").GetInt32()))];

    private async Task<JsonElement> ReadAsync(string folder, string name) => JsonElement.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, folder, name)));

    private Task WriteMovesAsync(IEnumerable<string> rows) => File.WriteAllLinesAsync(Path.Combine(_folder.FullName, "moves.csv"), ["area,beat", .. rows]);

    private Task DesignAsync(string folder, params string[] flags) => RunOkAsync(["design", _city, _calls, "--beats", "12", "--effort", "200000", "-o", folder, .. flags]);

    private async Task RunOkAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.ExitCode.ShouldBe(0, run.Errors);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_folder.FullName, arguments);
}
