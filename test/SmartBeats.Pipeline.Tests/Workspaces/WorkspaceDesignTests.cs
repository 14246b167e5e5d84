using SmartBeats.Districting;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Pipeline.Tests.Workspaces;

public sealed class WorkspaceDesignTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_same_request_is_answered_from_history_until_the_data_changes_and_again_when_it_is_back()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        var first = await AnswerAsync(workspace);
        first.WasKnown.ShouldBeFalse();
        var again = await AnswerAsync(workspace);
        again.WasKnown.ShouldBeTrue();
        again.Plan.PlanId.ShouldBe(first.Plan.PlanId);
        again.Plan.BeatOfArea.ShouldBe(first.Plan.BeatOfArea);

        await TinyTown.AddAsync(workspace, TinyTown.Call("T-new", 0));
        var changed = await AnswerAsync(workspace);
        changed.WasKnown.ShouldBeFalse();
        changed.Plan.PlanId.ShouldNotBe(first.Plan.PlanId);
        changed.OnOlderData.ShouldHaveSingleItem().Plan.PlanId.ShouldBe(first.Plan.PlanId);
        changed.OnOlderData[0].Data.ShouldBe("older calls");

        (await workspace.Calls.ForgetAsync("tiny", "T-new")).ShouldBeTrue();
        var back = await AnswerAsync(workspace);
        back.WasKnown.ShouldBeTrue();
        back.Plan.PlanId.ShouldBe(first.Plan.PlanId);
    }

    [Fact]
    public async Task A_plan_stays_with_the_map_it_was_made_on()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        var first = (await AnswerAsync(workspace)).Plan;
        (await workspace.LoadMapAsync(TinyTown.City, "renamed.geojson", TinyTown.Map("B")))!.Version.ShouldBe(first.MapVersion);
        var second = (await AnswerAsync(workspace)).Plan;
        var history = await PlanHistory.ListAsync(workspace, "tiny");
        history.Select(plan => (plan.Plan.PlanId, plan.Data)).ShouldBe([(first.PlanId, "older map"), (second.PlanId, "current")], ignoreOrder: true);
        history.Single(plan => plan.Plan.PlanId == first.PlanId).File.AreaIds.ShouldBe(["A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"]);
        File.Exists(workspace.Files.PathOf($"cities/tiny/maps/{first.MapVersion}/areas.geojson")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_cleans_up_after_itself_and_after_crashed_ones_but_not_after_a_living_one()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        await workspace.Files.PutAsync("runs/0123456789ab-4711-1/hold", ReadOnlyMemory<byte>.Empty);
        await workspace.Files.PutAsync("runs/0123456789ab-4711-1/calls/0.json", "garbage"u8.ToArray());
        using (var living = RunClaim.Take(workspace.Files, new string('c', 32)))
        {
            await AnswerAsync(workspace);
            Directory.GetDirectories(Path.Combine(_folder.FullName, "runs")).Select(path => Path.GetFileName(path)).ShouldBe([living.Id]);
        }

        Directory.GetDirectories(Path.Combine(_folder.FullName, "runs")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crash_at_the_same_run_id_does_no_harm()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        var expected = (await AnswerAsync(workspace)).Plan;
        Directory.Delete(Path.Combine(_folder.FullName, "plans"), recursive: true);
        for (var count = 0; count < 64; count++)
        {
            await workspace.Files.PutAsync($"runs/{expected.PlanId[..12]}-{Environment.ProcessId}-{count}/calls/0.json", "garbage"u8.ToArray());
        }

        (await AnswerAsync(workspace)).Plan.BeatOfArea.ShouldBe(expected.BeatOfArea);
    }

    [Fact]
    public void A_run_id_is_letters_digits_and_hyphens_and_never_taken_twice()
    {
        var files = new Pipeline.Stores.FolderObjectStore(_folder.FullName);
        var claims = Enumerable.Range(0, 20).AsParallel().Select(_ => RunClaim.Take(files, new string('a', 32))).ToArray();
        claims.Select(claim => claim.Id).ShouldBeUnique();
        claims.ShouldAllBe(claim => claim.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        foreach (var claim in claims)
        {
            claim.Dispose();
        }
    }

    [Fact]
    public async Task A_load_that_comes_between_starts_the_run_again_on_the_new_data()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        var answer = await WorkspaceDesign.AnswerAsync(workspace, TinyTown.City, TinyTown.ThreeBeats, [], 1, new Meddler(_folder.FullName, times: 1));
        answer.File.Plan.CallsVersion.ShouldBe(await workspace.Calls.VersionAsync("tiny"));
        (await PlanHistory.ListAsync(workspace, "tiny")).ShouldHaveSingleItem().IsCurrent.ShouldBeTrue();
    }

    [Fact]
    public async Task Data_that_never_holds_still_is_said_and_leaves_no_plan()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        var fault = await Should.ThrowAsync<InputException>(() =>
            WorkspaceDesign.AnswerAsync(workspace, TinyTown.City, TinyTown.ThreeBeats, [], 1, new Meddler(_folder.FullName, times: 99)));
        fault.Message.ShouldBe("tiny: map or calls changed 3 times while the plan was being made. Wait until loading is done, and ask again.");
        (await PlanHistory.ListAsync(workspace, "tiny")).ShouldBeEmpty();
        Directory.GetDirectories(Path.Combine(_folder.FullName, "runs")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_city_without_calls_or_map_is_told_what_to_load()
    {
        await using var workspace = await Workspace.OpenAsync(_folder.FullName, create: true);
        (await Should.ThrowAsync<InputException>(() => AnswerAsync(workspace))).Message
            .ShouldBe($"tiny: the city has no calls yet. Load them first: smartbeats ingest calls.csv --workspace {_folder.FullName} --city tiny");
        await TinyTown.AddAsync(workspace, TinyTown.Calls());
        (await Should.ThrowAsync<InputException>(() => AnswerAsync(workspace))).Message
            .ShouldBe("tiny: the city has no map yet. Load its areas first: a zip with a polygon shapefile, GeoJSON or a GeoPackage.");
    }

    [Fact]
    public async Task A_plan_file_that_cannot_be_read_is_named_and_the_others_are_listed()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        await AnswerAsync(workspace);
        await workspace.Files.PutAsync("plans/tiny/0000/plan.json", "{}"u8.ToArray());
        var unreadable = new List<string>();
        (await PlanHistory.ListAsync(workspace, "tiny", fault => unreadable.Add(fault.Message))).Count.ShouldBe(1);
        unreadable.ShouldHaveSingleItem().ShouldStartWith("plans/tiny/0000/plan.json: is not a readable plan.json");
    }

    [Fact]
    public async Task A_known_plan_that_is_damaged_is_refused_with_a_way_on()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        var plan = (await AnswerAsync(workspace)).Plan;
        await workspace.Files.PutAsync($"plans/tiny/{plan.PlanId}/plan.json", "{"u8.ToArray());
        (await Should.ThrowAsync<InputException>(() => AnswerAsync(workspace))).Message.ShouldBe(
            $"plans/tiny/{plan.PlanId}/plan.json:1: is not a readable plan.json. Use the SmartBeats that wrote it, or remove its folder from the workspace and ask again: the same plan is made anew.");
        Directory.Delete(workspace.Files.PathOf($"plans/tiny/{plan.PlanId}"), recursive: true);
        (await AnswerAsync(workspace)).Plan.BeatOfArea.ShouldBe(plan.BeatOfArea);
    }

    private static Task<WorkspaceAnswer> AnswerAsync(Workspace workspace) =>
        WorkspaceDesign.AnswerAsync(workspace, TinyTown.City, TinyTown.ThreeBeats, [], threads: 1);

    /// <summary>Another process that loads a call whenever a run has begun.</summary>
    private sealed class Meddler(string folder, int times) : IProgress<DesignProgress>
    {
        private int _done;

        public void Report(DesignProgress value)
        {
            if (value.Stage == "joining calls to areas" && _done < times)
            {
                Task.Run(async () =>
                {
                    await using var other = await Workspace.OpenAsync(folder, create: false);
                    await TinyTown.AddAsync(other, TinyTown.Call($"T-between-{_done++}", 4));
                }).GetAwaiter().GetResult();
            }
        }
    }
}
