using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Lambda;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Cdk.Generation;

/// <summary>One generation of beats, from a request to an e-mail, in the Amazon States Language.</summary>
/// <remarks>
/// The states are those of the stages, in order. The state holds pointers and small numbers: <c>city</c>, <c>request</c>,
/// <c>execution</c> and <c>restarts</c> from <c>Begin</c>; then what the stages' entries say is kept of their answers; after a
/// fault <c>error</c>. Each function is handed the fields its stage takes. The output is what the first stage kept.
/// </remarks>
internal sealed class Definition(IReadOnlyList<Stage> stages)
{
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Stage _first = stages[0];
    private readonly Stage _last = stages.Single(stage => stage.TellsPeople);

    /// <summary>Of the whole: twice what its stages may take one after another, in whole hours.</summary>
    public int MostSeconds => (2 * (stages.Sum(stage => stage.Seconds) + _last.Seconds) + 3599) / 3600 * 3600;

    /// <summary>The definition, with <c>${Function}</c> wherever a function's ARN belongs.</summary>
    public string Write() => new JsonObject
    {
        ["Comment"] = "Beats for one request: pinned to the city's data, joined, designed, published, told.",
        ["StartAt"] = States.Begin,
        ["TimeoutSeconds"] = MostSeconds,
        ["States"] = Named(
        [
            (States.Begin, BeginRound("0")),
            .. stages.SelectMany(CreateStates),
            (States.MayRestart, new JsonObject
            {
                ["Type"] = "Choice",
                ["Choices"] = new JsonArray(new JsonObject { ["Variable"] = "$.restarts", ["NumericLessThan"] = Limits.MostRestarts, ["Next"] = States.Restart }),
                ["Default"] = States.NotifyFailure,
            }),
            (States.Restart, BeginRound("States.MathAdd($.restarts, 1)")),
            (States.NotifyFailure, CreateTask(_last, [.. _last.Takes.Where(field => PathOf(field) == "$." + field), "error"]).ThenFail()),
            (States.Cancelled, new JsonObject { ["Type"] = "Fail", ["Error"] = Errors.RunCancelled, ["Cause"] = "Cancelled by a caller of the API: nothing was published, and nobody is told." }),
            (States.Failed, new JsonObject { ["Type"] = "Fail", ["ErrorPath"] = "$.error.Error", ["CausePath"] = "$.error.Cause" }),
        ]),
    }.ToJsonString(_readable);

    /// <summary>A stage's state, or the Map around it; and after a stage that tells whether the plan is there, the choice.</summary>
    private IEnumerable<(string Name, JsonObject State)> CreateStates(Stage stage)
    {
        if (stage.ForEach is { } items)
        {
            yield return (States.ForAll(stage.Name), CreateMap(stage, items));
            yield break;
        }

        var task = CreateTask(stage, stage.Takes);
        if (stage == _last)
        {
            yield return (stage.Name, task.End("$." + _first.Keeps!.Name));
            yield break;
        }

        if (stage.Keeps is not { } kept || !kept.Fields.Contains(KeptAnswer.Known))
        {
            yield return (stage.Name, task.Then(NextOf(stage)));
            yield break;
        }

        yield return (stage.Name, task.Then(States.IsKnown));
        yield return (States.IsKnown, new JsonObject
        {
            ["Type"] = "Choice",
            ["Choices"] = new JsonArray(new JsonObject { ["Variable"] = $"$.{kept.Name}.{KeptAnswer.Known}", ["BooleanEquals"] = true, ["Next"] = _last.Name }),
            ["Default"] = NextOf(stage),
        });
    }

    private TaskState CreateTask(Stage stage, IReadOnlyList<string> fields)
    {
        var task = new TaskState(stage.Name, stage.Seconds);
        foreach (var field in fields)
        {
            task.With(field, PathOf(field));
        }

        if (stage.Keeps is { } kept)
        {
            task.Keep(kept);
        }

        return stage.RestartsOnChangedData ? task.RestartsWhenDataChanged() : task;
    }

    /// <summary>Where a field lies in the state: under what a stage keeps, or at its root.</summary>
    private string PathOf(string field) => stages.Select(stage => stage.Keeps).FirstOrDefault(kept => kept?.Fields.Contains(field) == true) is { } kept
        ? $"$.{kept.Name}.{field}"
        : "$." + field;

    /// <summary>The state after a stage.</summary>
    private string NextOf(Stage stage)
    {
        var next = stages[stages.ToList().IndexOf(stage) + 1];
        return next.ForEach is null ? next.Name : States.ForAll(next.Name);
    }

    /// <summary>Where a round begins: nothing of the round before is left in the state.</summary>
    /// <param name="restarts">A number, or an intrinsic function.</param>
    private JsonObject BeginRound(string restarts) => new()
    {
        ["Type"] = "Pass",
        ["Parameters"] = new JsonObject
        {
            ["city.$"] = "$.city",
            ["request.$"] = "$.request",
            ["execution.$"] = "$$.Execution.Name",
            [restarts == "0" ? "restarts" : "restarts.$"] = restarts == "0" ? 0 : restarts,
        },
        ["Next"] = _first.Name,
    };

    /// <summary>The same stage for each of some items. What the stages answer is dropped: their results are files.</summary>
    private JsonObject CreateMap(Stage stage, FanOut items)
    {
        var task = new TaskState(stage.Name, stage.Seconds);
        var handed = new JsonObject();
        foreach (var field in stage.Takes)
        {
            handed[field + ".$"] = PathOf(field);
            task.With(field, "$." + field);
        }

        handed[items.Item + ".$"] = "$$.Map.Item.Value";
        task.With(items.Item, "$." + items.Item);
        var map = new JsonObject
        {
            ["Type"] = "Map",
            ["ItemsPath"] = PathOf(items.Items),
            ["ItemSelector"] = handed,
            ["MaxConcurrency"] = items.AtATime,
            ["ItemProcessor"] = new JsonObject
            {
                ["ProcessorConfig"] = items.IsDistributed
                    ? new JsonObject { ["Mode"] = "DISTRIBUTED", ["ExecutionType"] = "STANDARD" }
                    : new JsonObject { ["Mode"] = "INLINE" },
                ["StartAt"] = task.Name,
                ["States"] = Named([(task.Name, task.EndOfItem())]),
            },
            ["ResultPath"] = null,
            ["Catch"] = TaskState.Catches(stage.RestartsOnChangedData),
            ["Next"] = NextOf(stage),
        };
        if (items.IsDistributed)
        {
            map["Label"] = task.Name;
        }

        return map;
    }

    private static JsonObject Named(IEnumerable<(string Name, JsonObject State)> states)
    {
        var named = new JsonObject();
        foreach (var (name, state) in states)
        {
            named[name] = state;
        }

        return named;
    }
}
