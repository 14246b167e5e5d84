using Amazon.CDK;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk;

/// <summary>Names and ARNs of one environment's stack that are known before what they name exists, so that permissions need not wait for it.</summary>
/// <param name="app">Prefix of everything the stack names itself: another one in each environment of an account.</param>
internal sealed class StackNames(string app)
{
    public string App => app;

    /// <summary>Buckets share one namespace with everybody: account and region make the name ours.</summary>
    public string BucketName { get; } = Fn.Sub($"{app}-${{AWS::AccountId}}-${{AWS::Region}}");

    public string Bucket => Objects("");

    public string DatabaseSecret => $"{app}-database";

    public string StateMachine => FormatArn("states", $"stateMachine:{app}");

    /// <summary>What <see cref="Variables.TopicPrefix"/> holds.</summary>
    public string TopicPrefix => FormatArn("sns", TopicName(""));

    /// <summary>Where our own figures are kept.</summary>
    public string MetricNamespace => app == Names.App ? "SmartBeats" : $"SmartBeats/{app}";

    public string TopicName(string city) => Names.Topic(city, app);

    public string FunctionName(string handler) => Names.Function(handler, app);

    /// <summary>Objects by the beginning of their keys.</summary>
    /// <param name="pattern">After the bucket's name: <c>runs/*</c>; empty for the bucket itself.</param>
    public string Objects(string pattern) =>
        Fn.Sub($"arn:${{AWS::Partition}}:s3:::{app}-${{AWS::AccountId}}-${{AWS::Region}}{(pattern.Length > 0 ? "/" + pattern : "")}");

    /// <summary>Executions of the state machine by the beginning of their names.</summary>
    public string Executions(string pattern) => FormatArn("states", $"execution:{app}{pattern}");

    public string Topic(string city) => FormatArn("sns", TopicName(city));

    /// <summary>The streams of one log group.</summary>
    public static string LogStreams(string group) => FormatArn("logs", $"log-group:{group}:*");

    private static string FormatArn(string service, string resource) =>
        Fn.Sub($"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{resource}");
}
