using System.Text.Json.Nodes;
using SmartBeats.Lambda.Notices;
using SmartBeats.Lambda.Runs;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Tests.Runs;

public sealed class RunTests : IDisposable
{
    private const string Request = "{\"beats\": 4, \"effort\": 20000}";
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Theory]
    [InlineData(Request)]
    [InlineData("{\"beats\": 4, \"effort\": 20000, \"response\": {}}")]
    [InlineData("{\"beats\": 4, \"effort\": 20000, \"response\": {}, \"rank\": 50}")]
    public async Task Handlers_in_a_row_publish_the_same_bytes_as_the_pipeline_on_one_machine(string wanted)
    {
        var settings = await SampleCity.LoadAsync(_cloud);
        var ticket = await RunAllAsync("beats-x-a1", wanted: wanted);
        var folder = $"plans/{SampleCity.Id}/{(string)ticket["planId"]!}/";
        var published = await ReadAsync(folder);
        published.Keys.ShouldContain("plan.json");

        using var other = new TestCloud();
        await SampleCity.LoadAsync(other);
        var request = PlanRequestJson.Parse("request", wanted) with { City = SampleCity.Id };
        await new LocalPipeline(other.Store, other.Calls(Lambda.Database.Patience.OfStages), settings.City, 2).RunAsync(request, "local");
        foreach (var (name, content) in published)
        {
            (await other.TextAsync(folder + name)).ShouldBe(content, name);
        }
    }

    [Fact]
    public async Task A_stage_without_time_left_says_so_and_keeps_nothing()
    {
        await SampleCity.LoadAsync(_cloud);
        var ticket = await RunAllAsync("beats-x-a1", upTo: "PublishPlan", wanted: "{\"beats\": 4, \"effort\": 20000, \"response\": {}}");
        var evaluated = $"runs/{(string)ticket["runId"]!}/evaluated.json";
        (await _cloud.Store.ListAsync(evaluated)).ShouldHaveSingleItem();
        await _cloud.Store.DeleteAsync(evaluated);
        (await Should.ThrowAsync<StageTimedOutException>(() => HandlerTable.RunAsync(
            HandlerTable.Find("EvaluatePlan"), _cloud, Sample.Json(new JsonObject { ["ticket"] = ticket.DeepClone() }.ToJsonString()), new TestContext(TimeSpan.Zero))))
            .Message.ShouldBe("EvaluatePlan did not end within its function's time.");
        (await _cloud.Store.ListAsync(evaluated)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_state_stays_small()
    {
        await SampleCity.LoadAsync(_cloud);
        var ticket = await RunAllAsync("beats-x-a1");
        ticket.ToJsonString().Length.ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task A_plan_that_exists_is_known_at_once()
    {
        await SampleCity.LoadAsync(_cloud);
        var first = await ValidateAsync("beats-x-a1");
        ((bool)first["known"]!).ShouldBeFalse();
        await _cloud.PutTextAsync($"plans/{SampleCity.Id}/{(string)first["ticket"]!["planId"]!}/plan.json", "{}");
        ((bool)(await ValidateAsync("beats-x-a2"))["known"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_late_function_publishes_nothing_after_a_cancel()
    {
        await SampleCity.LoadAsync(_cloud);
        var ticket = await RunAllAsync("beats-x-a1", upTo: "PublishPlan");
        await RunOutcomes.DecideAsync(_cloud.Store, "beats-x-a1", RunOutcome.Cancelled);
        (await Should.ThrowAsync<RunCancelledException>(() => CallAsync("PublishPlan", new JsonObject { ["ticket"] = ticket.DeepClone() }))).Message.ShouldBe("Run beats-x-a1 was cancelled.");
        (await _cloud.Store.ListAsync("plans/")).ShouldBeEmpty();
        await Should.ThrowAsync<RunCancelledException>(() => ValidateAsync("beats-x-a1"));
    }

    [Fact]
    public async Task A_second_publisher_changes_nothing()
    {
        await SampleCity.LoadAsync(_cloud);
        var ticket = await RunAllAsync("beats-x-a1");
        var folder = $"plans/{SampleCity.Id}/{(string)ticket["planId"]!}/";
        var before = await ReadAsync(folder);
        await CallAsync("PublishPlan", new JsonObject { ["ticket"] = ticket.DeepClone() });
        (await ReadAsync(folder)).ShouldBe(before);
    }

    [Fact]
    public async Task Data_that_changed_is_reported_under_its_own_name()
    {
        var settings = await SampleCity.LoadAsync(_cloud);
        var ticket = await RunAllAsync("beats-x-a1", upTo: "MergeWorkload");
        await using var calls = _cloud.Calls(Lambda.Database.Patience.OfStages);
        await using (var load = await calls.BeginLoadAsync(settings.City.Id))
        {
            load.Add([new Calls.Call("new", 1, true, -112, 33, 0, 0, "", null, null)]);
            await load.CommitAsync();
        }

        var fault = await Should.ThrowAsync<Exception>(() => CallAsync("MergeWorkload", new JsonObject { ["ticket"] = ticket.DeepClone(), ["parts"] = new JsonArray(new JsonObject { ["number"] = 0 }) }));
        fault.GetType().Name.ShouldBe(Errors.DataChanged);
        var again = await ValidateAsync("beats-x-a1", restarts: 1);
        ((string)again["ticket"]!["runId"]!).ShouldBe("beats-x-a1-r1");
        ((string)again["ticket"]!["planId"]!).ShouldNotBe((string)ticket["planId"]!);
    }

    [Fact]
    public async Task A_finished_run_is_told_once_with_its_summary_and_a_link()
    {
        await SampleCity.LoadAsync(_cloud);
        var ticket = await RunAllAsync("beats-x-a1");
        var input = new JsonObject { ["city"] = SampleCity.Id, ["execution"] = "beats-x-a1", ["ticket"] = ticket.DeepClone() };
        await CallAsync("Notify", input);
        await CallAsync("Notify", input);
        var message = _cloud.Sent.Messages.ShouldHaveSingleItem();
        message.TopicArn.ShouldBe("arn:aws:sns:us-west-2:123456789012:smartbeats-dos-puentes");
        message.Subject.ShouldBe("SmartBeats: new beats for Dos Puentes");
        message.Message.ShouldStartWith((await _cloud.TextAsync($"plans/{SampleCity.Id}/{(string)ticket["planId"]!}/summary.txt"))!.TrimEnd());
        var link = (await _cloud.Store.ListAsync("links/")).ShouldHaveSingleItem();
        message.Message.ShouldContain($"The map: https://api.example/r/{link["links/".Length..^".json".Length]}\n");
        message.Message.ShouldContain("until 2026-04-03 (UTC)");
    }

    [Fact]
    public async Task A_lost_answer_of_SNS_repeats_the_same_text_and_no_more()
    {
        await SampleCity.LoadAsync(_cloud);
        var ticket = await RunAllAsync("beats-x-a1");
        var input = new JsonObject { ["city"] = SampleCity.Id, ["execution"] = "beats-x-a1", ["ticket"] = ticket.DeepClone() };
        _cloud.Sent.LosesAnswers = true;
        await Should.ThrowAsync<ServiceBusyException>(() => CallAsync("Notify", input));
        _cloud.Sent.LosesAnswers = false;
        await CallAsync("Notify", input);
        await CallAsync("Notify", input);
        _cloud.Sent.Messages.Count.ShouldBe(2);
        _cloud.Sent.Messages[1].Message.ShouldBe(_cloud.Sent.Messages[0].Message);
    }

    [Fact]
    public async Task A_failure_is_told_in_words()
    {
        await SampleCity.LoadAsync(_cloud);
        await CallAsync("Notify", new JsonObject
        {
            ["city"] = SampleCity.Id,
            ["execution"] = "beats-x-a1",
            ["error"] = new JsonObject { ["Error"] = "InputException", ["Cause"] = "{\"errorType\":\"InputException\",\"errorMessage\":\"request: no call passes its filters. Widen the dates.\",\"stackTrace\":[]}" },
        });
        var message = _cloud.Sent.Messages.ShouldHaveSingleItem();
        message.Subject.ShouldBe("SmartBeats: no beats for Dos Puentes");
        message.Message.ShouldBe("""
            The beats that were asked for Dos Puentes could not be made.

            request: no call passes its filters. Widen the dates.

            Run beats-x-a1.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Nobody_is_told_of_a_run_that_was_cancelled()
    {
        await CallAsync("Notify", new JsonObject { ["city"] = "x", ["execution"] = "e", ["error"] = new JsonObject { ["Error"] = Errors.RunCancelled } });
        _cloud.Sent.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("KeyNotFoundException", "Something went wrong inside SmartBeats (KeyNotFoundException). Nothing of yours is at fault; the operators find the run in the logs by its name.")]
    [InlineData("DataChangedException", "The city's map or calls were changed while the run was reading them, 3 times in a row. Ask again once all files are loaded.")]
    [InlineData("States.ExceedToleratedFailureThreshold", "The calls could not all be placed on the map, although it was tried again and again. Ask again in a few minutes.")]
    [InlineData("StageTimedOutException", "A stage took longer than it may. Ask again with a smaller effort, or with fewer beats.")]
    [InlineData("12 Oak Street", "Something went wrong inside SmartBeats (unknown). Nothing of yours is at fault; the operators find the run in the logs by its name.")]
    public void A_fault_of_ours_does_not_repeat_its_message(string error, string words) =>
        FaultWords.Of(new StateFault(error, "{\"errorMessage\": \"12 Oak Street\"}")).ShouldBe(words);

    [Theory]
    [InlineData("beats-0f-a12", 0, "beats-0f-a12")]
    [InlineData("beats-0f-a1", 2, "beats-0f-a1-r2")]
    public void A_run_id_leads_back_to_its_execution(string execution, int restarts, string runId)
    {
        ExecutionName.RunId(execution, restarts).ShouldBe(runId);
        ExecutionName.OfRun(runId).ShouldBe(execution);
    }

    /// <summary>What the state machine does, without it.</summary>
    private async Task<JsonNode> RunAllAsync(string execution, string? upTo = null, string wanted = Request)
    {
        var ticket = (await ValidateAsync(execution, wanted: wanted))["ticket"]!;
        var parts = (await CallAsync("PartitionCalls", new JsonObject { ["ticket"] = ticket.DeepClone() }))["parts"]!.AsArray();
        foreach (var part in parts)
        {
            await CallAsync("JoinCalls", new JsonObject { ["ticket"] = ticket.DeepClone(), ["part"] = part!.DeepClone() });
        }

        if (upTo == "MergeWorkload")
        {
            return ticket;
        }

        var starts = (await CallAsync("MergeWorkload", new JsonObject { ["ticket"] = ticket.DeepClone(), ["parts"] = parts.DeepClone() }))["starts"]!.AsArray();
        foreach (var handler in (string[])["SeedBeats", "BalanceBeats"])
        {
            foreach (var start in starts)
            {
                await CallAsync(handler, new JsonObject { ["ticket"] = ticket.DeepClone(), ["start"] = start!.DeepClone() });
            }
        }

        await CallAsync("ChoosePlan", new JsonObject { ["ticket"] = ticket.DeepClone(), ["starts"] = starts.DeepClone() });
        await CallAsync("EvaluatePlan", new JsonObject { ["ticket"] = ticket.DeepClone() });
        await CallAsync("RankPlan", new JsonObject { ["ticket"] = ticket.DeepClone() });
        await CallAsync("BacktestPlan", new JsonObject { ["ticket"] = ticket.DeepClone() });
        if (upTo is null)
        {
            await CallAsync("PublishPlan", new JsonObject { ["ticket"] = ticket.DeepClone() });
        }

        return ticket;
    }

    private Task<JsonNode> ValidateAsync(string execution, int restarts = 0, string wanted = Request) => CallAsync("ValidateRequest", new JsonObject
    {
        ["city"] = SampleCity.Id,
        ["request"] = JsonNode.Parse(wanted),
        ["execution"] = execution,
        ["restarts"] = restarts,
    });

    private async Task<JsonNode> CallAsync(string handler, JsonObject input)
    {
        using var answer = await HandlerTable.RunAsync(HandlerTable.Find(handler), _cloud, Sample.Json(input.ToJsonString()), new TestContext());
        return JsonNode.Parse(answer.Text())!;
    }

    private async Task<Dictionary<string, string>> ReadAsync(string folder)
    {
        var files = new Dictionary<string, string>();
        foreach (var key in await _cloud.Store.ListAsync(folder))
        {
            files[key[folder.Length..]] = (await _cloud.TextAsync(key))!;
        }

        return files;
    }
}
