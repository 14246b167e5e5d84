using System.Text.Json.Nodes;
using SmartBeats.Cdk.Generation;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Tests.Generation;

/// <summary>A stage that is added to the list, and nowhere else.</summary>
[Collection(StackTests.Name)]
public class AddedStageTests(SynthesisedStack stack)
{
    private readonly Template _template = stack.Synthesise(SynthesisedStack.Settings, AddedStage.Stages);

    [Fact]
    public void It_has_a_function_with_rights_to_what_its_entry_names()
    {
        var function = _template.Function(AddedStage.Name);
        ((int)function["MemorySize"]!, (int)function["Timeout"]!).ShouldBe((1024, 120));
        function["Environment"]!["Variables"]!.AsObject().ContainsKey(Variables.DatabaseArn).ShouldBeTrue();
        var may = Template.StatementsOf(_template.RoleOf(AddedStage.Name))
            .SelectMany(statement => _template.Texts(statement["Action"]).SelectMany(action => _template.Texts(statement["Resource"]).Select(resource => $"{action} {resource}")));
        may.Where(right => right.StartsWith("s3:", StringComparison.Ordinal)).ShouldBe(
        [
            "s3:GetObject arn:aws:s3:::smartbeats-ACCOUNT-REGION/runs/*/request.json",
            "s3:GetObject arn:aws:s3:::smartbeats-ACCOUNT-REGION/runs/*/chosen.json",
            "s3:ListBucket arn:aws:s3:::smartbeats-ACCOUNT-REGION",
            "s3:PutObject arn:aws:s3:::smartbeats-ACCOUNT-REGION/runs/*/praise.json",
        ]);
    }

    [Fact]
    public void It_has_a_state_in_its_place_whose_answer_is_kept_and_the_run_has_time_for_it()
    {
        var machine = _template.Only("AWS::StepFunctions::StateMachine");
        var definition = JsonNode.Parse((string)machine["DefinitionString"]!)!;
        var state = definition["States"]![AddedStage.Name]!;
        ((string)definition["States"]!["BacktestPlan"]!["Next"]!).ShouldBe(AddedStage.Name);
        ((string)state["Next"]!).ShouldBe("PublishPlan");
        ((string)state["ResultPath"]!).ShouldBe("$.praised");
        state["Parameters"]!["Payload"]!.ToJsonString().ShouldBe("""{"ticket.$":"$.run.ticket"}""");
        ((int)state["TimeoutSeconds"]!).ShouldBe(150);
        _template.Text(machine["DefinitionSubstitutions"]![AddedStage.Name]).ShouldBe($"<{AddedStage.Name}Function.Arn>");
        new Definition(AddedStage.Stages).MostSeconds.ShouldBeGreaterThanOrEqualTo(2 * (AddedStage.Stages.Sum(stage => stage.Seconds) + 60));
    }
}
