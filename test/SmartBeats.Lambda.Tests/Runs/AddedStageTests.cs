using System.Text.Json.Nodes;
using SmartBeats.Lambda.Runs;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Tests.Runs;

/// <summary>A stage that is added to the list, with its method.</summary>
public sealed class AddedStageTests : IDisposable
{
    private readonly TestCloud _cloud = new();

    private readonly Dictionary<string, StageMethod> _methods = new(StageMethods.All)
    {
        [AddedStage.Name] = new(async (tools, state, cancellation) =>
        {
            await tools.Files.Store.PutAsync(AddedStage.Praise.For(state.Ticket.RunId), "{}"u8.ToArray(), cancellation);
            return state with { Starts = [tools.Threads, (await tools.Files.ReadRequestAsync(state.Ticket, cancellation)).Beats ?? 0] };
        }),
    };

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task Its_function_runs_its_method_and_answers_what_its_entry_keeps()
    {
        await SampleCity.LoadAsync(_cloud);
        var ticket = (await CallAsync("ValidateRequest", new JsonObject
        {
            ["city"] = SampleCity.Id,
            ["request"] = JsonNode.Parse("{\"beats\": 4}"),
            ["execution"] = "beats-x-a1",
            ["restarts"] = 0,
        }))["ticket"]!;
        (await CallAsync(AddedStage.Name, new JsonObject { ["ticket"] = ticket.DeepClone() })).ToJsonString().ShouldBe("{\"starts\":[2,4]}");
        (await _cloud.TextAsync("runs/beats-x-a1/praise.json")).ShouldBe("{}");
    }

    [Fact]
    public async Task A_field_that_its_state_does_not_hand_over_is_named() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => CallAsync(AddedStage.Name, []))).Message.ShouldBe("The state passed no \"ticket\".");

    [Fact]
    public async Task The_api_shows_it_until_its_file_is_written()
    {
        var stages = StageMethods.FindAsked(AddedStage.Stages, _methods, new PlanRequest { Beats = 4 });
        foreach (var written in (string[])["request", "chosen"])
        {
            await _cloud.PutTextAsync($"runs/beats-x-a1/{written}.json", "{}");
        }

        (await ShownAsync()).ShouldBe((AddedStage.Name, 0.88));
        await _cloud.PutTextAsync("runs/beats-x-a1/praise.json", "{}");
        (await ShownAsync()).ShouldBe(("PublishPlan", 0.9));

        async Task<(string Stage, double Share)> ShownAsync()
        {
            var (stage, share) = await StepFunctionRuns.FindProgressAsync(_cloud.Store, "beats-x-a1", stages, default);
            return (stage.Name, share);
        }
    }

    private async Task<JsonNode> CallAsync(string name, JsonObject input)
    {
        using var answer = await HandlerTable.RunAsync(
            HandlerTable.Find(name, AddedStage.Stages, _methods), _cloud, Sample.Json(input.ToJsonString()), new TestContext());
        return JsonNode.Parse(answer.Text())!;
    }
}
