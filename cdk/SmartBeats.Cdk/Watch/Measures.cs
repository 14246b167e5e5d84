using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Logs;
using Constructs;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Watch;

/// <summary>The figures that alarms and the dashboard share.</summary>
internal sealed class Measures : Construct
{
    /// <summary>Faults that are the request's, the data's or a caller's own will: those who asked are told, the operators need not be.</summary>
    private static readonly string[] _notOurs = [Errors.Input, Errors.RunCancelled, Errors.DataChanged];

    private readonly StackNames _names;
    private readonly string _machine;

    /// <param name="functionLogs">Handlers that read what people edit by hand, with the names of their log groups.</param>
    public Measures(
        Construct scope, StackNames names, string api, string machine, ILogGroup machineLog, IEnumerable<(string Handler, string Log)> functionLogs,
        string cluster, string deadLetters)
        : base(scope, "Measures")
    {
        _names = names;
        _machine = machine;
        _ = new CfnMetricFilter(this, "RunsFailedFilter", new CfnMetricFilterProps
        {
            LogGroupName = machineLog.LogGroupName,
            FilterPattern = $"{{ ($.type = \"ExecutionFailed\") {string.Concat(_notOurs.Select(error => $"&& ($.details.error != \"{error}\") "))}}}",
            MetricTransformations = new[]
            {
                new CfnMetricFilter.MetricTransformationProperty { MetricNamespace = names.MetricNamespace, MetricName = "RunsFailed", MetricValue = "1" },
            },
        });
        RunsFailed = Of(names.MetricNamespace, "RunsFailed", "Sum");
        foreach (var (handler, log) in functionLogs)
        {
            _ = new CfnMetricFilter(this, $"DamagedFilter{handler}", new CfnMetricFilterProps
            {
                LogGroupName = log,
                FilterPattern = $"{{ $.message = \"{LogMessages.Damaged}\" }}",
                MetricTransformations = new[]
                {
                    new CfnMetricFilter.MetricTransformationProperty { MetricNamespace = names.MetricNamespace, MetricName = "FilesDamaged", MetricValue = "1" },
                },
            });
        }

        FilesDamaged = Of(names.MetricNamespace, "FilesDamaged", "Sum");
        RunsTimedOut = Runs("ExecutionsTimedOut");
        DeadLetters = Of("AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", ("QueueName", deadLetters));
        ApiFaults = Api("5xx", api);
        ApiRefusals = Api("4xx", api);
        ApiCalls = Api("Count", api);
        AuthorizerFaults = Function(Handlers.Authorize, "Errors");
        MonthlyFaults = Function(Handlers.Monthly, "Errors");
        Throttles = Of("AWS/Lambda", "Throttles", "Sum");
        DatabaseUse = Of("AWS/RDS", "ACUUtilization", "Average", ("DBClusterIdentifier", cluster));
        DatabaseCapacity = Of("AWS/RDS", "ServerlessDatabaseCapacity", "Average", ("DBClusterIdentifier", cluster));
    }

    public Metric RunsFailed { get; }

    public Metric FilesDamaged { get; }

    public Metric RunsTimedOut { get; }

    public Metric DeadLetters { get; }

    public Metric ApiFaults { get; }

    public Metric ApiRefusals { get; }

    public Metric ApiCalls { get; }

    public Metric AuthorizerFaults { get; }

    public Metric MonthlyFaults { get; }

    /// <summary>Of the account: its functions share one concurrency, whoever uses it up.</summary>
    public Metric Throttles { get; }

    public Metric DatabaseUse { get; }

    public Metric DatabaseCapacity { get; }

    public Metric Runs(string name) => Of("AWS/States", name, "Sum", ("StateMachineArn", _machine));

    public Metric MailFaults(string city) => Of("AWS/SNS", "NumberOfNotificationsFailed", "Sum", ("TopicName", _names.TopicName(city)));

    public Metric Function(string handler, string name, string statistic = "Sum") => Of("AWS/Lambda", name, statistic, ("FunctionName", _names.FunctionName(handler)));

    private static Metric Api(string name, string api) => Of("AWS/ApiGateway", name, "Sum", ("ApiId", api));

    private static Metric Of(string space, string name, string statistic, params (string Name, string Value)[] dimensions) => new(new MetricProps
    {
        Namespace = space,
        MetricName = name,
        Statistic = statistic,
        DimensionsMap = dimensions.Length == 0 ? null : dimensions.ToDictionary(pair => pair.Name, pair => pair.Value),
    });
}
