using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda;

/// <summary>Names that the functions, the stack and the rehearsal share. This one file is linked into each of them.</summary>
public static class Names
{
    /// <summary>Prefix of everything the stack names itself.</summary>
    public const string App = "smartbeats";

    /// <summary>The executable of every function.</summary>
    public const string Executable = "bootstrap";

    /// <summary>Name of the database in the cluster.</summary>
    public const string DatabaseName = "smartbeats";

    /// <summary>Suffix of the topic that is told of files nobody can assign to a city. No city can have this id.</summary>
    public const string OperatorsTopic = "_operators";

    /// <summary>The state machine.</summary>
    public const string StateMachine = App;

    /// <summary>A topic by a city's id, or by <see cref="OperatorsTopic"/>.</summary>
    /// <param name="app">Prefix of the environment's names.</param>
    public static string Topic(string city, string app = App) => $"{app}-{city}";

    /// <summary>A function by its handler.</summary>
    /// <param name="app">Prefix of the environment's names.</param>
    public static string Function(string handler, string app = App) => $"{app}-{handler}";
}

/// <summary>What <c>_HANDLER</c> can be: one name a function. Those of stages are the stages' own (<see cref="Stages"/>).</summary>
public static class Handlers
{
    public const string Ingest = "Ingest";
    public const string Migrate = "Migrate";
    public const string Api = "Api";
    public const string Authorize = "Authorize";
    public const string Monthly = "Monthly";

    /// <summary>Those beside the stages.</summary>
    public static IReadOnlyList<string> Others { get; } = [Ingest, Migrate, Api, Authorize, Monthly];

    public static IReadOnlyList<string> All { get; } = [.. Others, .. Stages.All.Select(stage => stage.Name)];
}

/// <summary>Environment variables of every function.</summary>
public static class Variables
{
    public const string Bucket = "SMARTBEATS_BUCKET";
    public const string DatabaseArn = "SMARTBEATS_DATABASE_ARN";
    public const string SecretArn = "SMARTBEATS_SECRET_ARN";
    public const string Database = "SMARTBEATS_DATABASE";

    /// <summary>Of <c>Api</c> only.</summary>
    public const string StateMachineArn = "SMARTBEATS_STATE_MACHINE_ARN";

    /// <summary>The ARN of a city's topic is this and the city's id; of functions that tell people only.</summary>
    public const string TopicPrefix = "SMARTBEATS_TOPIC_PREFIX";

    /// <summary>Where short links begin (<c>https://….amazonaws.com</c>), without a slash at the end; of <c>Api</c> and those that tell people.</summary>
    public const string ApiUrl = "SMARTBEATS_API_URL";

    /// <summary>Where people sign in; of <c>Api</c> and <c>Authorize</c>, and set only where somebody does.</summary>
    public const string Issuer = "SMARTBEATS_ISSUER";
    public const string Audience = "SMARTBEATS_AUDIENCE";
    public const string ClientId = "SMARTBEATS_CLIENT_ID";
    public const string RolesClaim = "SMARTBEATS_ROLES_CLAIM";

    /// <summary>Those that say where people sign in.</summary>
    public static IReadOnlyList<string> OfSignIn { get; } = [Issuer, Audience, ClientId, RolesClaim];

    /// <summary>AWS's own name: its clients then speak to endpoints with FIPS 140 modules. Only where the setting says so.</summary>
    public const string UseFips = "AWS_USE_FIPS_ENDPOINT";
}

/// <summary>What lines of the log say that alarms look for.</summary>
public static class LogMessages
{
    /// <summary>A file under <c>callers/</c> or of a link is no JSON any more, or lacks a field.</summary>
    public const string Damaged = "a kept file is damaged";
}

/// <summary>States of the state machine beside the stages', which have their names.</summary>
public static class States
{
    public const string Begin = "Begin";
    public const string IsKnown = "IsKnown";
    public const string NotifyFailure = "NotifyFailure";
    public const string MayRestart = "MayRestart";
    public const string Restart = "Restart";
    public const string Cancelled = "Cancelled";
    public const string Failed = "Failed";

    /// <summary>The state around a stage that is run for each of several items.</summary>
    public static string ForAll(string stage) => stage + "ForAll";

    /// <summary>Executions are named <c>beats-{planId}-a{attempt}</c>.</summary>
    public const string ExecutionPrefix = "beats-";
}

/// <summary>Error names as a state machine meets them: class names of our exceptions.</summary>
public static class Errors
{
    /// <summary>Map or calls changed under the run: start again from ValidateRequest.</summary>
    public const string DataChanged = "DataChangedException";

    /// <summary>Somebody asked for what cannot be done; the message is for people. Not retried.</summary>
    public const string Input = "InputException";

    /// <summary>The run was cancelled: nothing may be published. Not retried, nobody is told.</summary>
    public const string RunCancelled = "RunCancelledException";

    /// <summary>The database did not answer within our own patience: paused, throttled or unreachable. Retry.</summary>
    public const string DatabaseBusy = "DatabaseBusyException";

    /// <summary>The object store, SNS or Step Functions did not answer or throttled beyond the client's own retries. Retry.</summary>
    public const string ServiceBusy = "ServiceBusyException";

    /// <summary>A stage did not end within its function's time, and said so itself just before.</summary>
    public const string StageTimedOut = "StageTimedOutException";

    /// <summary>A part of the calls failed for good: what a distributed Map says in the place of the part's own error.</summary>
    public const string PartFailed = "States.ExceedToleratedFailureThreshold";

    /// <summary>A stage took too long. Worth one more try: the database may have been waking up.</summary>
    public static IReadOnlyList<string> OutOfTime { get; } = [StageTimedOut, "Sandbox.Timedout", "States.Timeout"];

    /// <summary>Worth more tries, with backoff and full jitter: throttled, unreachable, or a function that was killed.</summary>
    public static IReadOnlyList<string> Passing { get; } =
    [
        DatabaseBusy, ServiceBusy,
        "Lambda.TooManyRequestsException", "Lambda.ServiceException", "Lambda.SdkClientException", "Lambda.AWSLambdaException",
        "Lambda.Unknown", "Runtime.ExitError",
    ];

    /// <summary>All that is worth another try.</summary>
    public static IReadOnlyList<string> Transient { get; } = [.. Passing, .. OutOfTime];
}

/// <summary>Guard rails, the same for every city.</summary>
public static class Limits
{
    public const int MostBeats = 2_000;
    public const int MostAreas = 50_000;

    /// <summary>Of a request: six times what the largest map gets by itself. A function ends within its time also at a third of the speed it is counted at.</summary>
    public const long MostEffort = 2_000_000_000;

    /// <summary>Parts of <c>PartitionCalls</c>, of about 250,000 calls each.</summary>
    public const int MostCallParts = 80;

    /// <summary>Executions started for one city within one UTC day.</summary>
    public const int RunsPerCityAndDay = 200;

    public const long LargestUploadBytes = 2L << 30;
    public const long LargestMapBytes = 256L << 20;

    /// <summary>A request's body.</summary>
    public const int LargestBodyBytes = 1 << 20;

    /// <summary>For an upload and for a result's direct link.</summary>
    public const int SignedLinkMinutes = 15;

    /// <summary>For <c>GET /r/{token}</c>.</summary>
    public const int ShortLinkDays = 30;

    /// <summary>How long API Gateway remembers what the authoriser said of a token: as long a token outlives its revocation.</summary>
    public const int AuthorizerSeconds = 300;

    /// <summary>How often a run starts again because the data changed under it.</summary>
    public const int MostRestarts = 2;
}
