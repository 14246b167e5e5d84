using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using SmartBeats.Cdk.Functions;

namespace SmartBeats.Cdk.Generation;

/// <summary>The state machine, with a role that may invoke the stages and nothing else.</summary>
internal sealed class Machine : Construct
{
    public Machine(Construct scope, IReadOnlyList<Stage> stages, Func<string, string> functionArn, StackSettings settings, StackNames names)
        : base(scope, "Generation")
    {
        Log = new LogGroup(this, "Log", new LogGroupProps
        {
            LogGroupName = $"/aws/vendedlogs/states/{names.App}",
            Retention = LogRetention.Of(settings.LogDays),
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var role = new Role(this, "Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("states.amazonaws.com"),
            Description = $"Of the state machine {names.App}.",
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["rights"] = new(new PolicyDocumentProps { Statements = Statements(stages, functionArn, names) }),
            },
        });
        var machine = new CfnStateMachine(this, "Machine", new CfnStateMachineProps
        {
            StateMachineName = names.App,
            RoleArn = role.RoleArn,
            DefinitionString = new Definition(stages).Write(),
            DefinitionSubstitutions = stages.Select(stage => KeyValuePair.Create(stage.Name, functionArn(stage.Name)))
                .Append(KeyValuePair.Create("LambdaInvoke", Fn.Sub("arn:${AWS::Partition}:states:::lambda:invoke"))).ToDictionary(),
            TracingConfiguration = new CfnStateMachine.TracingConfigurationProperty { Enabled = true },
            LoggingConfiguration = new CfnStateMachine.LoggingConfigurationProperty
            {
                Level = "ERROR",
                // The state holds pointers and the request: nothing of a person.
                IncludeExecutionData = true,
                Destinations = new[]
                {
                    new CfnStateMachine.LogDestinationProperty { CloudWatchLogsLogGroup = new CfnStateMachine.CloudWatchLogsLogGroupProperty { LogGroupArn = Log.LogGroupArn } },
                },
            },
        });
        Arn = machine.Ref;
    }

    public string Arn { get; }

    public LogGroup Log { get; }

    private static PolicyStatement[] Statements(IReadOnlyList<Stage> stages, Func<string, string> functionArn, StackNames names) =>
    [
        Rights.Allow("Invoke", ["lambda:InvokeFunction"], [.. stages.Select(stage => functionArn(stage.Name))]),
        // Each part of a distributed Map is an execution of this same machine.
        Rights.Allow("StartParts", ["states:StartExecution"], [names.StateMachine]),
        Rights.Allow("FollowParts", ["states:DescribeExecution", "states:StopExecution"], [.. stages.Where(stage => stage.ForEach?.IsDistributed == true).Select(stage => names.Executions($"/{stage.Name}:*"))]),
        // CloudWatch names no resource for the delivery of a service's logs.
        Rights.Allow(
            "DeliverLogs",
            [
                "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
                "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
            ],
            ["*"]),
        Rights.TraceRuns(),
    ];
}
