using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Generation;

/// <summary>One generation of beats, from a request to an e-mail, in the Amazon States Language.</summary>
/// <remarks>
/// The state holds pointers and small numbers: <c>city</c>, <c>request</c>, <c>execution</c> and <c>restarts</c> from
/// <c>Begin</c>; then <c>run</c> (<c>ticket</c>, <c>known</c>), <c>calls</c> (<c>parts</c>), <c>problem</c> (<c>starts</c>);
/// after a fault <c>error</c>. Each function is handed the fields it needs. The output is <c>run</c>.
/// </remarks>
internal static class Definition
{
    /// <summary>Of the whole: some three times what its stages may take one after another.</summary>
    public const int MostSeconds = 4 * 3600;

    /// <summary>Parts joined at a time: more would only queue up at the database.</summary>
    private const int PartsAtATime = 10;

    /// <summary>An inline Map's limit.</summary>
    private const int StartsAtATime = 40;

    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The definition, with <c>${Handler}</c> wherever a function's ARN belongs.</summary>
    /// <param name="seconds">How long each handler's function may take.</param>
    public static string Text(Func<string, int> seconds) => new JsonObject
    {
        ["Comment"] = "Beats for one request: pinned to the city's data, joined, designed, published, told.",
        ["StartAt"] = States.Begin,
        ["TimeoutSeconds"] = MostSeconds,
        ["States"] = Named(
            (States.Begin, Round("0")),
            (Handlers.ValidateRequest, Stage.Of(Handlers.ValidateRequest, seconds)
                .With("city", "$.city").With("request", "$.request").With("execution", "$.execution").With("restarts", "$.restarts")
                .Keep("run", "ticket", "known").Then(States.IsKnown)),
            (States.IsKnown, new JsonObject
            {
                ["Type"] = "Choice",
                ["Choices"] = new JsonArray(new JsonObject { ["Variable"] = "$.run.known", ["BooleanEquals"] = true, ["Next"] = Handlers.Notify }),
                ["Default"] = Handlers.PartitionCalls,
            }),
            (Handlers.PartitionCalls, Stage.Of(Handlers.PartitionCalls, seconds).WithTicket().Keep("calls", "parts").Then(States.JoinAllCalls)),
            (States.JoinAllCalls, Map(
                "$.calls.parts", "part", PartsAtATime, isDistributed: true, Stage.Of(Handlers.JoinCalls, seconds).With("ticket", "$.ticket").With("part", "$.part"), Handlers.MergeWorkload)),
            (Handlers.MergeWorkload, Stage.Of(Handlers.MergeWorkload, seconds).WithTicket().With("parts", "$.calls.parts")
                .Keep("problem", "starts").RestartsWhenDataChanged().Then(States.SeedAllStarts)),
            (States.SeedAllStarts, Map(
                "$.problem.starts", "start", StartsAtATime, isDistributed: false, Stage.Of(Handlers.SeedBeats, seconds).With("ticket", "$.ticket").With("start", "$.start"), States.BalanceAllStarts)),
            (States.BalanceAllStarts, Map(
                "$.problem.starts", "start", StartsAtATime, isDistributed: false, Stage.Of(Handlers.BalanceBeats, seconds).With("ticket", "$.ticket").With("start", "$.start"), Handlers.ChoosePlan)),
            (Handlers.ChoosePlan, Stage.Of(Handlers.ChoosePlan, seconds).WithTicket().With("starts", "$.problem.starts").Then(Handlers.EvaluatePlan)),
            (Handlers.EvaluatePlan, Stage.Of(Handlers.EvaluatePlan, seconds).WithTicket().RestartsWhenDataChanged().Then(Handlers.PublishPlan)),
            (Handlers.PublishPlan, Stage.Of(Handlers.PublishPlan, seconds).WithTicket().Then(Handlers.Notify)),
            (Handlers.Notify, Stage.Of(Handlers.Notify, seconds).With("city", "$.city").With("execution", "$.execution").WithTicket().End("$.run")),
            (States.MayRestart, new JsonObject
            {
                ["Type"] = "Choice",
                ["Choices"] = new JsonArray(new JsonObject { ["Variable"] = "$.restarts", ["NumericLessThan"] = Limits.MostRestarts, ["Next"] = States.Restart }),
                ["Default"] = States.NotifyFailure,
            }),
            (States.Restart, Round("States.MathAdd($.restarts, 1)")),
            (States.NotifyFailure, Stage.Of(Handlers.Notify, seconds).With("city", "$.city").With("execution", "$.execution").With("error", "$.error").ThenFail()),
            (States.Cancelled, new JsonObject { ["Type"] = "Fail", ["Error"] = Errors.RunCancelled, ["Cause"] = "Cancelled by a caller of the API: nothing was published, and nobody is told." }),
            (States.Failed, new JsonObject { ["Type"] = "Fail", ["ErrorPath"] = "$.error.Error", ["CausePath"] = "$.error.Cause" })),
    }.ToJsonString(_readable);

    /// <summary>Where a round begins: nothing of the round before is left in the state.</summary>
    /// <param name="restarts">A number, or an intrinsic function.</param>
    private static JsonObject Round(string restarts) => new()
    {
        ["Type"] = "Pass",
        ["Parameters"] = new JsonObject
        {
            ["city.$"] = "$.city",
            ["request.$"] = "$.request",
            ["execution.$"] = "$$.Execution.Name",
            [restarts == "0" ? "restarts" : "restarts.$"] = restarts == "0" ? 0 : restarts,
        },
        ["Next"] = Handlers.ValidateRequest,
    };

    /// <summary>The same stage for each of some items. What the stages answer is dropped: their results are files.</summary>
    /// <param name="isDistributed">Each item in an execution of its own: with a history, and retries, that do not count towards the run's.</param>
    private static JsonObject Map(string items, string item, int atATime, bool isDistributed, Stage stage, string next)
    {
        var map = new JsonObject
        {
            ["Type"] = "Map",
            ["ItemsPath"] = items,
            ["ItemSelector"] = new JsonObject { ["ticket.$"] = "$.run.ticket", [item + ".$"] = "$$.Map.Item.Value" },
            ["MaxConcurrency"] = atATime,
            ["ItemProcessor"] = new JsonObject
            {
                ["ProcessorConfig"] = isDistributed ? new JsonObject { ["Mode"] = "DISTRIBUTED", ["ExecutionType"] = "STANDARD" } : new JsonObject { ["Mode"] = "INLINE" },
                ["StartAt"] = stage.Handler,
                ["States"] = Named((stage.Handler, stage.EndOfItem())),
            },
            ["ResultPath"] = null,
            ["Catch"] = Stage.Catches(restarts: false),
            ["Next"] = next,
        };
        if (isDistributed)
        {
            map["Label"] = stage.Handler;
        }

        return map;
    }

    private static JsonObject Named(params (string Name, JsonObject State)[] states)
    {
        var named = new JsonObject();
        foreach (var (name, state) in states)
        {
            named[name] = state;
        }

        return named;
    }
}
