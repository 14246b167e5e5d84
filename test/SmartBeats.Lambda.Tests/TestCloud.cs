using System.Globalization;
using System.Text;
using Amazon.Lambda.Core;
using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using SmartBeats.Api.Access.People;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Tests;

/// <summary>The functions' world on one machine: the folder store and SQLite as they ship, and services that remember what they were asked.</summary>
internal sealed class TestCloud : Cloud, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-lambda-");
    private readonly SqliteCallStore _calls = SqliteCallStore.InMemory();
    private readonly AmazonS3Client _s3 = new(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), Amazon.RegionEndpoint.USWest2);

    public TestCloud() => Watched = new WatchedStore(new FolderObjectStore(_folder.FullName));

    public WatchedStore Watched { get; }

    public override IObjectStore Store => Watched;

    public override IAmazonS3 S3 => _s3;

    public RecordingNotifications Sent { get; } = new();

    public override IAmazonSimpleNotificationService Notifications => Sent;

    public RecordingStepFunctions Executions { get; } = new();

    public override IAmazonStepFunctions StepFunctions => Executions;

    public ScriptedDatabase Database { get; } = new();

    public FixedTime Clock { get; } = new();

    /// <summary>Reads the tokens of a test's issuer; null where the test has none.</summary>
    public PersonTokens? PeopleOfTest { get; set; }

    internal override PersonTokens? People => PeopleOfTest;

    public override SignInSettings? SignIn => null;

    public override TimeProvider Time => Clock;

    public override ICallStore Calls(Patience patience) => new Kept(_calls);

    public override DataApi Data(Patience patience) => new(Database, new DatabaseAddress("cluster", "secret", "smartbeats"), patience, Time);

    public override string Variable(string name) => name switch
    {
        Variables.Bucket => "smartbeats-data",
        Variables.StateMachineArn => "arn:aws:states:us-west-2:123456789012:stateMachine:smartbeats",
        Variables.TopicPrefix => "arn:aws:sns:us-west-2:123456789012:smartbeats-",
        Variables.ApiUrl => "https://api.example",
        _ => throw new InvalidOperationException(name),
    };

    public Task PutTextAsync(string key, string text) => Store.PutAsync(key, Encoding.UTF8.GetBytes(text));

    public async Task<string?> TextAsync(string key)
    {
        await using var stream = await Store.OpenAsync(key);
        using var reader = stream is null ? null : new StreamReader(stream);
        return reader is null ? null : await reader.ReadToEndAsync();
    }

    public void Dispose()
    {
        _calls.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _s3.Dispose();
        Sent.Dispose();
        Executions.Dispose();
        Database.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Handlers dispose their store; the test's rows outlive that.</summary>
    private sealed class Kept(ICallStore calls) : ICallStore
    {
        public Task<ICallLoad> BeginLoadAsync(string city, SmartBeats.Calls.ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default) =>
            calls.BeginLoadAsync(city, replaces, name, cancellation);

        public Task<ICallLoad> ContinueLoadAsync(
            string city, string loadId, SmartBeats.Calls.ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default) =>
            calls.ContinueLoadAsync(city, loadId, replaces, name, cancellation);

        public Task AbandonLoadAsync(string loadId, CancellationToken cancellation = default) => calls.AbandonLoadAsync(loadId, cancellation);

        public Task<string> VersionAsync(string city, CancellationToken cancellation = default) => calls.VersionAsync(city, cancellation);

        public Task<bool> HasFieldAsync(string city, SmartBeats.Calls.CallField field, CancellationToken cancellation = default) =>
            calls.HasFieldAsync(city, field, cancellation);

        public Task<IReadOnlyList<CallPart>> PartitionAsync(string city, Requests.PlanRequest request, int callsPerPart, CancellationToken cancellation = default) =>
            calls.PartitionAsync(city, request, callsPerPart, cancellation);

        public IAsyncEnumerable<PointTally> ReadPointsAsync(string city, Requests.PlanRequest request, CallPart part, CancellationToken cancellation = default) =>
            calls.ReadPointsAsync(city, request, part, cancellation);

        public IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(string city, Requests.PlanRequest request, CallPart part, CancellationToken cancellation = default) =>
            calls.ReadDatedAsync(city, request, part, cancellation);

        public Task<IReadOnlyList<Response.DayTally>> ReadDaysAsync(string city, CancellationToken cancellation = default) => calls.ReadDaysAsync(city, cancellation);

        public Task<IReadOnlyList<string>> ReadNaturesAsync(string city, CancellationToken cancellation = default) => calls.ReadNaturesAsync(city, cancellation);

        public Task<IReadOnlyList<Response.Measured.StampTally>> ReadStampsAsync(string city, CancellationToken cancellation = default) =>
            calls.ReadStampsAsync(city, cancellation);

        public Task<IReadOnlyList<Response.ServiceTally>> ReadServiceAsync(string city, Requests.PlanRequest request, CancellationToken cancellation = default) =>
            calls.ReadServiceAsync(city, request, cancellation);

        public IAsyncEnumerable<IReadOnlyList<SmartBeats.Calls.Call>> ReadCallsAsync(
            string city, Requests.PlanRequest request, CallPart part, CancellationToken cancellation = default) =>
            calls.ReadCallsAsync(city, request, part, cancellation);

        public Task<CallSummary> SummariseAsync(string city, Requests.PlanRequest request, IndexedMap? map = null, CancellationToken cancellation = default) =>
            calls.SummariseAsync(city, request, map, cancellation);

        public Task<bool> ContainsAsync(string city, string eventNumber, CancellationToken cancellation = default) => calls.ContainsAsync(city, eventNumber, cancellation);

        public Task<IReadOnlyList<PastLoad>> ListLoadsAsync(string city, CancellationToken cancellation = default) => calls.ListLoadsAsync(city, cancellation);

        public Task<TakenBack?> TakeBackAsync(string city, int number, bool isDryRun = false, CancellationToken cancellation = default) =>
            calls.TakeBackAsync(city, number, isDryRun, cancellation);

        public Task<bool> ForgetAsync(string city, string eventNumber, CancellationToken cancellation = default) => calls.ForgetAsync(city, eventNumber, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

internal sealed class FixedTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse("2026-03-04T05:06:07Z", CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => Now;
}

internal sealed class RecordingNotifications() : AmazonSimpleNotificationServiceClient("key", "secret", Amazon.RegionEndpoint.USWest2)
{
    public List<PublishRequest> Messages { get; } = [];

    public bool LosesAnswers { get; set; }

    /// <summary>End of the ARN of a topic that is not there; null for none.</summary>
    public string? RefusedTopic { get; set; }

    public override Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        lock (Messages)
        {
            Messages.Add(request);
        }

        if (RefusedTopic is { } topic && request.TopicArn.EndsWith(topic, StringComparison.Ordinal))
        {
            throw new Amazon.SimpleNotificationService.Model.NotFoundException("no such topic");
        }

        return LosesAnswers ? throw new HttpRequestException("answer lost") : Task.FromResult(new PublishResponse());
    }
}

/// <summary>Names, inputs and states of executions; starting one answers as the service does.</summary>
internal sealed class RecordingStepFunctions() : AmazonStepFunctionsClient("key", "secret", Amazon.RegionEndpoint.USWest2)
{
    public Dictionary<string, (string Status, string Input, string? Output)> ByName { get; } = [];

    public override Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default)
    {
        if (ByName.TryGetValue(request.Name, out var there) && (there.Status != "RUNNING" || there.Input != request.Input))
        {
            throw new ExecutionAlreadyExistsException("exists");
        }

        ByName[request.Name] = ("RUNNING", request.Input, null);
        return Task.FromResult(new StartExecutionResponse());
    }

    public override Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default)
    {
        request.ExecutionArn.ShouldStartWith("arn:aws:states:us-west-2:123456789012:execution:smartbeats:");
        return ByName.TryGetValue(request.ExecutionArn.Split(':')[^1], out var there)
            ? Task.FromResult(new DescribeExecutionResponse { Status = there.Status, Output = there.Output })
            : throw new ExecutionDoesNotExistException("none");
    }

    public override Task<StopExecutionResponse> StopExecutionAsync(StopExecutionRequest request, CancellationToken cancellationToken = default)
    {
        var name = request.ExecutionArn.Split(':')[^1];
        ByName[name] = ByName.TryGetValue(name, out var there) ? there with { Status = "ABORTED" } : throw new ExecutionDoesNotExistException("none");
        return Task.FromResult(new StopExecutionResponse());
    }
}

/// <summary>A database that answers each statement as the test says, and keeps what it was sent.</summary>
internal sealed class ScriptedDatabase() : AmazonRDSDataServiceClient("key", "secret", Amazon.RegionEndpoint.USWest2)
{
    public List<ExecuteStatementRequest> Statements { get; } = [];

    public List<string> Ended { get; } = [];

    public Func<ExecuteStatementRequest, object?[][]> Answer { get; set; } = _ => [];

    public override Task<ExecuteStatementResponse> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default)
    {
        lock (Statements)
        {
            Statements.Add(request);
        }

        return Task.FromResult(new ExecuteStatementResponse { Records = [.. Answer(request).Select(row => row.Select(FieldOf).ToList())] });
    }

    public override Task<BeginTransactionResponse> BeginTransactionAsync(BeginTransactionRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new BeginTransactionResponse { TransactionId = "t" });

    public override Task<CommitTransactionResponse> CommitTransactionAsync(CommitTransactionRequest request, CancellationToken cancellationToken = default)
    {
        Ended.Add("commit");
        return Task.FromResult(new CommitTransactionResponse());
    }

    public override Task<RollbackTransactionResponse> RollbackTransactionAsync(RollbackTransactionRequest request, CancellationToken cancellationToken = default)
    {
        Ended.Add("rollback");
        return Task.FromResult(new RollbackTransactionResponse());
    }

    private static Field FieldOf(object? value) => value switch
    {
        null => new Field { IsNull = true },
        string text => new Field { StringValue = text },
        bool flag => new Field { BooleanValue = flag },
        double number => new Field { DoubleValue = number },
        _ => new Field { LongValue = Convert.ToInt64(value, CultureInfo.InvariantCulture) },
    };
}

internal sealed class TestContext(TimeSpan remaining, string requestId = "request-1") : ILambdaContext
{
    public TestContext(string requestId = "request-1")
        : this(TimeSpan.FromMinutes(5), requestId)
    {
    }

    public string AwsRequestId => requestId;

    public IClientContext ClientContext => null!;

    public string FunctionName => "function";

    public string FunctionVersion => "1";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn";

    public ILambdaLogger Logger => null!;

    public string LogGroupName => "group";

    public string LogStreamName => "stream";

    public int MemoryLimitInMB => 1769;

    public TimeSpan RemainingTime => remaining;
}

internal static class Sample
{
    public static Stream Open(string name) => typeof(Sample).Assembly.GetManifestResourceStream(name + ".json")!;

    public static Stream Json(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public static string Text(this Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
