using System.Text.Json.Nodes;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Tests.Generation;

/// <summary>What a run takes of the service's limits (25,000 events, 256 KiB of state), counted from the definition.</summary>
[Collection(StackTests.Name)]
public class SizeTests(SynthesisedStack stack)
{
    private const int MostStarts = 40;
    private readonly JsonObject _states = JsonNode.Parse((string)stack.Template.Only("AWS::StepFunctions::StateMachine")["DefinitionString"]!)!["States"]!.AsObject();

    [Theory]
    [InlineData(2, 93)]
    [InlineData(4, 121)]
    [InlineData(MostStarts, 625)]
    public void History_of_a_run_without_faults(int starts, int events) => Events(starts).ShouldBe(events);

    /// <summary>A try more is three events: failed, scheduled, started. Those of parts are in their own histories.</summary>
    [Fact]
    public void History_stays_below_2000_events_though_the_run_restarts_and_each_start_is_tried_twice()
    {
        var again = Events(MostStarts);
        (again + Limits.MostRestarts * 60 + 2 * MostStarts * 3).ShouldBeLessThan(2_000);
    }

    [Theory]
    [InlineData(2, 18)]
    [InlineData(4, 22)]
    public void Transitions_of_a_run_without_faults(int starts, int transitions) => Transitions(starts).ShouldBe(transitions);

    [Fact]
    public void State_of_the_largest_run_stays_below_64_KB()
    {
        var ticket = new JsonObject
        {
            ["city"] = new string('c', 40),
            ["runId"] = "beats-" + new string('0', 32) + "-a50-r2",
            ["planId"] = new string('0', 32),
            ["mapVersion"] = new string('0', 64),
            ["callsVersion"] = new string('0', 64),
            ["sides"] = new JsonArray([.. Enumerable.Range(0, 2).Select(_ => new JsonObject { ["role"] = "barriers", ["hash"] = new string('0', 64) })]),
        };
        var part = new JsonObject { ["number"] = 79, ["fromLongitude"] = -112.12345678901234, ["toLongitude"] = -112.12345678901235 };
        var state = new JsonObject
        {
            ["city"] = new string('c', 40),
            ["request"] = new string('r', 4_000),
            ["execution"] = ticket["runId"]!.DeepClone(),
            ["restarts"] = 2,
            ["run"] = new JsonObject { ["ticket"] = ticket, ["known"] = false },
            ["calls"] = new JsonObject { ["parts"] = new JsonArray([.. Enumerable.Range(0, Limits.MostCallParts).Select(_ => part.DeepClone())]) },
            ["problem"] = new JsonObject { ["starts"] = new JsonArray([.. Enumerable.Range(0, MostStarts).Select(start => JsonValue.Create(start))]) },
        };
        // The target is 64 KB, and what the README says 12.
        state.ToJsonString().Length.ShouldBeLessThan(12 << 10);
    }

    private static IEnumerable<string> Path =>
    [
        States.Begin, "ValidateRequest", States.IsKnown, "PartitionCalls", "JoinCallsForAll", "MergeWorkload",
        "SeedBeatsForAll", "BalanceBeatsForAll", "ChoosePlan", "EvaluatePlan", "RankPlan", "BacktestPlan", "PublishPlan", "Notify",
    ];

    /// <summary>Begun and ended; then by state, as AWS lists the types of events.</summary>
    private int Events(int starts) => 2 + Path.Sum(name => (string)_states[name]!["Type"]! switch
    {
        // Entered, exited.
        "Pass" or "Choice" => 2,
        // Entered, scheduled, started, succeeded, exited.
        "Task" => 5,
        // Entered, started, its run started and succeeded, succeeded, exited.
        "Map" when IsDistributed(name) => 6,
        // The same without a run of its own; and for each item, around its task: started, succeeded.
        "Map" => 4 + starts * 7,
        var other => throw new InvalidOperationException(other),
    });

    /// <summary>States entered; those of parts come on top.</summary>
    private int Transitions(int starts) => Path.Sum(name => (string)_states[name]!["Type"]! == "Map" && !IsDistributed(name) ? 1 + starts : 1);

    private bool IsDistributed(string map) => (string)_states[map]!["ItemProcessor"]!["ProcessorConfig"]!["Mode"]! == "DISTRIBUTED";
}
