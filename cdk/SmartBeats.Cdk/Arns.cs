using Amazon.CDK;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk;

/// <summary>Names and ARNs that are known before what they name exists, so that permissions need not wait for it.</summary>
internal static class Arns
{
    /// <summary>Buckets share one namespace with everybody: account and region make the name ours.</summary>
    public static string BucketName { get; } = Fn.Sub($"{Names.App}-${{AWS::AccountId}}-${{AWS::Region}}");

    public static string Bucket { get; } = Objects("");

    public static string StateMachine { get; } = Of("states", $"stateMachine:{Names.StateMachine}");

    /// <summary>What <see cref="Variables.TopicPrefix"/> holds.</summary>
    public static string TopicPrefix { get; } = Of("sns", Names.Topic(""));

    /// <summary>Objects by the beginning of their keys.</summary>
    /// <param name="pattern">After the bucket's name: <c>runs/*</c>; empty for the bucket itself.</param>
    public static string Objects(string pattern) =>
        Fn.Sub($"arn:${{AWS::Partition}}:s3:::{Names.App}-${{AWS::AccountId}}-${{AWS::Region}}{(pattern.Length > 0 ? "/" + pattern : "")}");

    /// <summary>Executions of the state machine by the beginning of their names.</summary>
    public static string Executions(string pattern) => Of("states", $"execution:{Names.StateMachine}{pattern}");

    public static string Topic(string city) => Of("sns", Names.Topic(city));

    /// <summary>The streams of one log group.</summary>
    public static string LogStreams(string group) => Of("logs", $"log-group:{group}:*");

    private static string Of(string service, string resource) => Fn.Sub($"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{resource}");
}
