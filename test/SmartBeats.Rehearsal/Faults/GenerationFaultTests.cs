using SmartBeats.Rehearsal.Gateway;
using SmartBeats.Rehearsal.Scenarios;

namespace SmartBeats.Rehearsal.Faults;

/// <summary>Whatever happens to a run, its plan is the one that <c>smartbeats design</c> makes, and its people are told once.</summary>
[Collection(RehearsalCollection.Name)]
public sealed class GenerationFaultTests(RunningRehearsal running) : IDisposable
{
    private static readonly Dictionary<(string, int), IReadOnlyDictionary<string, byte[]>> _local = [];

    private FaultPlan Orders => running.Rehearsal.Gateway.Faults;

    public void Dispose() => Orders.Clear();

    [Theory]
    [InlineData("ValidateRequest", "/request.json")]
    [InlineData("PartitionCalls", "/Execute")]
    [InlineData("JoinCalls", "/calls/0.json")]
    [InlineData("MergeWorkload", "/problem.json")]
    [InlineData("SeedBeats", "/seeded/0.json")]
    [InlineData("BalanceBeats", "/balanced/0.json")]
    [InlineData("ChoosePlan", "/chosen.json")]
    [InlineData("EvaluatePlan", "/request.json")]
    [InlineData("RankPlan", "/request.json")]
    [InlineData("BacktestPlan", "/request.json")]
    [InlineData("PublishPlan", "/outcome.json")]
    [InlineData("PublishPlan", "/plan.json")]
    [InlineData("Notify", "/notice.json")]
    public async Task A_function_killed_in_the_middle_is_started_again_and_the_run_ends_as_ever(string handler, string at)
    {
        var people = await TownAsync(Cities.Towns[8]);
        var isRead = handler is "EvaluatePlan" or "RankPlan" or "BacktestPlan";
        bool Meets(Call call) => call.Who == handler && call.Path.EndsWith(at, StringComparison.Ordinal) && (call.Method == "GET") == isRead;
        var (before, after) = (Orders.Add(Fault.KillBefore, Meets), Orders.Add(Fault.KillAfter, Meets));
        await ShouldPublishOnceAsync(people);
        (before.Met, after.Met).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Throttled_by_SNS_beyond_the_clients_patience_the_mail_goes_out_once_in_the_end()
    {
        var people = await TownAsync(Cities.Towns[8]);
        var throttled = Orders.Add(Fault.Throttle, call => call.Who == "Notify" && call.Service == "sns", times: 5);
        await ShouldPublishOnceAsync(people);
        throttled.Met.ShouldBe(5);
    }

    [Fact]
    public async Task Where_the_answer_of_SNS_is_lost_the_same_mail_comes_twice_at_most()
    {
        var people = await TownAsync(Cities.Towns[8]);
        var lost = Orders.Add(Fault.KillAfter, call => call.Who == "Notify" && call.Service == "sns");
        var mails = await PublishAsync(people);
        lost.Met.ShouldBe(1);
        mails.Count.ShouldBe(2);
        mails[1].ShouldBe(mails[0]);
    }

    [Fact]
    public async Task A_service_that_throttles_and_drops_connections_only_slows_a_run_down()
    {
        var people = await TownAsync(Cities.Towns[8]);
        string[] stages = ["ValidateRequest", "MergeWorkload", "SeedBeats", "PublishPlan"];
        foreach (var stage in stages)
        {
            Orders.Add(Fault.Throttle, call => call.Who == stage && call.Service == "s3");
            Orders.Add(Fault.Drop, call => call.Who == stage && call.Service == "s3" && call.Method == "GET");
            Orders.Add(Fault.LoseAnswer, call => call.Who == stage && call.Service == "s3" && call.Method == "PUT");
        }

        await ShouldPublishOnceAsync(people);
    }

    [Fact]
    public async Task The_same_request_many_times_at_once_is_one_run_and_one_mail()
    {
        var people = await TownAsync(Cities.Towns[9]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => people.AskAsync(HttpMethod.Post, people.Plans, Town.Request)));
        answers.ShouldAllBe(answer => answer.Status == 202);
        var planId = answers.Select(answer => (string)answer.Json["planId"]!).Distinct().ShouldHaveSingleItem();
        await people.FollowAsync(planId);
        await people.EndAsync(planId);
        (await people.ExecutionsAsync(planId)).ShouldHaveSingleItem();
        LocalDesign.ShouldBeTheSame(await people.FilesAsync($"plans/{people.City}/{planId}/"), await LocalAsync(people.City, 0));
        people.Mails.Count(mail => mail.Subject.Contains("new beats", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_function_that_comes_late_after_a_cancel_publishes_nothing()
    {
        var people = await TownAsync(Cities.Towns[10]);
        var held = Orders.Add(Fault.Hold, call => call.Who == "PublishPlan" && call.Method == "PUT" && call.Path.EndsWith("/outcome.json", StringComparison.Ordinal));
        var planId = await people.StartAsync(Town.Request);
        await Department.UntilAsync(() => Task.FromResult(held.Met == 1), "a plan to be published");
        var cancelled = await people.AskAsync(HttpMethod.Delete, $"{people.Plans}/{planId}");
        (cancelled.Status, (string?)cancelled.Json["status"]).ShouldBe((200, "cancelled"));
        held.Release();
        await people.EndAsync(planId);
        await Department.UntilAsync(() => Task.FromResult(running.Rehearsal.Logs.Lines.Any(line => line.Handler == "PublishPlan" && line.Line.Contains($"beats-{planId}-a1 was cancelled", StringComparison.Ordinal))), "the late function to find out");
        (await people.FilesAsync($"plans/{people.City}/{planId}/")).Keys.ShouldNotContain("plan.json");
        ((string?)(await people.AskAsync(HttpMethod.Get, $"{people.Plans}/{planId}")).Json["status"]).ShouldBe("cancelled");
        people.Mails.ShouldNotContain(mail => mail.Subject.Contains("beats for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_that_changes_under_a_run_begins_it_again_and_the_plan_is_of_the_new_data()
    {
        var people = await TownAsync(Cities.Towns[11]);
        var held = Orders.Add(Fault.Hold, call => call.Who == "JoinCalls" && call.Method == "PUT");
        var planId = await people.StartAsync(Town.Request);
        await Department.UntilAsync(() => Task.FromResult(held.Met == 1), "calls to be joined");
        await people.UploadAsync("more.csv", Town.Calls(600, 1));
        await people.MailAsync("more.csv was loaded for");
        held.Release();
        var moved = await people.FollowAsync(planId);
        ((string?)moved["status"]).ShouldBe("moved", moved.ToJsonString() + await people.HistoryAsync(planId));
        var other = ((string)moved["links"]!["plan"]!).Split('/')[^1];
        (await people.FilesAsync($"plans/{people.City}/{planId}/")).ShouldBeEmpty();
        LocalDesign.ShouldBeTheSame(await people.FilesAsync($"plans/{people.City}/{other}/"), await LocalAsync(people.City, 1));
        people.Mails.Count(mail => mail.Subject.Contains("new beats", StringComparison.Ordinal)).ShouldBe(1);
    }

    /// <summary>A town with map and calls, loaded where it is not yet.</summary>
    private async Task<Department> TownAsync(string town)
    {
        var people = running.People(town);
        if (people.Mails.Count == 0)
        {
            await people.LoadAsync(Town.Map(), "map.geojson", Town.Calls());
        }

        return people;
    }

    private static async Task ShouldPublishOnceAsync(Department people) => (await PublishAsync(people)).Count.ShouldBe(1);

    /// <returns>The mails about the new plan.</returns>
    private static async Task<IReadOnlyList<Events.Mail>> PublishAsync(Department people)
    {
        var before = people.Mails.Count;
        var (planId, files) = await people.GenerateAsync(Town.Request);
        LocalDesign.ShouldBeTheSame(files, await LocalAsync(people.City, 0));
        // The next test asks for the same plan, and shall not be answered with this one.
        (await people.AskAsync(HttpMethod.Delete, $"{people.Plans}/{planId}?purge=true")).Status.ShouldBe(204);
        return [.. people.Mails.Skip(before)];
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> LocalAsync(string town, int generation)
    {
        if (!_local.TryGetValue((town, generation), out var files))
        {
            var calls = generation == 0 ? Town.Calls() : Town.Calls(600, 1);
            _local[(town, generation)] = files = await LocalDesign.RunAsync(Town.CityJson(town), "map.geojson", Town.Map(), calls, Town.Request);
        }

        return files;
    }
}
