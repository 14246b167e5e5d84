using System.Text.Json;
using Amazon.StepFunctions.Model;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.StepFunctions;

/// <summary>Events of an execution's history on the wire.</summary>
internal static class HistoryWire
{
    public static HistoryEvent Read(JsonElement json) => new()
    {
        Id = json.Long("id"),
        PreviousEventId = json.Long("previousEventId"),
        Timestamp = json.Time("timestamp"),
        Type = json.Text("type"),
        ExecutionFailedEventDetails = json.Find("executionFailedEventDetails") is { } failed
            ? new ExecutionFailedEventDetails { Cause = failed.Text("cause"), Error = failed.Text("error") } : null,
        MapIterationFailedEventDetails = Iteration(json.Find("mapIterationFailedEventDetails")),
        MapIterationStartedEventDetails = Iteration(json.Find("mapIterationStartedEventDetails")),
        MapIterationSucceededEventDetails = Iteration(json.Find("mapIterationSucceededEventDetails")),
        MapStateStartedEventDetails = json.Find("mapStateStartedEventDetails") is { } map
            ? new MapStateStartedEventDetails { Length = map.Int("length") } : null,
        StateEnteredEventDetails = json.Find("stateEnteredEventDetails") is { } entered
            ? new StateEnteredEventDetails { Input = entered.Text("input"), Name = entered.Text("name") } : null,
        StateExitedEventDetails = json.Find("stateExitedEventDetails") is { } exited
            ? new StateExitedEventDetails { Name = exited.Text("name"), Output = exited.Text("output") } : null,
        TaskFailedEventDetails = json.Find("taskFailedEventDetails") is { } task
            ? new TaskFailedEventDetails
            {
                Cause = task.Text("cause"),
                Error = task.Text("error"),
                Resource = task.Text("resource"),
                ResourceType = task.Text("resourceType"),
            } : null,
    };

    private static MapIterationEventDetails Iteration(JsonElement? json) =>
        json is { } details ? new MapIterationEventDetails { Index = details.Int("index"), Name = details.Text("name") } : null;
}
