using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3.Assets;
using Amazon.CDK.AWS.SQS;
using Constructs;
using SmartBeats.Cdk.Api;
using SmartBeats.Cdk.Data;
using SmartBeats.Cdk.Functions;
using SmartBeats.Cdk.Generation;
using SmartBeats.Cdk.Notices;
using SmartBeats.Cdk.Watch;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk;

/// <summary>All of SmartBeats in one account and region. Which, the credentials of the deployment say.</summary>
public sealed class SmartBeatsStack : Stack
{
    public SmartBeatsStack(Construct scope, string id, StackSettings settings)
        : this(scope, id, settings, Pipeline.Run.Stages.All)
    {
    }

    /// <param name="stages">Of a run, in order.</param>
    internal SmartBeatsStack(Construct scope, string id, StackSettings settings, IReadOnlyList<Stage> stages)
        : base(scope, id, new StackProps { Description = "SmartBeats: patrol beats from a city's map and its calls for service.", AnalyticsReporting = false })
    {
        ArgumentNullException.ThrowIfNull(settings);
        var names = new StackNames(settings.App);
        var database = new CallDatabase(this, settings, names);
        var topics = new Topics(this, settings, names);
        var api = new HttpApi(this, names);
        var deadLetters = new Queue(this, "DeadLetters", new QueueProps
        {
            QueueName = $"{names.App}-dead-letters",
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
            RetentionPeriod = Duration.Days(14),
        });
        var environment = new Dictionary<string, string>
        {
            [Variables.Bucket] = names.BucketName,
            [Variables.DatabaseArn] = database.Arn,
            [Variables.SecretArn] = database.SecretArn,
            [Variables.Database] = Names.DatabaseName,
            [Variables.StateMachineArn] = names.StateMachine,
            [Variables.TopicPrefix] = names.TopicPrefix,
            [Variables.ApiUrl] = api.Url,
            [Variables.UseFips] = "true",
        };
        foreach (var (variable, value) in new[]
        {
            (Variables.Issuer, settings.SignIn?.Issuer), (Variables.ClientId, settings.SignIn?.ClientId),
            (Variables.Audience, settings.SignIn?.Audience), (Variables.RolesClaim, settings.SignIn?.RolesClaim),
        })
        {
            if (value is not null)
            {
                environment[variable] = value;
            }
        }

        var code = new Asset(this, "Code", new AssetProps { Path = Path.GetFullPath(settings.FunctionsFolder) });
        var specs = FunctionSpec.CreateAll(
            new Rights(names), database.Arn, database.SecretArn, deadLetters.QueueArn, [.. settings.Cities.Select(city => city.Id)], stages);
        var functions = specs.ToDictionary(spec => spec.Handler, spec => new StackFunction(this, spec, code, environment, settings, names));

        _ = new CfnEventInvokeConfig(this, "IngestRetries", new CfnEventInvokeConfigProps
        {
            FunctionName = functions[Handlers.Ingest].Name,
            Qualifier = "$LATEST",
            MaximumRetryAttempts = 2,
            MaximumEventAgeInSeconds = 6 * 3600,
            DestinationConfig = new CfnEventInvokeConfig.DestinationConfigProperty { OnFailure = new CfnEventInvokeConfig.OnFailureProperty { Destination = deadLetters.QueueArn } },
        });
        _ = new MonthlySchedule(this, functions[Handlers.Monthly].Arn, names);
        _ = new DataBucket(this, settings, names, functions[Handlers.Ingest].Arn);
        var machine = new Machine(this, stages, handler => functions[handler].Arn, settings, names);
        api.Route(functions[Handlers.Api].Arn, functions[Handlers.Authorize].Arn, settings, names);

        var readers = new[] { Handlers.Api, Handlers.Authorize }.Select(handler => (handler, functions[handler].LogName));
        var measures = new Measures(
            this, names, api.Id, machine.Arn, machine.Log, readers, database.Cluster.ClusterIdentifier, deadLetters.QueueName);
        _ = new Alarms(this, measures, settings, names, topics.Operators);
        _ = new Overview(this, measures, stages, names);
        if (settings.HasBudgets)
        {
            _ = new Spending(this, settings.MonthlyBudgetDollars, names, topics.Operators);
        }

        // Last of all: what fails before it leaves the bucket empty, and an empty bucket goes with a first deployment that failed.
        _ = new Schema(this, settings, functions[Handlers.Migrate].Arn, code.AssetHash, [.. Node.Children.Where(child => child != functions[Handlers.Migrate])]);
        Amazon.CDK.Tags.Of(this).Add("app", names.App);
        _ = new CfnOutput(this, "Url", new CfnOutputProps { Value = api.Url, Description = "The API; GET /openapi.json describes it." });
        _ = new CfnOutput(this, "BucketName", new CfnOutputProps { Value = names.BucketName, Description = "Files go to incoming/CITY/." });
    }
}
