using System.Text.Json.Nodes;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Tests.Generation;

[Collection(StackTests.Name)]
public class DefinitionTests(SynthesisedStack stack)
{
    private static readonly string[] _stages = [.. Pipeline.Run.Stages.All.Select(stage => stage.Name)];
    private readonly Template _template = stack.Template;
    private readonly JsonObject _definition = JsonNode.Parse((string)stack.Template.Only("AWS::StepFunctions::StateMachine")["DefinitionString"]!)!.AsObject();

    private Dictionary<string, JsonObject> Outer => Named(_definition);

    [Fact]
    public void Every_function_of_a_stage_is_invoked_by_a_state_of_its_name()
    {
        var invoked = Tasks().Select(task => (task.Name, Function: (string)task.State["Parameters"]!["FunctionName"]!)).ToArray();
        foreach (var (name, function) in invoked)
        {
            function.ShouldBe($"${{{(name == States.NotifyFailure ? "Notify" : name)}}}");
        }

        invoked.Select(task => task.Name).ShouldBe([.. _stages, States.NotifyFailure], ignoreOrder: true);
        var substitutions = _template.Only("AWS::StepFunctions::StateMachine")["DefinitionSubstitutions"]!.AsObject();
        substitutions.Select(pair => $"{pair.Key} {_template.Text(pair.Value)}").ShouldBe(
            [.. _stages.Select(stage => $"{stage} <{stage}Function.Arn>"), "LambdaInvoke arn:aws:states:::lambda:invoke"], ignoreOrder: true);
    }

    [Fact]
    public void States_follow_one_another_in_the_order_of_the_design()
    {
        var order = new List<string>();
        for (var name = (string)_definition["StartAt"]!; ; name = (string?)Outer[name]["Default"] ?? (string)Outer[name]["Next"]!)
        {
            order.Add(name);
            if (Outer[name]["End"] is not null)
            {
                break;
            }
        }

        order.ShouldBe(
        [
            States.Begin, "ValidateRequest", States.IsKnown, "PartitionCalls", "JoinCallsForAll", "MergeWorkload",
            "SeedBeatsForAll", "BalanceBeatsForAll", "ChoosePlan", "EvaluatePlan", "RankPlan", "BacktestPlan", "PublishPlan", "Notify",
        ]);
        ((string)Outer[States.IsKnown]["Choices"]![0]!["Next"]!).ShouldBe("Notify");
    }

    [Fact]
    public void Every_state_can_be_reached_and_every_state_named_exists()
    {
        var reached = new HashSet<string>();
        var left = new Stack<string>([(string)_definition["StartAt"]!]);
        while (left.TryPop(out var name))
        {
            if (reached.Add(name))
            {
                Outer.ShouldContainKey(name);
                foreach (var next in NextOf(Outer[name]))
                {
                    left.Push(next);
                }
            }
        }

        reached.ShouldBe(Outer.Keys, ignoreOrder: true);
    }

    [Fact]
    public void Every_task_tries_again_whatever_passes_with_backoff_and_full_jitter()
    {
        foreach (var (name, state) in Tasks())
        {
            var retries = state["Retry"]!.AsArray();
            retries.SelectMany(retry => Errors(retry!)).ShouldBe(Lambda.Errors.Transient, ignoreOrder: true, name);
            foreach (var retry in retries)
            {
                ((string)retry!["JitterStrategy"]!).ShouldBe("FULL", name);
                ((double)retry["BackoffRate"]!).ShouldBe(2, name);
                ((int)retry["MaxAttempts"]!).ShouldBe(Errors(retry).Contains("States.Timeout") ? 1 : 6, name);
            }
        }
    }

    [Theory]
    [InlineData(Lambda.Errors.Input)]
    [InlineData(Lambda.Errors.RunCancelled)]
    [InlineData(Lambda.Errors.DataChanged)]
    [InlineData("States.ALL")]
    [InlineData("States.TaskFailed")]
    public void Nothing_is_tried_again_that_would_end_the_same(string error) =>
        Tasks().SelectMany(task => task.State["Retry"]!.AsArray()).SelectMany(retry => Errors(retry!)).ShouldNotContain(error);

    [Fact]
    public void Every_fault_is_told_but_a_cancel()
    {
        foreach (var (name, state) in Outer.Where(state => (string)state.Value["Type"]! is "Task" or "Map" && state.Key != States.NotifyFailure))
        {
            var catches = state["Catch"]!.AsArray().Select(caught => $"{string.Join(',', Errors(caught!))} {(string)caught!["Next"]!} {(string)caught["ResultPath"]!}").ToArray();
            catches[^2..].ShouldBe([$"{Lambda.Errors.RunCancelled} {States.Cancelled} $.error", $"States.ALL {States.NotifyFailure} $.error"], name);
        }

        ((string)Outer[States.NotifyFailure]["Next"]!).ShouldBe(States.Failed);
        Outer[States.NotifyFailure]["Catch"]!.AsArray().Select(caught => (string)caught!["Next"]!).ShouldBe([States.Failed]);
        ((string)Outer[States.Failed]["ErrorPath"]!).ShouldBe("$.error.Error");
        ((string)Outer[States.Cancelled]["Error"]!).ShouldBe(Lambda.Errors.RunCancelled);
    }

    [Fact]
    public void Changed_data_restarts_the_run_from_its_first_stage_a_counted_number_of_times()
    {
        foreach (var (name, state) in Outer)
        {
            var restarts = (state["Catch"]?.AsArray() ?? []).Any(caught => Errors(caught!).Contains(Lambda.Errors.DataChanged) && (string)caught!["Next"]! == States.MayRestart);
            restarts.ShouldBe(name is "MergeWorkload" or "EvaluatePlan" or "BacktestPlan", name);
        }

        var may = Outer[States.MayRestart]["Choices"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)may["NumericLessThan"]!).ShouldBe(Limits.MostRestarts);
        ((string)may["Next"]!).ShouldBe(States.Restart);
        ((string)Outer[States.MayRestart]["Default"]!).ShouldBe(States.NotifyFailure);
        var round = Outer[States.Restart]["Parameters"]!.AsObject();
        round.Select(field => $"{field.Key} {field.Value}").ShouldBe(
            ["city.$ $.city", "request.$ $.request", "execution.$ $$.Execution.Name", "restarts.$ States.MathAdd($.restarts, 1)"]);
        ((string)Outer[States.Restart]["Next"]!).ShouldBe("ValidateRequest");
        ((int)Outer[States.Begin]["Parameters"]!["restarts"]!).ShouldBe(0);
    }

    [Fact]
    public void Every_state_ends_after_its_function_and_the_run_after_all_of_them()
    {
        var sum = 0;
        foreach (var (name, state) in Tasks())
        {
            var function = (int)_template.Function(name == States.NotifyFailure ? "Notify" : name)["Timeout"]!;
            ((int)state["TimeoutSeconds"]!).ShouldBe(function + 30, name);
            sum += function;
        }

        ((int)_definition["TimeoutSeconds"]!).ShouldBeInRange(2 * sum, 6 * 3600);
    }

    [Fact]
    public void Parts_run_in_executions_of_their_own_and_starts_within_the_run()
    {
        string Mode(string map) => (string)Outer[map]["ItemProcessor"]!["ProcessorConfig"]!["Mode"]!;
        Mode("JoinCallsForAll").ShouldBe("DISTRIBUTED");
        Mode("SeedBeatsForAll").ShouldBe("INLINE");
        Mode("BalanceBeatsForAll").ShouldBe("INLINE");
        ((int)Outer["SeedBeatsForAll"]["MaxConcurrency"]!).ShouldBeLessThanOrEqualTo(40);
        // The role names these executions by the map's label.
        ((string)Outer["JoinCallsForAll"]["Label"]!).ShouldBe("JoinCalls");
    }

    [Fact]
    public void A_run_is_traced_and_its_faults_are_logged()
    {
        var machine = _template.Only("AWS::StepFunctions::StateMachine");
        ((string)machine["StateMachineName"]!).ShouldBe(Names.StateMachine);
        ((bool)machine["TracingConfiguration"]!["Enabled"]!).ShouldBeTrue();
        ((string)machine["LoggingConfiguration"]!["Level"]!).ShouldBe("ERROR");
    }

    private static Dictionary<string, JsonObject> Named(JsonNode machine) => machine["States"]!.AsObject().ToDictionary(state => state.Key, state => state.Value!.AsObject());

    /// <summary>Tasks of the run, and of its maps.</summary>
    private IEnumerable<(string Name, JsonObject State)> Tasks() =>
        Outer.Concat(Outer.Values.Where(state => state.ContainsKey("ItemProcessor")).SelectMany(map => Named(map["ItemProcessor"]!)))
            .Where(state => (string)state.Value["Type"]! == "Task").Select(state => (state.Key, state.Value));

    private static string[] Errors(JsonNode of) => [.. of["ErrorEquals"]!.AsArray().Select(error => (string)error!)];

    private static IEnumerable<string> NextOf(JsonObject state) =>
        new[] { state["Next"], state["Default"] }
            .Concat((state["Choices"]?.AsArray() ?? []).Select(choice => choice!["Next"]))
            .Concat((state["Catch"]?.AsArray() ?? []).Select(caught => caught!["Next"]))
            .Where(next => next is not null).Select(next => (string)next!);
}
