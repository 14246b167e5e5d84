using System.Text.Json.Nodes;
using SmartBeats.Lambda;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Cdk.Generation;

/// <summary>A task's state: one function, what it is handed, what is kept of its answer, what happens after a fault.</summary>
internal sealed class TaskState
{
    /// <summary>The function ends first, and says why; the state only where nothing is heard of it any more.</summary>
    private const int PatienceSeconds = 30;

    private readonly JsonObject _payload = [];
    private readonly JsonObject _state;
    private bool _restarts;

    /// <param name="seconds">How long its function may take.</param>
    public TaskState(string function, int seconds)
    {
        Name = function;
        _state = new JsonObject
        {
            ["Type"] = "Task",
            ["Resource"] = "${LambdaInvoke}",
            ["Parameters"] = new JsonObject { ["FunctionName"] = $"${{{function}}}", ["Payload"] = _payload },
            ["TimeoutSeconds"] = seconds + PatienceSeconds,
            ["Retry"] = Retries(),
            ["ResultPath"] = null,
        };
    }

    public string Name { get; }

    /// <summary>A field of what the function is handed, from the state.</summary>
    public TaskState With(string field, string path)
    {
        _payload[field + ".$"] = path;
        return this;
    }

    public TaskState WithTicket() => With("ticket", "$.run.ticket");

    /// <summary>Keeps fields of the answer under a name in the state; of other stages nothing is kept.</summary>
    public TaskState Keep(KeptAnswer kept)
    {
        _state["ResultSelector"] = new JsonObject(kept.Fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field + ".$", "$.Payload." + field)));
        _state["ResultPath"] = "$." + kept.Name;
        return this;
    }

    /// <summary>Of stages that look whether the data is still the ticket's.</summary>
    public TaskState RestartsWhenDataChanged()
    {
        _restarts = true;
        return this;
    }

    public JsonObject Then(string next)
    {
        _state["Catch"] = Catches(_restarts);
        _state["Next"] = next;
        return _state;
    }

    public JsonObject End(string output)
    {
        _state["Catch"] = Catches(_restarts);
        _state["OutputPath"] = output;
        _state["End"] = true;
        return _state;
    }

    /// <summary>Within a Map: what is not caught here ends the Map, which catches.</summary>
    public JsonObject EndOfItem()
    {
        _state.Remove("ResultPath");
        _state["OutputPath"] = "$.Payload";
        _state["End"] = true;
        return _state;
    }

    /// <summary>The run has failed, whether or not anybody could be told.</summary>
    public JsonObject ThenFail()
    {
        _state["Catch"] = new JsonArray(new JsonObject { ["ErrorEquals"] = new JsonArray("States.ALL"), ["ResultPath"] = "$.untold", ["Next"] = States.Failed });
        _state["Next"] = States.Failed;
        return _state;
    }

    public static JsonArray Catches(bool restarts)
    {
        var catches = new JsonArray(Catch(Errors.RunCancelled, States.Cancelled), Catch("States.ALL", States.NotifyFailure));
        if (restarts)
        {
            catches.Insert(0, Catch(Errors.DataChanged, States.MayRestart));
        }

        return catches;
    }

    /// <summary>
    /// Up to 6 more tries of what passes, after waits drawn from 0 to 2, 4, 8, … 60 s (full jitter: what failed together does
    /// not come back together), 2 minutes in all at most; one more of what took too long. A fault of the request, a cancel and
    /// changed data are not tried again.
    /// </summary>
    private static JsonArray Retries() => new(
        new JsonObject
        {
            ["ErrorEquals"] = new JsonArray([.. Errors.Passing]),
            ["IntervalSeconds"] = 2,
            ["BackoffRate"] = 2,
            ["MaxDelaySeconds"] = 60,
            ["MaxAttempts"] = 6,
            ["JitterStrategy"] = "FULL",
        },
        new JsonObject
        {
            ["ErrorEquals"] = new JsonArray([.. Errors.OutOfTime]),
            ["IntervalSeconds"] = 5,
            ["BackoffRate"] = 2,
            ["MaxAttempts"] = 1,
            ["JitterStrategy"] = "FULL",
        });

    private static JsonObject Catch(string error, string next) =>
        new() { ["ErrorEquals"] = new JsonArray(error), ["ResultPath"] = "$.error", ["Next"] = next };
}
