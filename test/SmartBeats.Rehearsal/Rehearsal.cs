using Amazon.S3;
using SmartBeats.Rehearsal.Access;
using SmartBeats.Rehearsal.DataApi;
using SmartBeats.Rehearsal.Events;
using SmartBeats.Rehearsal.Functions;
using SmartBeats.Rehearsal.Gateway;
using SmartBeats.Rehearsal.HttpApi;
using SmartBeats.Rehearsal.Moto;
using SmartBeats.Rehearsal.Postgres;
using SmartBeats.Rehearsal.Signing;
using SmartBeats.Rehearsal.Stack;

namespace SmartBeats.Rehearsal;

/// <summary>The whole of the cloud on loopback: everything README says, started once and stopped together.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    /// <summary>Of one function; two cores have no use for more.</summary>
    private const int MostEnvironments = 3;

    private const string Intruder = "test as ";

    /// <summary>The service waits 3 minutes before it ends the transaction of a function that was killed.</summary>
    private static readonly TimeSpan _transactionIdle = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };
    private readonly CloudFormationAnswers _cloudFormation = new();
    private readonly ProcessLog _logs = new();
    private Forwarder _moto = null!;
    private MotoServer _motoServer = null!;
    private PostgresServer _postgres = null!;

    public GatewayServer Gateway { get; private set; } = null!;

    public HttpApiServer Api { get; private set; } = null!;

    public StackReading Stack { get; private set; } = null!;

    public FunctionHost Functions { get; private set; } = null!;

    public EventQueue Events { get; private set; } = null!;

    public BucketEvents Bucket { get; private set; } = null!;

    public DataApiEndpoint Database { get; private set; } = null!;

    public Mailbox Mailbox { get; } = new();

    /// <summary>What functions have logged.</summary>
    public ProcessLog Logs => _logs;

    /// <summary>The administrator's.</summary>
    public IAmazonS3 S3 { get; private set; } = null!;

    public AwsCalls Calls { get; private set; } = null!;

    public Credentials Administrator { get; private set; } = null!;

    public HttpClient Http => _http;

    /// <summary>Where people sign in.</summary>
    public People.IssuerServer Issuer { get; private set; } = null!;

    public string BucketName => Stack.Template.Name(Stack.Bucket);

    /// <param name="say">Told what is being done.</param>
    public static async Task<Rehearsal> StartAsync(Action<string> say)
    {
        var rehearsal = new Rehearsal();
        try
        {
            await rehearsal.RaiseAsync(say);
            return rehearsal;
        }
        catch
        {
            await rehearsal.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Functions?.Dispose();
        await File.WriteAllLinesAsync(Path.Combine(Synthesis.Folder, "calls.log"), (Gateway?.Log.Calls ?? []).Select(call => call.ToString()));
        foreach (var server in new IAsyncDisposable?[] { Issuer, Api, Gateway, _motoServer, Database, _postgres })
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _moto?.Dispose();
        S3?.Dispose();
        _http.Dispose();
        _logs.Dispose();
    }

    private async Task RaiseAsync(Action<string> say)
    {
        Gateway = await GatewayServer.StartAsync(app =>
        {
            RuntimeApi.Map(app, id => Functions.Find(id));
            _cloudFormation.Map(app);
        });
        _cloudFormation.Address = Gateway.Address;
        Api = await HttpApiServer.StartAsync();
        say("starting moto, PostgreSQL and an issuer");
        Issuer = await People.IssuerServer.StartAsync();
        var (moto, postgres) = (MotoServer.StartAsync(Gateway.Address.Port, "moto.log"), PostgresServer.StartAsync());
        say("publishing the functions and synthesising the stack");
        await Synthesis.PublishAsync();
        Stack = new StackReading(new Template(await Synthesis.TemplateAsync(Cities.Context(Issuer.Address)), Api.Address.GetLeftPart(UriPartial.Authority)));
        (_motoServer, _postgres) = (await moto, await postgres);
        _moto = new Forwarder(_motoServer.Address);
        await _postgres.CreateDatabaseAsync(Lambda.Names.DatabaseName);
        Connect();
        say("deploying");
        await Deployment.RunAsync(Stack, S3, Calls);
        await Deployment.CustomResourcesAsync(Stack, Functions, _cloudFormation);
        await Cities.IssueTokensAsync(this);
    }

    private void Connect()
    {
        var executable = Path.Combine(Synthesis.FunctionsFolder, Lambda.Names.Executable);
        Functions = new FunctionHost((function, id) => new ExecutionEnvironment(id, function, executable, Gateway.Address, Gateway.Credentials, line => _logs.Keep(function.Handler, line)), MostEnvironments);
        Events = new EventQueue(Functions, SendAsync);
        var (prefix, ingest) = Stack.Notification;
        Bucket = new BucketEvents(BucketName, prefix, SizeOfAsync, happened => Events.Enqueue(ingest, happened));
        var variables = ingest.Environment;
        Database = new DataApiEndpoint(new DataApiCluster(_postgres, variables[Lambda.Variables.DatabaseArn], variables[Lambda.Variables.SecretArn]), new DataApiLimits { TransactionIdle = _transactionIdle });
        (Api.Routes, Api.Functions) = (Stack.Routes, Functions);

        Gateway.Access = new AccessRules(Stack.OnResources);
        Gateway.Credentials.Add(new Credentials(MotoServer.StateMachineKey, MotoServer.StateMachineSecret, null, Stack.StateMachineRole));
        Administrator = Gateway.Credentials.Issue(Principal.Administrator);
        var lambda = new LambdaService(Stack.Functions, Functions, Events);
        Gateway.Services["lambda"] = async (_, request) => await lambda.AnswerAsync(request);
        Gateway.Services["rds-data"] = (context, request) => Mounted.AskAsync(context, request, Database.HandleAsync);
        Gateway.Services["*"] = async (_, request) => await _moto.SendAsync(request);
        Gateway.Watchers.Add(Bucket.WatchAsync);
        Gateway.Watchers.Add(Mailbox.WatchAsync);

        Calls = new AwsCalls(_http, Gateway.Address, Administrator);
        S3 = new AmazonS3Client(Administrator.AccessKeyId, Administrator.SecretKey, Administrator.Token, new AmazonS3Config
        {
            ServiceURL = Gateway.Address.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = Account.Region,
            UseHttp = true,
            RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = Amazon.Runtime.ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    /// <summary>Calls that the stack's own roles were denied; those that tests make in a role's name to see them denied are not among them.</summary>
    public IReadOnlyList<Call> DeniedToTheStack() => [.. Gateway.Log.Calls.Where(call => !call.Allowed && !call.Who.StartsWith(Intruder, StringComparison.Ordinal))];

    /// <summary>Keys of a role for a test's own use, told apart in the log.</summary>
    public Credentials IntrudeAs(Principal role) => Gateway.Credentials.Issue(role with { Name = Intruder + role.Name });

    /// <summary>A city's calls as they lie in PostgreSQL: event number and priority, in the numbers' order.</summary>
    public async Task<IReadOnlyList<(string Event, int Priority)>> RowsAsync(string city)
    {
        await using var source = _postgres.Connect(Lambda.Names.DatabaseName);
        await using var command = source.CreateCommand("SELECT event_number, priority::int FROM calls WHERE city = $1 ORDER BY event_number");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = city });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, int)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetString(0), reader.GetInt32(1)));
        }

        return rows;
    }

    /// <summary>An event failed for good: Lambda itself sends it, with the rights of the function's role.</summary>
    private async Task SendAsync(FunctionSettings function, string message)
    {
        if (function.FailureTarget?.Split(':') is [_, _, "sqs", _, _, var queue])
        {
            await new AwsCalls(_http, Gateway.Address, Gateway.Credentials.Issue(function.Role))
                .TargetAsync("sqs", "AmazonSQS.SendMessage", new() { ["QueueUrl"] = $"{Gateway.Address}{Account.Id}/{queue}", ["MessageBody"] = message });
        }
    }

    private async Task<long> SizeOfAsync(string key) => (await S3.GetObjectMetadataAsync(BucketName, key)).ContentLength;
}
