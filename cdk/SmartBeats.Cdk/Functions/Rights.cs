using Amazon.CDK.AWS.IAM;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Functions;

/// <summary>What a function may do, statement by statement. No action has a wildcard.</summary>
/// <param name="names">Of the stack whose things are meant.</param>
internal sealed class Rights(StackNames names)
{
    /// <param name="keys">Such as <c>runs/*</c>.</param>
    public PolicyStatement Read(params string[] keys) => Allow("Read", ["s3:GetObject"], Objects(keys));

    /// <summary>The version an event named, whatever was uploaded since.</summary>
    public PolicyStatement ReadVersions(params string[] keys) => Allow("ReadVersions", ["s3:GetObject", "s3:GetObjectVersion"], Objects(keys));

    public PolicyStatement Write(params string[] keys) => Allow("Write", ["s3:PutObject"], Objects(keys));

    public PolicyStatement Delete(params string[] keys) => Allow("Delete", ["s3:DeleteObject"], Objects(keys));

    /// <summary>Lists keys with these beginnings; and learns that a file is missing.</summary>
    /// <remarks>S3 says of a missing object that it is missing only to those who may list, and that question names no prefix: hence IfExists.</remarks>
    public PolicyStatement List(params string[] prefixes)
    {
        var statement = Allow("List", ["s3:ListBucket"], [names.Bucket]);
        statement.AddCondition("StringLikeIfExists", new Dictionary<string, object> { ["s3:prefix"] = prefixes });
        return statement;
    }

    /// <summary>One statement at a time.</summary>
    public static IEnumerable<PolicyStatement> Query(string cluster, string secret) =>
        [Allow("Query", ["rds-data:ExecuteStatement"], [cluster]), Allow("DatabaseSecret", ["secretsmanager:GetSecretValue"], [secret])];

    public static PolicyStatement Transact(string cluster) =>
        Allow("Transact", ["rds-data:BeginTransaction", "rds-data:CommitTransaction", "rds-data:RollbackTransaction"], [cluster]);

    /// <param name="cities">Ids, or <see cref="Names.OperatorsTopic"/>.</param>
    public PolicyStatement Tell(IEnumerable<string> cities) => Allow("Tell", ["sns:Publish"], [.. cities.Select(names.Topic)]);

    public static PolicyStatement Send(string queue) => Allow("DeadLetters", ["sqs:SendMessage"], [queue]);

    public IEnumerable<PolicyStatement> Start() =>
    [
        Allow("Start", ["states:StartExecution"], [names.StateMachine]),
        Allow("Follow", ["states:DescribeExecution", "states:StopExecution"], [names.Executions($":{States.ExecutionPrefix}*")]),
    ];

    public static PolicyStatement Log(string group) => Allow("Log", ["logs:CreateLogStream", "logs:PutLogEvents"], [StackNames.LogStreams(group)]);

    /// <summary>Traces have no names: X-Ray knows no resource for these actions.</summary>
    public static PolicyStatement Trace() => Allow("Trace", ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"]);

    /// <summary>As <see cref="Trace"/>, and which share of the runs is traced.</summary>
    public static PolicyStatement TraceRuns() =>
        Allow("Trace", ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"], ["*"]);

    internal static PolicyStatement Allow(string sid, string[] actions, string[] resources) =>
        new(new PolicyStatementProps { Sid = sid, Effect = Effect.ALLOW, Actions = actions, Resources = resources });

    private string[] Objects(string[] keys) => [.. keys.Select(names.Objects)];
}
