using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3.Assets;
using Constructs;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Functions;

/// <summary>A function with a role and a log group of its own.</summary>
internal sealed class StackFunction : Construct
{
    /// <param name="environment">Values of all variables; the function gets those of its specification.</param>
    public StackFunction(Construct scope, FunctionSpec spec, Asset code, IReadOnlyDictionary<string, string> environment, StackSettings settings, StackNames names)
        : base(scope, spec.Handler)
    {
        var name = names.FunctionName(spec.Handler);
        var group = new LogGroup(this, "Log", new LogGroupProps
        {
            LogGroupName = $"/aws/lambda/{name}",
            Retention = LogRetention.Of(settings.LogDays),
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var role = new Role(this, "Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            Description = $"Of the function {name}.",
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["rights"] = new(new PolicyDocumentProps { Statements = [.. spec.Statements, Rights.Log($"/aws/lambda/{name}"), Rights.Trace()] }),
            },
        });
        string[] given =
        [
            Variables.Bucket, .. spec.Environment, .. settings.Fips ? (string[])[Variables.UseFips] : [],
            .. spec.Handler is Handlers.Api or Handlers.Authorize ? Variables.OfSignIn.Where(environment.ContainsKey) : [],
        ];
        var function = new CfnFunction(this, "Function", new CfnFunctionProps
        {
            FunctionName = name,
            Runtime = "provided.al2023",
            Architectures = ["x86_64"],
            Code = new CfnFunction.CodeProperty { S3Bucket = code.S3BucketName, S3Key = code.S3ObjectKey },
            Handler = spec.Handler,
            MemorySize = Math.Min(spec.MemoryMegabytes, settings.MostFunctionMegabytes),
            Timeout = spec.Seconds,
            Role = role.RoleArn,
            // A long load calls itself on by a note in the bucket, a counted number of times; nothing else of ours comes back to itself.
            RecursiveLoop = spec.Handler == Handlers.Ingest ? "Allow" : "Terminate",
            LoggingConfig = new CfnFunction.LoggingConfigProperty { LogGroup = group.LogGroupName },
            TracingConfig = new CfnFunction.TracingConfigProperty { Mode = "Active" },
            Environment = new CfnFunction.EnvironmentProperty { Variables = given.ToDictionary(variable => variable, variable => environment[variable]) },
        });
        LogName = group.LogGroupName;
        Name = function.Ref;
        Arn = function.AttrArn;
    }

    public string Name { get; }

    public string Arn { get; }

    /// <summary>Of its log group.</summary>
    public string LogName { get; }
}
